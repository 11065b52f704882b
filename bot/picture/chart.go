package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"github.com/go-analyze/charts"
)

// kind is how a chart is drawn. The library draws bars and lines; what stands
// around them is ours, for it places words without asking whether they fit.
type kind struct {
	colours []color.RGBA // of its series, in their order
	foot    float64      // how much of the plot is kept free below zero
	draw    func(*pen, plot, image.Rectangle) error
}

var (
	bars  = kind{[]color.RGBA{fresh, done, late}, 0, (*pen).bars}
	lines = kind{[]color.RGBA{fresh, nine}, 0.22, (*pen).lines}
)

const (
	theWeeks = 5 // have room; fewer stand at the right
	thisWeek = theWeeks - 1
	plotHigh = 250
	weekHigh = smallSize + 24 // the names of the weeks
)

// A plot is a chart as it is drawn: each series has a value for each week.
type plot struct {
	weeks       []string
	values      [][]float64
	colours     []color.RGBA
	least, most float64 // the values at the foot and at the top
}

// plotted is what can be drawn of a chart, and whether it has any value.
func plotted(c Chart, weeks []string, k kind) (plot, bool) {
	f := plot{weeks: lastOf(weeks, theWeeks, "")}
	highest, some := 0.0, false
	for i, s := range c.Series[:min(len(c.Series), len(k.colours))] {
		row, colour := lastOf(s.Values, theWeeks, math.NaN()), soft // of what never was, there is nothing to colour
		for j, v := range row {
			switch {
			case !(v >= 0 && v < 1e9):
				row[j] = math.NaN()
				continue
			case v > 0:
				colour = k.colours[i]
			}
			highest, some = max(highest, v), true
		}
		f.values, f.colours = append(f.values, row), append(f.colours, colour)
	}
	if highest == 0 {
		highest = 1
	}
	f.most = highest * 1.3 // numbers stand above
	f.least = -k.foot * f.most
	return f, some
}

// lastOf is a copy of the last n, with none before where there are fewer.
func lastOf[T any](all []T, n int, none T) []T {
	row := make([]T, n)
	for i := range row {
		row[i] = none
	}
	k := min(n, len(all))
	copy(row[n-k:], all[len(all)-k:])
	return row
}

// chart draws a chart under its title; it gives where the next part goes.
func (p *pen) chart(c Chart, weeks []string, k kind, y int) (int, error) {
	f, some := plotted(c, weeks, k)
	if !some {
		return p.nothing(c.Empty, p.head(c.Title, "", nil, y)), nil
	}
	var keys []key
	for i, colour := range f.colours {
		keys = append(keys, key{c.Series[i].Name, func(p *pen, at spot) { p.box(image.Rect(-12, -12, 12, 12).Add(at.pixel()), colour) }})
	}
	y = p.head(c.Title, c.Unit, keys, y)
	area := image.Rect(side, y, side+inside, y+plotHigh)
	now := column(area, thisWeek)
	p.box(image.Rect(now.Min.X, now.Min.Y, now.Max.X, now.Max.Y+weekHigh), band)
	if err := k.draw(p, f, area); err != nil {
		return y, err
	}
	p.box(image.Rect(side, area.Max.Y, side+inside, area.Max.Y+2), edge)
	for i, name := range f.weeks {
		in, s := column(area, i), style{size: smallSize, ink: soft}
		if i == thisWeek {
			s.ink, s.heavy = ink, true
		}
		name = p.clip(name, in.Dx()-8, smallSize)
		p.words(name, in.Min.X+(in.Dx()-p.width(name, smallSize))/2, area.Max.Y+12, s)
	}
	return area.Max.Y + weekHigh + partGap, nil
}

// column is where a week stands.
func column(area image.Rectangle, week int) image.Rectangle {
	return image.Rect(area.Min.X+week*area.Dx()/theWeeks, area.Min.Y, area.Min.X+(week+1)*area.Dx()/theWeeks, area.Max.Y)
}

// at is where a value stands.
func (f plot) at(area image.Rectangle, week int, v float64) spot {
	in := column(area, week)
	return spot{float64(in.Min.X+in.Max.X) / 2, float64(area.Max.Y) - float64(area.Dy())*(v-f.least)/(f.most-f.least)}
}

// number is a value as it is written.
func number(v float64) string {
	switch {
	case v >= 9950:
		return charts.FormatValueHumanizeShort(v, 0, false)
	case v >= 1000:
		return charts.FormatValueHumanizeShort(v, 1, false)
	case v < 9.95:
		return charts.FormatValueHumanize(v, 1, false)
	}
	return charts.FormatValueHumanize(v, 0, false)
}

