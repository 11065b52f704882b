package rectify

import (
	"testing"

	"gridbot/flows/cases"
)

// How a notice was served is heard in words; who refused has not signed, and a question
// is no answer.
func TestHowANoticeWasServedIsHeardInWords(t *testing.T) {
	for words, want := range map[string]cases.Proof{
		"对方骂人，不签": cases.ProofRefused, "拒签": cases.ProofRefused, "he refused to sign": cases.ProofRefused, "she didn't sign": cases.ProofRefused,
		"签了": cases.ProofSigned, "当面签收": cases.ProofSigned, "Signed": cases.ProofSigned, "贴在门上了": cases.ProofPosted, "posted on the door": cases.ProofPosted,
		"快递寄出去了": cases.ProofMail, "by post": cases.ProofMail, "居委会的人在场": cases.ProofWitness, "with a witness": cases.ProofWitness,
		"签了吗": "", "一定要签吗？": "", "好的": "", "": "", "老板不在": "",
	} {
		if got := proofSaid(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
