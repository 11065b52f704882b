package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"gridbot/bot"
	"gridbot/bot/sandbox"
	"gridbot/bot/sandbox/stories"
	"gridbot/flows/district"
)

// box is a Telegram in a box as a process of its own: a Bot API server with
// invented people, a chat page and a control API, to try any bot against.
type box struct {
	Listen string `help:"Where the Bot API, the chat page and the control API are." default:"127.0.0.1:8081"`
	Token  string `help:"The token a bot must use; it opens nothing else." placeholder:"TOKEN"`
	Limits bool   `help:"Enforce Telegram's sending limits."`
}

// Run serves until it is told to stop.
func (b *box) Run(ctx context.Context, out io.Writer, log *slog.Logger) error {
	if b.Token != "" && bot.CheckToken(b.Token) != nil {
		return errors.New("--token must have the form 123456:ABC…, as of a real bot")
	}
	d, err := district.Load(district.Demo())
	if err != nil {
		return fmt.Errorf("the built-in district has faults:\n%w", err)
	}
	stage, err := scene(d)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", b.Listen)
	if err != nil {
		return fmt.Errorf("listen (another address: --listen 127.0.0.1:8082): %w", err)
	}
	s := sandbox.New(sandbox.Options{Token: b.Token, Stage: stage, Limits: b.Limits, Log: log})
	web := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second}
	defer context.AfterFunc(ctx, func() {
		s.Close()
		web.Close()
	})()
	fmt.Fprintf(out, "聊天页 / chat page:  http://%s\nTELEGRAM_API_URL=http://%s\nTELEGRAM_BOT_TOKEN=%s\n", l.Addr(), l.Addr(), s.Token())
	if err := web.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// scene is the neighbourhood and its people, as a stage.
func scene(d *district.District) (sandbox.Stage, error) {
	borders, err := d.Map.GeoJSON()
	if err != nil {
		return sandbox.Stage{}, fmt.Errorf("draw the map: %w", err)
	}
	st := sandbox.Stage{
		Title: map[string]string{"zh-CN": "Telegram 沙盒", "en": "Telegram in a box"},
		Notice: map[string]string{
			"zh-CN": "沙盒：所有内容只在内存里，程序一停就没了。人物是虚构的，边界是示意。",
			"en":    "Sandbox: everything is in memory and gone when the program stops. People are invented, borders are a sketch.",
		},
		People: stories.People(), Groups: stories.Groups(), Map: borders, Zone: d.Zone.String(),
	}
	for _, place := range d.Places.All() {
		st.Places = append(st.Places, sandbox.StagePlace{Name: bothNames(place.Names), Lat: place.Point.Lat, Lon: place.Point.Lon})
	}
	return st, nil
}
