package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// page writes a section. It keeps the first error, so that only the end of the
// section has to ask for it.
type page struct {
	w   io.Writer
	err error
}

func (p *page) line(format string, args ...any) {
	if p.err == nil {
		if _, err := fmt.Fprintf(p.w, format+"\n", args...); err != nil {
			p.err = fmt.Errorf("print: %w", err)
		}
	}
}

func (p *page) title(format string, args ...any) {
	title := fmt.Sprintf(format, args...)
	p.line("%s", title)
	p.line("%s", strings.Repeat("=", utf8.RuneCountInString(title)))
}

func (p *page) heading(format string, args ...any) { p.line("\n"+format, args...) }

// lines writes lines of text under a heading.
func (p *page) lines(lines []string) {
	for _, line := range lines {
		p.line("  %s", line)
	}
}

// share writes a count as a share of all.
func (p *page) share(what string, n, all int) {
	p.line("  %-24s %5d  %6.2f %%", what, n, 100*float64(n)/float64(all))
}

// table writes rows in columns that are as wide as they need be.
func (p *page) table(rows ...[]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell)
			line.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		p.line("  %s", strings.TrimRight(line.String(), " "))
	}
}

// minute says an instant to the minute.
func minute(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Format("Mon 2006-01-02 15:04")
}

// hours says a duration to the minute.
func hours(d time.Duration) string {
	return fmt.Sprintf("%d h %02d min", d/time.Hour, d%time.Hour/time.Minute)
}
