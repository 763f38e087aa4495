package sla

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// level is one firing of an alert that a clock can come to.
type level struct {
	alert, n int
	at       Level
	wall     bool
	// repeat is how far behind the first of the alert's firings this one is.
	repeat time.Duration
}

// levelsOf returns the levels of an alert.
func levelsOf(a *Alert, alert int) []level {
	levels := make([]level, max(a.Times, 1))
	for n := range levels {
		levels[n] = level{
			alert: alert, n: n + 1, at: a.At, wall: a.Clock == WallClock,
			repeat: product(a.Repeat, n),
		}
	}
	return levels
}

func product(d time.Duration, n int) time.Duration {
	if n > 0 && d > maxDuration/time.Duration(n) {
		return maxDuration
	}
	return d * time.Duration(n)
}

// elapsed returns the counted time at which a level is reached, if that is what
// it says.
func (l *level) elapsed(r *run) (time.Duration, bool) {
	switch l.at.kind {
	case levelElapsed:
		return saturated(time.Duration(l.at.n), l.repeat), true
	case levelShare:
		return saturated(l.at.share(r.allowance), l.repeat), true
	case levelBeforeDue, levelAfterDue:
	}
	return 0, false
}

// offset returns the distance of a level from the due instant.
func (l *level) offset() time.Duration { return saturated(time.Duration(l.at.n), l.repeat) }

// when returns the instant, not before r.at, at which a clock comes to a level if
// it runs on from there; false if never, or not within limit of counted time.
func (l *level) when(r *run, limit time.Duration) (instant, bool) {
	if r.office == nil || r.blind != nil {
		return instant{}, false
	}
	o := r.office
	if at, ok := l.elapsed(r); ok {
		if l.at.kind == levelShare && (r.target == targetNone || r.unknown != nil) || at-r.counted > limit {
			return instant{}, false
		}
		t, err := o.add(r.at, max(at-r.counted, 0))
		return t, err == nil
	}
	if r.target == targetNone || r.unknown != nil {
		return instant{}, false
	}
	offset := l.offset()
	if r.target == targetWorked && !r.overdue && !l.wall && saturated(r.allowance-r.counted, offset) > limit {
		return instant{}, false
	}
	due := r.dueSeen()
	switch {
	case due.IsZero():
		return instant{}, false
	case l.wall:
		return later(due.plus(offset), r.at), true
	case offset >= 0 && r.overdue:
		t, err := o.add(r.at, max(offset-r.over, 0))
		return t, err == nil
	}
	t, err := o.add(later(due, o.first), offset)
	if err != nil {
		return r.at, offset < 0 && !due.After(o.last) // before all that is covered
	}
	return later(t, r.at), true
}

// ahead reports whether a level lies beyond an instant for sure, to which a clock
// counts some work more: most levels are found so without asking when they come.
func (l *level) ahead(r *run, to instant, work time.Duration) bool {
	reach := r.counted + work
	switch l.at.kind {
	case levelElapsed:
		return time.Duration(l.at.n) > reach-l.repeat
	case levelShare:
		return l.at.shareExceeds(r.allowance, reach-l.repeat)
	case levelBeforeDue, levelAfterDue:
		switch {
		case r.overdue || l.wall:
		case r.target == targetWorked:
			return saturated(r.allowance, l.offset()) > reach
		case l.at.kind == levelAfterDue:
			return r.due.After(to)
		default:
			left, err := r.office.between(r.at, r.due)
			return err == nil && saturated(left, l.offset()) > work
		}
	}
	return false
}

// passedLevel is the fact that a clock came to a level.
type passedLevel struct {
	run, cycle, target int
	term               *term
	level              int // of the term
	at                 instant
	zone               *time.Location
}

// fire notes the levels that a running clock comes to from r.at to an instant,
// in which it counts some work.
func (f *fold) fire(r *run, to instant, work time.Duration) {
	for i := range r.term.levels {
		l := &r.term.levels[i]
		if r.fired.has(i) || l.ahead(r, to, work) {
			continue
		}
		if at, ok := l.when(r, work); ok && !at.After(to) {
			f.noteLevel(r, i, at)
		}
	}
}

func (f *fold) noteLevel(r *run, i int, at instant) {
	r.fired.add(i)
	f.fired = append(f.fired, r.passed(i, at))
}

// passed returns the fact that a clock comes to a level at an instant.
func (r *run) passed(i int, at instant) passedLevel {
	return passedLevel{run: r.index, cycle: r.cycle, target: r.targets, term: r.term, level: i, at: at, zone: r.office.location}
}

// fires reports whether a level of a term, perhaps another one, is that firing of
// its alert.
func (p *passedLevel) fires(t *term, level int) bool {
	own, other := &p.term.levels[p.level], &t.levels[level]
	return own.n == other.n && p.term.alerts[own.alert] == t.alerts[other.alert]
}

