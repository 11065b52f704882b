package store

import (
	"errors"
	"testing"

	"github.com/redis/go-redis/v9"

	"gridbot/flows/world"
)

// A list that is something else is put aside, and made anew from the cases it lists.
func TestAListOfAnotherTypeIsMadeAnew(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := opened(t, address)
		life(t, s)
		ctx := t.Context()
		for _, key := range []string{s.keys.held(7011), s.keys.timers(), s.keys.mine(7001), s.keys.number(), s.keys.staff()} {
			was := s.everything(t)[key]
			s.rdb.Del(ctx, key)
			if err := s.rdb.XAdd(ctx, &redis.XAddArgs{Stream: key, Values: []string{"a", "b"}}).Err(); err != nil {
				t.Fatal(err)
			}
			_, err := s.Read(ctx, 7011, world.Need{Held: true, Mine: true})
			_, due := s.Due(ctx, monday.AddDate(1, 0, 0), 10)
			_, number := s.Number(ctx)
			_, staff := s.Staff(ctx)
			items, handled, err := s.SetAside(ctx, errors.Join(err, due, number, staff), monday)
			if err != nil || !handled && key != s.keys.mine(7001) {
				t.Errorf("%s: %v, %v, %v", key, items, handled, err)
			}
			for _, item := range items {
				if err := s.Remake(ctx, item); err != nil {
					t.Error(err)
				}
			}
			if is := s.everything(t)[key]; handled && is.value != was.value {
				t.Errorf("%s was\n%s, is\n%s", key, was.value, is.value)
			}
		}
	})
}
