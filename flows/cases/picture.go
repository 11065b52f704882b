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
			fmt.Fprintf(&b, "    %s\n", r.arrow())
		}
	}
	for _, s := range []Status{Closed, Declined, Withdrawn, Merged} {
		fmt.Fprintf(&b, "    %s --> [*]\n", s)
	}
	return b.String()
}

// arrow is the row in the picture. It says when the row is in force, if that is
// not always.
func (r row) arrow() string {
	arrow := fmt.Sprintf("%s --> %s: %s (%s)", r.from, r.to, r.do, r.by)
	if r.when.says != "" {
		arrow += ", " + r.when.says
	}
	return arrow
}
