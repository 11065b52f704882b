package main

import (
	"fmt"
	"io"
	"log/slog"

	"gridbot/flows/text"
)

// graphs prints the services of a district as graphs one can look at.
type graphs struct {
	Service string `arg:"" optional:"" help:"One of them, by the name of its file; all when empty."`
	Lang    string `help:"Their language." enum:"zh-CN,en" default:"zh-CN"`
	folder
}

// Run prints them, each as a block of Markdown.
func (c *graphs) Run(out io.Writer, log *slog.Logger) error {
	d, err := c.load(log)
	if err != nil {
		return err
	}
	lang, printed := text.Lang(c.Lang), 0
	for _, s := range d.Services {
		if c.Service != "" && c.Service != s.ID {
			continue
		}
		printed++
		fmt.Fprintf(out, "## %s\n\n```mermaid\n%s```\n\n", s.Names.In(lang), s.Mermaid(lang, func(id string) string {
			a, _ := d.Agency(id)
			return a.Names.In(lang)
		}))
	}
	if printed == 0 {
		return fmt.Errorf("the district has no service %q in its folder services", c.Service)
	}
	return nil
}