// bars draws the weeks before in pale colours, and over them this one.
func (p *pen) bars(f plot, area image.Rectangle) error {
	return p.paint(area, func(painter *charts.Painter) error {
		for _, now := range []bool{false, true} {
			var rows [][]float64
			var colours []charts.Color
			for i, values := range f.values {
				row := make([]float64, len(values))
				for j, v := range values {
					if row[j] = v; math.IsNaN(v) || (j == thisWeek) != now {
						row[j] = charts.GetNullValue()
					}
				}
				c := charts.ColorConvertGo(f.colours[i])
				if !now {
					c = charts.ColorConvertGo(pale(f.colours[i]))
				}
				rows, colours = append(rows, row), append(colours, c)
			}
			opt := charts.NewBarChartOptionWithData(rows)
			opt.Theme, opt.CategoryAxis, opt.ValueAxis = theme(colours), weekAxis(), f.valueAxis()
			opt.Legend.Show, opt.Padding = charts.Ptr(false), charts.Box{}
			opt.BarSize, opt.BarMargin = 0.82, charts.Ptr(0.02)
			size, colour := smallSize, soft
			if now {
				size, colour = wordSize, ink
			}
			for i := range opt.SeriesList {
				opt.SeriesList[i].Label = charts.SeriesLabel{
					Show: charts.Ptr(true), ValueFormatter: number,
					FontStyle: charts.FontStyle{Font: p.letter, FontSize: float64(size) * points, FontColor: charts.ColorConvertGo(colour)},
				}
			}
			if err := painter.BarChart(opt); err != nil {
				return err
			}
		}
		return nil
	})
}

// lines draws a line for each series; the numbers of the higher stand above,
// those of the lower below.
func (p *pen) lines(f plot, area image.Rectangle) error {
	err := p.paint(area, func(painter *charts.Painter) error {
		var rows [][]float64
		var colours []charts.Color
		for i, values := range f.values {
			row := lastOf(values, len(values), 0)
			for j, v := range row {
				if math.IsNaN(v) {
					row[j] = charts.GetNullValue()
				}
			}
			rows, colours = append(rows, row), append(colours, charts.ColorConvertGo(f.colours[i]))
		}
		opt := charts.NewLineChartOptionWithData(rows)
		opt.Theme, opt.XAxis, opt.YAxis = theme(colours), weekAxis(), f.valueAxis()
		opt.Legend.Show, opt.Padding = charts.Ptr(false), charts.Box{}
		opt.LineStrokeWidth = 5
		opt.Symbol = charts.Symbol{Shape: charts.SymbolDot, Size: 8}
		return painter.LineChart(opt)
	})
	if err != nil {
		return err
	}
	for i, values := range f.values {
		for j, v := range values {
			if math.IsNaN(v) {
				continue
			}
			at, s := f.at(area, j, v), style{size: smallSize, ink: soft, halo: paper}
			if j == thisWeek {
				s = style{size: smallSize, ink: ink, heavy: true, halo: band}
				p.disc(at, 13, f.colours[i])
			}
			words, y := number(v), int(at.y)-smallSize-16
			if i == 0 && len(f.values) > 1 {
				y = int(at.y) + 14
			}
			p.words(words, int(at.x)-p.width(words, smallSize)/2, y, s)
		}
	}
	return nil
}

// points are in a pixel, as the library counts.
const points = 72.0 / 96

// paint lays what the library draws over a part of the picture.
func (p *pen) paint(area image.Rectangle, chart func(*charts.Painter) error) error {
	painter := charts.NewPainter(charts.PainterOptions{
		OutputFormat: charts.ChartOutputPNG, Width: area.Dx(), Height: area.Dy(), Font: p.letter,
	})
	if err := chart(painter); err != nil {
		return fmt.Errorf("draw a chart: %w", err)
	}
	b, err := painter.Bytes()
	if err != nil {
		return fmt.Errorf("draw a chart: %w", err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return fmt.Errorf("read a chart: %w", err)
	}
	draw.Draw(p.img, area, img, image.Point{}, draw.Over)
	return nil
}

// theme has our colours, and no background: what is below shows through.
func theme(colours []charts.Color) charts.ColorPalette {
	return charts.MakeTheme(charts.ThemeOption{
		BackgroundColor: charts.ColorTransparent, SeriesColors: colours, TextColor: charts.ColorConvertGo(ink),
	})
}

// weekAxis has a place for each week, and is not seen: the names are ours.
func weekAxis() charts.CategoryAxisOption {
	return charts.CategoryAxisOption{Show: charts.Ptr(false), Labels: make([]string, theWeeks), BoundaryGap: charts.Ptr(true)}
}

// valueAxis is not seen either: every value is written.
func (f plot) valueAxis() []charts.ValueAxisOption {
	return []charts.ValueAxisOption{{Show: charts.Ptr(false), Min: charts.Ptr(f.least), Max: charts.Ptr(f.most)}}
}

// pale is a colour of a week that is over.
func pale(c color.RGBA) color.RGBA {
	half := func(v uint8) uint8 { return uint8((int(v)*45 + 255*55) / 100) }
	return color.RGBA{half(c.R), half(c.G), half(c.B), 255}
}
