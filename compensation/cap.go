package compensation

import (
	"slices"
	"strconv"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/expr"
)

// bucket is the incidents that share the room under a cap.
type bucket struct {
	members []int
	limit   expr.Number
	at      expr.Instant
	// amount is what they come to under the cap.
	amount expr.Number
}

// bound is what the incidents of a bucket must not exceed, together with those of
// the buckets before it in its window, the first of which has the bound first.
type bound struct {
	members []int
	room    expr.Number
	first   int
}

// cap applies a cap to the amounts of the incidents.
func (a *assessment) cap(index int) error {
	c := &a.program.caps[index]
	if len(a.due) == 0 {
		return nil
	}
	keys, buckets, err := a.buckets(index)
	if err != nil {
		return err
	}
	awards, err := a.awards(index)
	if err != nil {
		return err
	}
	for i, key := range keys {
		w := slidingWindow{rolling: c.rolling, history: awards[key]}
		for _, b := range buckets[i] {
			w.move(b.at)
			a.bounds = append(a.bounds, bound{
				members: b.members, room: b.limit.Sub(w.past), first: len(a.bounds) - len(w.buckets),
			})
			if err := a.fit(index, b, w.past.Add(w.own)); err != nil {
				return err
			}
			w.add(b)
		}
	}
	return nil
}

// buckets returns the incidents by the keys of a cap's window, each key's in the
// order of their instants.
func (a *assessment) buckets(index int) ([]string, [][]*bucket, error) {
	type moment struct {
		place   int // of the key
		seconds int64
		nanos   int32
	}
	c := &a.program.caps[index]
	var (
		keys    []string
		buckets [][]*bucket
	)
	places, known := make(map[string]int, 1), make(map[moment]*bucket, 1)
	for i := range a.due {
		a.enter(i)
		b, key, err := a.bucket(index)
		if err != nil {
			return nil, nil, err
		}
		place, seen := places[key]
		if !seen {
			place = len(keys)
			places[key] = place
			keys, buckets = append(keys, key), append(buckets, nil)
		}
		when := moment{place, b.at.Seconds, b.at.Nanos}
		shared := known[when]
		if shared == nil {
			known[when] = b
			buckets[place] = append(buckets[place], b)
			continue
		}
		if shared.limit.Cmp(b.limit) != 0 {
			return nil, nil, a.fail(coded(ErrConflict, "the limit is %s, but %s by incidents[%d], which shares the cap %s",
				b.limit, shared.limit, shared.members[0], check.Quote(c.ID)), string(check.Path("caps").Index(index).Key("limit")))
		}
		shared.members = append(shared.members, i)
	}
	for _, list := range buckets {
		slices.SortFunc(list, func(x, y *bucket) int { return x.at.Compare(y.at) })
	}
	return keys, buckets, nil
}

// bucket returns a bucket of the incident at hand alone, and its key.
func (a *assessment) bucket(index int) (*bucket, string, error) {
	c := &a.program.caps[index]
	a.machine.Begin()
	b := &bucket{members: []int{a.incident}, limit: c.limit.Number(a.machine)}
	if err := a.stopped("caps", index, "limit"); err != nil {
		return nil, "", err
	}
	key := a.key(c.same)
	if err := a.stopped("caps", index, "window", "same"); err != nil {
		return nil, "", err
	}
	if c.rolling > 0 {
		b.at = a.machine.Read(c.at).Time
	}
	return b, key, a.stopped("caps", index, "window", "at")
}

// key returns the text of the facts that must be equal.
func (a *assessment) key(same []int) string {
	var key []byte
	for _, slot := range same {
		typ := a.program.facts[slot].typ
		fact := &a.machine.Facts[slot]
		if typ != FactBool {
			fact = a.machine.Read(slot)
		}
		key = strconv.AppendQuote(key, factKey(fact, typ))
	}
	return string(key)
}

// awards returns the earlier awards by the keys of a cap's window, in the order
// of their instants. Without a window, none counts.
func (a *assessment) awards(index int) (map[string][]earlier, error) {
	c := &a.program.caps[index]
	if c.Window == nil || len(a.history) == 0 {
		return nil, nil //nolint:nilnil // a nil map is an empty one
	}
	awards := map[string][]earlier{}
	for i := range a.history {
		e := a.history[i]
		at := check.Path("history").Index(i)
		var key []byte
		for _, slot := range c.same {
			fact := a.program.facts[slot]
			value := expr.Value{}
			if j := slices.IndexFunc(e.facts, func(g given) bool { return g.slot == slot }); j >= 0 {
				value = e.facts[j].value
			}
			if !value.Set && fact.typ != FactBool {
				return nil, a.missing(at.Key("facts").Key(fact.name), fact.name)
			}
			key = strconv.AppendQuote(key, factKey(&value, fact.typ))
		}
		if c.rolling > 0 && !e.hasAt {
			return nil, a.missing(at.Key("at"), "at")
		}
		awards[string(key)] = append(awards[string(key)], e)
	}
	for _, list := range awards {
		slices.SortStableFunc(list, func(x, y earlier) int { return x.at.Compare(y.at) })
	}
	return awards, nil
}

