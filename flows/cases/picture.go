package cases

import (
	"fmt"
	"strings"
)

// Picture is the lifecycle as a Mermaid state diagram, drawn from the table.
// Acts that leave a case where it stands are left out.
func Picture() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    [*] --> reported: report\n")
	for _, r := range lifecycle {
		if r.from != r.to {
			fmt.Fprintf(&b, "    %s --> %s: %s (%s)\n", r.from, r.to, r.do, r.by)
		}
	}
	for _, s := range []Status{Closed, Declined, Withdrawn} {
		fmt.Fprintf(&b, "    %s --> [*]\n", s)
	}
	return b.String()
}
