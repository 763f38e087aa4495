package feedback

import (
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
)

// Ledger is the points of all members: a list of entries that only grows. The
// host stores what [Ledger.Grant] and [Ledger.Reverse] return, and makes the
// ledger again from the stored entries with [NewLedger].
//
// It is not comparable; questions may be asked at the same time, but not while
// it grows. The zero value is empty, has no caps and is ready for use.
type Ledger struct {
	caps     []RewardCap
	entries  []RewardEntry
	places   map[string]int // by key
	reversed map[string]string
	balances map[string]int64
	used     map[capUse]int64
}

// capUse is what a cap counts.
type capUse struct {
	cap            int
	member, period string
}

// NewLedger returns a ledger with caps and the entries that were stored, in the
// order in which they were made. The points of stored entries stand, whatever
// the caps say now, but count towards them; an entry that is stored twice counts
// once.
//
// Caps without a period or beyond the range of points, entries that lack what
// they need, that have the key of another one or reverse what is not there, and
// points that are negative or more than was asked for are errors that match
// [commitment.ErrInvalid], all of them at once.
func NewLedger(caps []RewardCap, stored []RewardEntry) (*Ledger, error) {
	var problems check.Problems
	checkCaps(caps, &problems)
	l := &Ledger{caps: slices.Clone(caps)}
	for i := range stored {
		e, at := stored[i], check.Path("entries").Index(i)
		before := problems.Len()
		e.check(at, &problems)
		if problems.Len() > before {
			continue
		}
		if e.Event >= RewardGoodScore {
			problems.Addf(at.Key("event"), "%s is never rewarded", e.Event)
			continue
		}
		if place, ok := l.places[e.Key]; ok {
			if kept := &l.entries[place]; !kept.same(&e) || kept.Points != e.Points {
				problems.Addf(at.Key("key"), "another entry has the key %s", check.Quote(e.Key))
			}
			continue
		}
		if e.Reverses == "" {
			if e.Points < 0 || e.Points > e.Asked {
				problems.Addf(at.Key("points"), "must be from 0 to what was asked for")
				continue
			}
		} else if !l.storedReversal(&e, at, &problems) {
			continue
		}
		l.append(e)
	}
	if err := problems.Err("feedback"); err != nil {
		return nil, err
	}
	return l, nil
}

// storedReversal reports whether a stored reversal fits the entry it reverses.
func (l *Ledger) storedReversal(e *RewardEntry, at check.Path, problems *check.Problems) bool {
	place, ok := l.places[e.Reverses]
	switch {
	case !ok || l.entries[place].Reverses != "":
		problems.Addf(at.Key("reverses"), "there is no grant with the key %s", check.Quote(e.Reverses))
	case l.reversed[e.Reverses] != "":
		problems.Addf(at.Key("reverses"), "%s is reversed already", check.Quote(e.Reverses))
	case e.Points != -l.entries[place].Points || e.Asked != e.Points || e.Member != l.entries[place].Member:
		problems.Addf(at.Key("points"), "must be the negative of the grant, to the same member")
	default:
		return true
	}
	return false
}

// Grant grants the points that an entry asks for, as far as the caps allow, and
// returns the entry as it is kept: Points is what the member gets, which may be
// less than Asked or 0. Only Points of the argument does not matter.
//
// Granting with a key that is there returns the entry that is kept and changes
// nothing, so that delivery at least once is safe; under the key of another entry
// it is a [RefusedError] with the code "key_reused". A good score and a
// withdrawal are never rewarded: the code is "forbidden". What an entry lacks is
// an error that matches [commitment.ErrInvalid].
func (l *Ledger) Grant(e RewardEntry) (RewardEntry, error) {
	var problems check.Problems
	e.check("", &problems)
	if e.Reverses != "" {
		problems.Addf("reverses", "must be empty in a grant")
	}
	if err := problems.Err("feedback"); err != nil {
		return RewardEntry{}, err
	}
	if e.Event >= RewardGoodScore {
		return RewardEntry{}, refuse("grant", e.Key, CodeForbidden, "event")
	}
	if place, ok := l.places[e.Key]; ok {
		if !l.entries[place].same(&e) {
			return RewardEntry{}, refuse("grant", e.Key, CodeKeyReused, "key")
		}
		return l.entries[place], nil
	}
	e.Points = e.Asked
	for i, limit := range l.caps {
		e.Points = max(0, min(e.Points, limit.Points-l.used[l.use(i, &e)]))
	}
	l.append(e)
	return e, nil
}

// Reverse takes back what an entry granted, by a negative entry: Key, Reverses,
// Reason, On and At of the argument are required, the rest is filled in. The
// points count no longer towards the caps of the period in which they were
// granted.
//
// Reversing with a key that is there returns the entry that is kept and changes
// nothing; under the key of another entry it is a [RefusedError] with the code
// "key_reused". An entry that is reversed already gives "already_done", one that
// is a reversal itself or not there "not_allowed".
func (l *Ledger) Reverse(e RewardEntry) (RewardEntry, error) {
	var problems check.Problems
	if e.Reverses == "" {
		problems.Add("reverses", errRequired)
	}
	place, ok := l.places[e.Reverses]
	if ok {
		granted := &l.entries[place]
		e.Member, e.Item, e.Event = granted.Member, granted.Item, 0
		e.Points = -granted.Points
		e.Asked = e.Points
	} else {
		e.Member = e.Reverses // only so that it is not missed: the entry is refused
	}
	e.check("", &problems)
	if err := problems.Err("feedback"); err != nil {
		return RewardEntry{}, err
	}
	if kept, ok := l.places[e.Key]; ok {
		if !l.entries[kept].same(&e) {
			return RewardEntry{}, refuse("reverse", e.Key, CodeKeyReused, "key")
		}
		return l.entries[kept], nil
	}
	switch {
	case !ok || l.entries[place].Reverses != "":
		return RewardEntry{}, refuse("reverse", e.Key, CodeNotAllowed, "reverses")
	case l.reversed[e.Reverses] != "":
		return RewardEntry{}, refuse("reverse", e.Key, CodeAlreadyDone, "reverses")
	}
	l.append(e)
	return e, nil
}

// append adds an entry that was checked.
func (l *Ledger) append(e RewardEntry) {
	if l.places == nil {
		l.places, l.reversed = make(map[string]int), make(map[string]string)
		l.balances, l.used = make(map[string]int64), make(map[capUse]int64)
	}
	l.places[e.Key] = len(l.entries)
	l.entries = append(l.entries, e)
	l.balances[e.Member] += e.Points
	granted := &e
	if e.Reverses != "" {
		l.reversed[e.Reverses] = e.Key
		granted = &l.entries[l.places[e.Reverses]]
	}
	for i := range l.caps {
		l.used[l.use(i, granted)] += e.Points
	}
}

func (l *Ledger) use(i int, e *RewardEntry) capUse {
	return capUse{cap: i, member: e.Member, period: l.caps[i].Period.of(e.On)}
}

// Entries returns all entries in the order in which they were made. The slice
// belongs to the caller.
func (l *Ledger) Entries() []RewardEntry { return slices.Clone(l.entries) }

// Balance returns the points that a member has.
func (l *Ledger) Balance(member string) int64 { return l.balances[member] }
