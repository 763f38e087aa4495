package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
)

// fingerprint returns the hash of all that decides a calendar's answers and
// reasons, written out in one canonical form.
func (p *plan) fingerprint(c *Calendar) string {
	text := fmt.Appendf(nil, "calendar 1\n%q\n%s %s %q %q\n", c.name, c.first, c.last, c.early, c.late)
	text = fmt.Appendf(text, "zone %q\n", p.zone.location)
	for _, change := range p.zone.changes {
		text = fmt.Appendln(text, change.at, change.offset)
	}
	for _, r := range p.regimes {
		text = fmt.Appendln(text, "from", r.from, r.phase())
		for _, week := range r.weeks {
			text = fmt.Appendln(text, week)
		}
	}
	names, sources := texts(p.names.values, strconv.Quote), texts(p.sources.values, strconv.Quote)
	hours := texts(p.hours.values, Hours.String)
	for _, s := range p.special {
		text = strconv.AppendUint(text, uint64(s.day), 10)
		for _, part := range []string{s.kind.String(), names[s.name], sources[s.source], hours[s.hours]} {
			text = append(append(text, ' '), part...)
		}
		text = append(text, '\n')
	}
	for _, r := range p.unsure {
		text = fmt.Appendln(text, "provisional", r.first, r.last)
	}
	if lower := c.index.base + int64(c.index.lower); lower != p.zone.midnight(p.first) {
		text = fmt.Appendln(text, "after a shift to", lower)
	}
	return hashText(text)
}

// fingerprint returns the hash of the operation and its calendars, in order.
func (s *set) fingerprint(c *Calendar) string {
	text := fmt.Appendf(nil, "set 1\n%s %q\n", s.operation, c.name)
	for _, o := range s.operands {
		text = fmt.Appendln(text, o.fingerprint)
	}
	return hashText(text)
}

// texts returns the text of each value: few values serve many days.
func texts[T any](values []T, text func(T) string) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = text(v)
	}
	return list
}

func hashText(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// phase returns the anchor brought near 1970: anchors whole cycles apart mean
// the same rotation.
func (r *regime) phase() int64 { return floorMod(r.anchor, 7*int64(len(r.weeks))) }
