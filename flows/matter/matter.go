// Package matter is what something done in one go (一件事), its steps and who comes to
// look are called, for whoever shows it. It does not know what can be done about it, nor
// what becomes of it.
package matter

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"gridbot/flows/request"
	"gridbot/flows/services"
	"gridbot/flows/text"
	"gridbot/flows/world"
)

// Service is a service of the folder; false for none of that name.
func Service(w *world.World, id string) (services.Service, bool) {
	i := slices.IndexFunc(w.District.Services, func(s services.Service) bool { return s.ID == id })
	if i < 0 {
		return services.Service{}, false
	}
	return w.District.Services[i], true
}

// Name is what the folder calls the service of a request.
func Name(w *world.World, r request.Request) text.Text {
	if s, ok := Service(w, r.Service); ok {
		return text.Named(s.Names)
	}
	return text.Said(r.Service) // the folder has dropped it
}

// Step is what the folder calls a step.
func Step(w *world.World, r request.Request, id string) text.Text {
	if s, ok := Service(w, r.Service); ok {
		if st, ok := s.Step(id); ok {
			return text.Named(st.Names)
		}
	}
	return text.Said(id)
}

// Called is what who asked calls it: their first answer in words.
func Called(w *world.World, r request.Request) text.Text {
	if s, ok := Service(w, r.Service); ok {
		for _, a := range s.Asks {
			if v := r.Answers[a.ID]; a.Kind == services.KindText && v != "" {
				return text.Said(v)
			}
		}
	}
	return text.Text{}
}

// Tenths are tenths of a day as people write them: 3.5.
func Tenths(n int) string { return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) }

// Number reads the number of a request as people write it: S12, s12 or 12; 0 for none.
func Number(s string) int {
	n, err := strconv.Atoi(strings.TrimLeft(strings.TrimSpace(s), "Ss"))
	if err != nil || n <= 0 || n > 1e6 {
		return 0
	}
	return n
}

// KeptFor is how long a request is kept after its end: the papers are somebody's.
func KeptFor(w *world.World) time.Duration {
	if w.District.Retention > 0 {
		return time.Duration(w.District.Retention) * 24 * time.Hour
	}
	return 180 * 24 * time.Hour
}
