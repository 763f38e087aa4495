package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// fingerprint returns the hash of all that decides a calendar's answers and
// reasons, written out in one canonical form.
func (p *plan) fingerprint(c *Calendar) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "calendar 1\n%q\n%s %s %q %q\n", c.name, c.first, c.last, c.early, c.late)
	fmt.Fprintf(hash, "zone %q\n", p.zone.location)
	for _, change := range p.zone.changes {
		fmt.Fprintln(hash, change.at, change.offset)
	}
	for _, r := range p.regimes {
		fmt.Fprintln(hash, "from", r.from, r.phase())
		for _, week := range r.weeks {
			fmt.Fprintln(hash, week)
		}
	}
	for _, s := range p.special {
		fmt.Fprintf(hash, "%d %s %q %q %s\n", s.day, s.kind, p.names.at(s.name), p.sources.at(s.source), p.hours.at(s.hours))
	}
	for _, r := range p.unsure {
		fmt.Fprintln(hash, "provisional", r.first, r.last)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// phase returns the anchor brought near 1970: anchors whole cycles apart mean
// the same rotation.
func (r *regime) phase() int64 { return floorMod(r.anchor, 7*int64(len(r.weeks))) }
