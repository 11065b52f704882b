package alarm

import "strings"

// phrases finds many words in a line at once: a tree of their bytes.
type phrases struct {
	next  []branch
	ends  [][]int    // of a word that ends here: whose it is
	first [256]int32 // where the first byte of a word leads; 0 for nowhere
}

// A branch is the bytes that may follow, and where each leads.
type branch struct {
	bytes string
	to    []int32
}

func (p *phrases) add(word string, whose int) {
	if p.next == nil {
		p.next, p.ends = make([]branch, 1), make([][]int, 1)
	}
	at := int32(0)
	for i := range len(word) {
		b := &p.next[at]
		k := strings.IndexByte(b.bytes, word[i])
		if k < 0 {
			k = len(b.bytes)
			b.bytes += word[i : i+1]
			b.to = append(b.to, int32(len(p.next)))
			p.next, p.ends = append(p.next, branch{}), append(p.ends, nil)
		}
		at = p.next[at].to[k]
		if i == 0 {
			p.first[word[0]] = at
		}
	}
	p.ends[at] = append(p.ends[at], whose)
}

// in goes through all words that stand in a line, from its beginning to its end;
// of those that begin together the shortest is first.
func (p *phrases) in(line string, found func(from, to, whose int)) {
	for from := range len(line) {
		at := p.first[line[from]]
		for to := from + 1; at != 0; to++ {
			for _, whose := range p.ends[at] {
				found(from, to, whose)
			}
			if to == len(line) {
				break
			}
			b := &p.next[at]
			k := strings.IndexByte(b.bytes, line[to])
			if k < 0 {
				break
			}
			at = b.to[k]
		}
	}
}
