package bot

import "testing"

// The short way reads what the long way reads, and where an answer is not as usual, the
// long way is gone.
func TestAnAnswerIsReadTheSameTheShortWay(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]int{
		`{"ok":true,"result":{"message_id":41,"date":1,"text":"}"}}`:            41,
		`{"ok":true,"result":{"message_id":42}}` + "\n":                         42,
		`{"ok":true,"result":{"date":1,"message_id":43}}`:                       43,
		`{"ok": true, "result": {"message_id": 44}}`:                            44,
		`{"result":{"message_id":45},"ok":true}`:                                45,
		`{"ok":false,"error_code":400,"description":"{\"ok\":true,\"result\""}`: 0,
	} {
		var m sentMessage
		v, err := readAnswer([]byte(raw), &m)
		if err != nil || m.ID != want || v.OK != (want != 0) || v.Code != map[bool]int{true: 400}[want == 0] {
			t.Errorf("%s: %d, %+v, %v", raw, m.ID, v, err)
		}
		if v, err := readAnswer([]byte(raw), nil); err != nil || v.OK != (want != 0) {
			t.Errorf("%s: %+v, %v", raw, v, err)
		}
	}
	for _, raw := range []string{"", "<html>502</html>", `{"ok":true,"result":{"message_id":41`, `{"ok":true,"result":{"message_id":x}}`, `{"ok":true,"result":`} {
		if _, err := readAnswer([]byte(raw), new(sentMessage)); err == nil {
			t.Errorf("%q was read", raw)
		}
	}
	if _, err := readAnswer([]byte(`{"ok":true,"result":`), nil); err == nil {
		t.Error("half an answer was read")
	}
}