// missing returns the error of a fact that an earlier award lacks.
func (*assessment) missing(at check.Path, name string) error {
	return coded(&commitment.FieldError{Path: string(at), Err: &MissingFactError{Fact: name}},
		"compensation: %s: %v", at, &MissingFactError{Fact: name})
}

// slidingWindow adds up the awards that share a cap with a bucket. It is asked
// for buckets in the order of their instants, and moves only forward.
type slidingWindow struct {
	rolling time.Duration
	// history and buckets are in the order of their instants; the first of each
	// are out of the window already, and the awards up to entered are in it.
	history       []earlier
	entered, left int
	buckets       []*bucket
	// past and own are what the awards and the buckets in the window come to.
	past, own expr.Number
}

// move moves the window to an instant: it holds what lies less than its length
// before that, and without a rolling window all.
func (w *slidingWindow) move(at expr.Instant) {
	for w.entered < len(w.history) && (w.rolling == 0 || w.history[w.entered].at.Compare(at) <= 0) {
		w.past = w.past.Add(w.history[w.entered].amount)
		w.entered++
	}
	if w.rolling == 0 {
		return
	}
	for w.left < w.entered && w.history[w.left].at.Add(w.rolling).Compare(at) <= 0 {
		w.past = w.past.Sub(w.history[w.left].amount)
		w.left++
	}
	for len(w.buckets) > 0 && w.buckets[0].at.Add(w.rolling).Compare(at) <= 0 {
		w.own = w.own.Sub(w.buckets[0].amount)
		w.buckets = w.buckets[1:]
	}
}

// add counts what a bucket came to.
func (w *slidingWindow) add(b *bucket) {
	w.buckets = append(w.buckets, b)
	w.own = w.own.Add(b.amount)
}

// fit cuts the amounts of a bucket to the room that the cap leaves beside what is
// used, and then to the grid, so that no rounding lifts them above it.
func (a *assessment) fit(index int, b *bucket, used expr.Number) error {
	c := &a.program.caps[index]
	room := b.limit.Sub(used)
	if room.Sign() < 0 {
		room = expr.Number{}
	}
	b.amount = a.sum(b.members)
	if b.amount.Cmp(room) <= 0 {
		return nil
	}
	line := Line{Kind: LineCap, Cap: c.ID, Title: c.Title, Expression: c.limit.Text(), Exact: b.limit.String()}
	if used.Sign() != 0 {
		line.Used = used.String()
	}
	if len(b.members) == 1 && a.claim.Incidents != nil {
		line.Incident = b.members[0] + 1
	}
	a.enter(b.members[0])
	a.machine.Begin()
	c.limit.Number(a.machine)
	line.Facts, line.Lookups = a.facts(), a.lookups()
	if err := a.change(line, b.amount, room); err != nil {
		return err
	}
	down := a.program.rounding.down(room)
	rounding := Line{Kind: LineRounding, Cap: c.ID, Incident: line.Incident, Reason: Down.String()}
	if err := a.change(rounding, room, down); err != nil {
		return err
	}
	a.cut(b.members, b.amount, down)
	b.amount = down
	return nil
}

// sum returns what some incidents come to.
func (a *assessment) sum(members []int) expr.Number {
	sum := expr.Number{}
	for _, i := range members {
		sum = sum.Add(a.due[i])
	}
	return sum
}

// cut lowers the amounts of some incidents from their sum to a target that is
// below it and not negative: those of the last incidents first, or, by the
// largest remainder, all in proportion. What takes back is not made less: that
// would lift the others above an earlier cap.
func (a *assessment) cut(members []int, sum, target expr.Number) {
	if a.program.scheme.Allocation == LargestRemainder {
		positive := expr.Number{}
		for _, i := range members {
			if a.due[i].Sign() > 0 {
				positive = positive.Add(a.due[i])
			}
		}
		takenBack := positive.Sub(sum)
		factor, _ := target.Add(takenBack).Quo(positive)
		for _, i := range members {
			if a.due[i].Sign() > 0 {
				a.due[i] = a.due[i].Mul(factor)
			}
		}
		return
	}
	left := sum.Sub(target)
	for _, i := range slices.Backward(members) {
		if a.due[i].Sign() <= 0 {
			continue
		}
		taken := a.due[i]
		if left.Cmp(taken) < 0 {
			taken = left
		}
		a.due[i], left = a.due[i].Sub(taken), left.Sub(taken)
	}
}
