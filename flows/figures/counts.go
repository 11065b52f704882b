package figures

// Counts are how often what happened to cases: by week, by grid and by Field.
// They are kept in the same commit as the log, which is the truth: counted
// anew from it, they are the same.
type Counts map[string]map[string]map[string]int

// Add counts a line.
func (c Counts) Add(l Logged) {
	for _, t := range l.Tallies() {
		c.at(t.Week, t.Grid)[t.Field()] += t.N
	}
}

func (c Counts) at(week, grid string) map[string]int {
	if c[week] == nil {
		c[week] = map[string]map[string]int{}
	}
	if c[week][grid] == nil {
		c[week][grid] = map[string]int{}
	}
	return c[week][grid]
}

// Sums are the counters of some weeks of a grid together, by name.
type Sums map[string]int

// Sum adds up the counters of a grid over some weeks, all categories together.
func (c Counts) Sum(grid string, weeks ...string) Sums {
	s := Sums{}
	for _, week := range weeks {
		for f, n := range c[week][grid] {
			_, name := field(f)
			s[name] += n
		}
	}
	return s
}

// ByCategory adds up one counter of a grid over some weeks, by category.
func (c Counts) ByCategory(grid, name string, weeks ...string) map[string]int {
	by := map[string]int{}
	for _, week := range weeks {
		for f, n := range c[week][grid] {
			if category, is := field(f); is == name && category != "" {
				by[category] += n
			}
		}
	}
	return by
}
