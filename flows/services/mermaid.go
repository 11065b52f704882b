package services

import (
	"fmt"
	"slices"
	"strings"

	"gridbot/flows/text"
)

// Mermaid is the graph as a flowchart: papers of the applicant as leaning boxes,
// steps as boxes with their department and clock, and what leads to what. A dashed
// line is needed only where there is such a paper.
func (s Service) Mermaid(lang text.Lang, agency func(id string) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "flowchart LR\n  %%%% %s\n", s.Names.In(lang))
	for _, p := range s.Papers {
		fmt.Fprintf(&b, "  p_%s[/\"%s%s\"/]\n", name(p.ID), quoted(p.Names.In(lang)), when(p.When))
	}
	for _, st := range s.Steps {
		visit := ""
		if st.Visit {
			visit = " 👣"
		}
		fmt.Fprintf(&b, "  s_%s[\"%s<br/>%s · %s%s%s\"]\n", name(st.ID), quoted(st.Names.In(lang)), quoted(agency(st.Agency)), st.Within, visit, when(st.When))
	}
	for _, st := range s.Steps {
		for _, n := range st.Needs {
			arrow := "-->"
			if n.IfAny {
				arrow = "-.->"
			}
			if _, brought := s.Paper(n.Paper); brought {
				fmt.Fprintf(&b, "  p_%s %s s_%s\n", name(n.Paper), arrow, name(st.ID))
			}
			for _, o := range s.Steps {
				if slices.Contains(o.Gives, n.Paper) {
					fmt.Fprintf(&b, "  s_%s %s|%s| s_%s\n", name(o.ID), arrow, n.Paper, name(st.ID))
				}
			}
		}
		for _, id := range st.After {
			fmt.Fprintf(&b, "  s_%s --> s_%s\n", name(id), name(st.ID))
		}
	}
	return b.String()
}

// name is an ID as a node may be called: "end" and "-" mean something there.
func name(id string) string { return strings.ReplaceAll(id, "-", "_") }

func quoted(s string) string { return strings.ReplaceAll(s, `"`, "#quot;") }

// when is a condition, in small letters below.
func when(cs Conditions) string {
	var said []string
	for _, c := range cs {
		said = append(said, c.Ask+" "+strings.NewReplacer("<", "#lt;", ">", "#gt;").Replace(c.Op)+" "+strings.Join(c.Values, "/"))
	}
	if len(said) == 0 {
		return ""
	}
	return "<br/>" + strings.Join(said, ", ")
}
