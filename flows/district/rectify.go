package district

import (
	"time"

	"go.yaml.in/yaml/v3"

	"gridbot/flows/calendar"
	"gridbot/flows/district/orders"
	"gridbot/flows/text"
)

// A Template is what a rectification notice of a category usually says.
type Template struct {
	Basis   text.Names   // the law it rests on
	Wording text.Names   // the order
	Items   []text.Names // what is usually to be put right
}

// What fits on the page of a notice.
const (
	mostUsualItems = 6
	longestBasis   = 200
	longestWording = 300
	longestItem    = 120
)

// usualWatch is when a grid looks again after closing, where a category says
// nothing else.
var usualWatch = []calendar.Span{{Plain: 7 * oneDay}, {Plain: 30 * oneDay}, {Plain: 90 * oneDay}}

const (
	oneDay = 24 * time.Hour
	// usualNear is within how many metres a report of the same kind may be a relapse.
	usualNear = 50
	mostNear  = 1000
)

// template reads what a notice of the category says.
func (p page) template(n *yaml.Node) Template {
	if n == nil {
		return Template{}
	}
	e := p.entry(n, "a notice")
	t := Template{
		Basis:   p.names(e.get("basis"), "the basis", longestBasis),
		Wording: p.names(e.get("wording"), "the wording", longestWording),
	}
	items := e.get("items")
	for _, item := range p.list(items, "items") {
		t.Items = append(t.Items, p.names(item, "an item", longestItem))
	}
	if len(t.Items) > mostUsualItems {
		p.fault(items.Line, "these are %d items; a keyboard holds %d", len(t.Items), mostUsualItems)
	}
	if wrong := orders.Unfounded(t.Basis); wrong != "" {
		p.fault(n.Line, "%s", wrong)
	}
	e.done()
	return t
}

// watch reads when a grid looks again after closing, in plain days.
func (p page) watch(n *yaml.Node) []calendar.Span {
	if n == nil {
		return usualWatch
	}
	spans := []calendar.Span{}
	for _, item := range p.list(n, "watch") {
		span, err := calendar.ParseSpan(p.word(item, "a look-again"))
		switch {
		case err != nil:
			p.fault(item.Line, "a look-again: %s", err)
		case span.Working() || span.Once:
			p.fault(item.Line, "looks after closing are counted in plain days, such as 30d")
		case len(spans) > 0 && spans[len(spans)-1].Plain >= span.Plain:
			p.fault(item.Line, "the looks after closing must stand in their order")
		default:
			spans = append(spans, span)
		}
	}
	return spans
}

// near reads within how many metres a report may be a relapse; 0 for never.
func (p page) near(n *yaml.Node) float64 { return p.metres(n, "near", usualNear) }

// metres reads a distance; usual where there is nothing.
func (p page) metres(n *yaml.Node, what string, usual float64) float64 {
	return float64(p.whole(n, what, what+" is a number of metres from %d to %d", 0, mostNear, int(usual)))
}
