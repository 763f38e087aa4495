package feedback

import (
	"cmp"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// recordStep is one step of a record, whatever its states are.
type recordStep[S enumValue] struct {
	Key    string
	At     time.Time
	To     S
	Actor  string
	Reason string
}

// recordMoves says how a record moves.
type recordMoves[S enumValue] struct {
	kind        ActionKind
	start, last S
	// allowed reports whether a step may lead from one state to another, and
	// whether it needs a reason.
	allowed func(from, to S) (ok, reason bool)
	// done is the state whose actor must not be that of checked, which comes after
	// it: nobody judges his own work.
	done, checked S
}

// fold puts steps in order, each key once, and follows them.
func (m recordMoves[S]) fold(steps []recordStep[S], now time.Time) (path []S, since time.Time, err error) {
	var problems check.Problems
	if now.IsZero() {
		problems.Add("now", errRequired)
	}
	for i, s := range steps {
		at := check.Path("steps").Index(i)
		if s.Key == "" {
			problems.Add(at.Key("key"), errRequired)
		}
		if s.At.IsZero() {
			problems.Add(at.Key("at"), errRequired)
		}
		if s.To < 1 || s.To > m.last {
			problems.Addf(at.Key("to"), "%s is not among its values", s.To)
		}
	}
	if err := problems.Err("feedback"); err != nil {
		return nil, time.Time{}, err
	}
	sorted := slices.Clone(steps)
	slices.SortStableFunc(sorted, func(a, b recordStep[S]) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Key, b.Key)) })
	state, worker := m.start, ""
	path = []S{state}
	seen := make(map[string]recordStep[S], len(sorted))
	for _, s := range sorted {
		if s.At.After(now) {
			break
		}
		if first, twice := seen[s.Key]; twice {
			if !first.At.Equal(s.At) || first.To != s.To || first.Actor != s.Actor || first.Reason != s.Reason {
				return nil, time.Time{}, m.refuse(s.Key, state, CodeKeyReused, "key")
			}
			continue
		}
		seen[s.Key] = s
		ok, reason := m.allowed(state, s.To)
		switch {
		case !ok:
			return nil, time.Time{}, m.refuse(s.Key, state, CodeNotAllowed, "to")
		case reason && s.Reason == "":
			return nil, time.Time{}, m.refuse(s.Key, state, CodeReasonRequired, "reason")
		case s.To == m.checked && (s.Actor == "" || s.Actor == worker):
			return nil, time.Time{}, m.refuse(s.Key, state, CodeConflictOfInterest, "actor")
		}
		if s.To == m.done {
			worker = s.Actor
		}
		state, since = s.To, s.At
		path = append(path, state)
	}
	return path, since, nil
}

func (m recordMoves[S]) refuse(key string, from S, code Code, field string) error {
	return &RefusedError{Key: key, Kind: m.kind, State: State(from.String()), Missing: []Missing{{Code: code, Field: field}}}
}

func (s *recordStep[S]) write(w *recordWriter, last S) {
	w.Text("key", s.Key)
	w.Instant("at", s.At)
	jsonwriter.Enum(w.Writer, "to", s.To, last)
	w.Text("actor", s.Actor)
	w.Text("reason", s.Reason)
}

func readStep[S enumValue](data []byte, last S) (recordStep[S], error) {
	var s recordStep[S]
	err := readRecord(data, func(r recordReader) {
		s = recordStep[S]{
			Key: r.text("key"), At: r.instant("at"), To: readEnum(r, "to", last),
			Actor: r.text("actor"), Reason: r.text("reason"),
		}
	})
	return s, err
}