// takeBack undoes what fired, under a target or later ones, at the very instant at
// which a clock, or the target, ended. What fired as one does so when it goes on.
func (f *fold) takeBack(r *run, at instant, target int) {
	undone := func(p *passedLevel) bool {
		if p.run != r.index || p.cycle != r.cycle || p.target < target || !p.at.Equal(at) {
			return false
		}
		for i := range r.term.levels {
			if p.target == r.targets && p.fires(r.term, i) {
				r.fired.remove(i)
			}
		}
		return true
	}
	kept := f.fired[:f.mark]
	for _, p := range f.fired[f.mark:] {
		if !undone(&p) {
			kept = append(kept, p)
		}
	}
	f.fired = kept
	f.collapsed = slices.DeleteFunc(f.collapsed, func(c collapsedLevel) bool {
		if !undone(&c.passedLevel) {
			return false
		}
		r.collapsing = true
		f.findings[c.finding] = Finding{}
		return true
	})
}

// collapse fires, of the levels that a new target finds passed, the highest.
func (f *fold) collapse(r *run) {
	r.collapsing = false
	highest, reach := -1, instant{}
	for i := range r.term.levels {
		l := &r.term.levels[i]
		if r.fired.has(i) || !l.reached(r) {
			continue
		}
		at := f.levelBehind(r, l)
		if highest >= 0 {
			lower := i
			if !at.Before(reach) {
				lower = highest
			}
			r.fired.add(lower)
			f.collapsed = append(f.collapsed, collapsedLevel{r.passed(lower, r.at), len(f.findings)})
			f.findings = append(f.findings, Finding{
				Code: FindingAlertCollapsed, EventID: idOf(r.collapsedBy),
				Message: "the alert " + check.Quote(r.term.alerts[r.term.levels[lower].alert]) + " of " + check.Quote(r.term.id) +
					" was passed already when its target changed: a higher one fires for it",
			})
		}
		if highest < 0 || !at.Before(reach) {
			highest, reach = i, at
		}
	}
	if highest >= 0 {
		f.noteLevel(r, highest, r.at)
	}
}

// collapsedLevel is a level that fired as part of a higher one, and the place of the
// finding that says so.
type collapsedLevel struct {
	passedLevel
	finding int
}

// levelBehind returns the instant of a level that a clock has passed.
func (f *fold) levelBehind(r *run, l *level) instant {
	if counted, ok := l.elapsed(r); ok {
		return f.reachedAt(r, counted)
	}
	offset := l.offset()
	switch {
	case l.wall:
		return r.dueNow().plus(offset)
	case offset == 0:
		return r.dueNow()
	case offset > 0:
		return f.reachedAt(r, r.counted-r.over+offset)
	}
	at, err := r.office.add(r.dueNow(), offset)
	if err != nil {
		return r.start
	}
	return at
}

// reached reports whether a clock has come to a level by r.at.
func (l *level) reached(r *run) bool {
	at, ok := l.when(r, 0)
	return ok && !at.After(r.at)
}

// skipPassed lets the levels that are passed after an extension be passed without
// firing: they were before.
func (f *fold) skipPassed(r *run) {
	r.fired.clear()
	for i := range r.term.levels {
		if r.term.levels[i].reached(r) {
			f.silence(r, i)
		}
	}
}

// silence keeps a level that is passed from firing.
func (f *fold) silence(r *run, i int) {
	r.fired.add(i)
	f.silent = append(f.silent, r.passed(i, r.at))
}

// key returns the key of a firing.
func (p *passedLevel) key(buffer []byte, caseID string) []byte {
	l := &p.term.levels[p.level]
	buffer = appendEscaped(buffer, caseID)
	buffer = appendEscaped(append(buffer, '/'), p.term.id)
	buffer = strconv.AppendInt(append(buffer, '/'), int64(p.cycle), 10)
	buffer = strconv.AppendInt(append(buffer, '/'), int64(p.target), 10)
	buffer = appendEscaped(append(buffer, '/'), p.term.alerts[l.alert])
	return strconv.AppendInt(append(buffer, '/'), int64(l.n), 10)
}

// appendEscaped appends a part of a key, so that the parts cannot run together.
func appendEscaped(to []byte, part string) []byte {
	for strings.ContainsAny(part, "/%") {
		i := strings.IndexAny(part, "/%")
		to = append(to, part[:i]...)
		if part[i] == '/' {
			to = append(to, "%2F"...)
		} else {
			to = append(to, "%25"...)
		}
		part = part[i+1:]
	}
	return append(to, part...)
}

// bitset is a set of small numbers.
type bitset struct {
	first uint64
	rest  []uint64
}

func (b *bitset) has(i int) bool {
	if i < 64 {
		return b.first&(1<<i) != 0
	}
	word := i/64 - 1
	return word < len(b.rest) && b.rest[word]&(1<<(i%64)) != 0
}

func (b *bitset) add(i int) {
	if i < 64 {
		b.first |= 1 << i
		return
	}
	for len(b.rest) < i/64 {
		b.rest = append(b.rest, 0)
	}
	b.rest[i/64-1] |= 1 << (i % 64)
}

func (b *bitset) remove(i int) {
	if i < 64 {
		b.first &^= 1 << i
	} else if i/64-1 < len(b.rest) {
		b.rest[i/64-1] &^= 1 << (i % 64)
	}
}

// include adds all that another set has.
func (b *bitset) include(other *bitset) {
	b.first |= other.first
	for i, word := range other.rest {
		if i == len(b.rest) {
			b.rest = append(b.rest, 0)
		}
		b.rest[i] |= word
	}
}

func (b *bitset) empty() bool { return b.first == 0 && len(b.rest) == 0 }

func (b *bitset) clear() { *b = bitset{} }
