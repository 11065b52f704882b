// Gridbot is the chat front end to a district's comprehensive grids: residents
// report hazards by chat, grid workers take them, and nothing is forgotten.
//
// This is where everything is put together: settings are read and checked, the
// rooms are handed to each other, results are printed. It knows no rule of a
// case, no key of Redis and no method of Telegram.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands is the command line. Every setting of the process is a flag and an
// environment variable.
type commands struct {
	Demo     demo    `cmd:"" help:"Try it: everything in this one process, with a chat page in the browser."`
	Serve    serve   `cmd:"" help:"Run a district's bot against Telegram and Redis."`
	Doctor   doctor  `cmd:"" help:"Look at the district, at Redis and at Telegram, and say what to set."`
	Sandbox  box     `cmd:"" help:"A Telegram in a box: a Bot API server with a chat page, to try any bot against."`
	Check    check   `cmd:"" help:"Check a district folder and report every fault at once."`
	Services graphs  `cmd:"" help:"Print what is done in one go, such as opening a shop, as Mermaid graphs."`
	Train    train   `cmd:"" help:"Learn from a district's examples, and write the model beside them."`
	Guess    guess   `cmd:"" help:"Say what sentences mean, one a line, as JSON Lines."`
	Jobs     plan    `cmd:"" help:"Print what runs unasked, and when it runs next."`
	Recount  recount `cmd:"" help:"Count the event log anew and compare it with the counters."`
	Hot      hotNow  `cmd:"" name:"hotspots" help:"Look for what is frequent in the log now, a line each; keeps nothing."`
	Digest   digest  `cmd:"" help:"Write the digest of a week to files, without sending it."`
	Import   imports `cmd:"" help:"Bring in what another system has: a district starts with its history."`
	Export   export  `cmd:"" help:"Write the cases and events of a span into a workbook or CSV files."`
	Posters  posters `cmd:"" help:"Write posters with a code for places, to be hung there, as a PDF."`
	Keys     keys    `cmd:"" help:"The keys with which the district seals what must not lie open in Redis."`
	Backup   backup  `cmd:"" help:"Copy all that Redis has, as of one moment, while the bot works."`
	Restore  restore `cmd:"" help:"Bring a backup back into Redis; serve must not run."`
	Resume   resume  `cmd:"" help:"After Redis has lost data: say what is missing, and let the district work again."`
	Aside    aside   `cmd:"" help:"What was put aside as it could not be read or handled: list, show, replay, discard."`
	Move     move    `cmd:"" help:"A grid, category or agency has another name in the folder: give it to what is stored. Stop serve first."`
	Invite   invite  `cmd:"" help:"Print a one-time invitation link for a member of the staff."`

	Verbose bool `help:"Log more." env:"GRIDBOT_VERBOSE"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program, so that a test can be it. It returns the exit code.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	var c commands
	code := -1
	parser, err := kong.New(&c, kong.Name("gridbot"), kong.Description("邻格 Gridbot: the chat front end to comprehensive grids."),
		kong.UsageOnError(), kong.Writers(out, errs), kong.Exit(func(n int) { code = n }))
	if err != nil {
		fmt.Fprintln(errs, "gridbot:", err)
		return 2
	}
	parsed, err := parser.Parse(args)
	if code >= 0 {
		return code // help was asked for
	}
	if err != nil {
		fmt.Fprintln(errs, "gridbot:", err)
		return 2
	}
	if settings, ok := parsed.Selected().Target.Addr().Interface().(interface{ settle() }); ok {
		settings.settle()
	}
	level := slog.LevelInfo
	if c.Verbose {
		level = slog.LevelDebug
	}
	log := slog.New(slog.NewTextHandler(errs, &slog.HandlerOptions{Level: level}))
	parsed.BindTo(ctx, (*context.Context)(nil))
	parsed.BindTo(out, (*io.Writer)(nil))
	if err := parsed.Run(log); err != nil {
		fmt.Fprintln(errs, "gridbot:", err)
		return 1
	}
	return 0
}
