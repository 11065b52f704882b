package ask_test

import (
	"slices"
	"testing"

	"gridbot/flows/ask"
	"gridbot/flows/district"
	"gridbot/flows/world/worldtest"
)

// What is offered is what counts when it is pressed.
func TestWhoIsOfferedCanBeCalled(t *testing.T) {
	d, apart := worldtest.New(t).District, 0
	for _, a := range d.Agencies {
		_, callable := ask.Callable(d, a.ID)
		offered := slices.ContainsFunc(ask.Called(d), func(o district.Agency) bool { return o.ID == a.ID })
		if callable == a.Care || offered == a.Care {
			t.Errorf("%s: callable %v, offered %v, of care teams alone %v", a.ID, callable, offered, a.Care)
		}
		if a.Care {
			apart++
		}
	}
	if _, callable := ask.Callable(d, "nobody"); callable || apart == 0 {
		t.Errorf("an agency that is none can be called; %d are for care teams alone", apart)
	}
}
