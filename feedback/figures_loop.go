package feedback

import (
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/kpi"
)

// LoopContact is the inner loop of one bad answer: somebody talks to the
// customer, solves what can be solved, and asks again.
//
// It is comparable but for the zones of its instants, and safe for concurrent
// use; the zero value has no answer, and is an error.
type LoopContact struct {
	// Answer is the key of the bad answer, Item what was opened because of it.
	Answer, Item string
	// Opened is when the answer came, Due by when the customer is to be contacted:
	// the due instant of the clock of Item.
	Opened, Due time.Time
	// Contacted is when somebody reached him, Resolved when the matter was solved;
	// zero while it is not.
	Contacted, Resolved time.Time
	// Asked says that he was asked again, Recovered that his answer was good then.
	Asked, Recovered bool
}

// Loop counts inner loops, and what customers said in the follow-up.
//
// It is comparable, and safe for concurrent use as long as nobody changes it.
// The zero value has counted nothing and is ready for use.
type Loop struct {
	// Contacted are those contacted in time; one that is not, and whose time is not
	// over, is pending.
	Contacted kpi.Ratio
	// Resolved are those whose matter was solved; pending while it is not.
	Resolved kpi.Ratio
	// Recovered are those whose answer was good when they were asked again;
	// pending until they are.
	Recovered kpi.Ratio
	// Satisfied are the follow-ups with a customer who was satisfied, or basically
	// so. Those whom nobody reached, or who did not want to answer, are outside of
	// it.
	Satisfied kpi.Ratio
}

// Add counts an inner loop as it stands at now. A contact at the due instant is in
// time, and at now == due one that has not come is missed.
//
// What is missing, or happened before the answer came, is an error that matches
// [commitment.ErrInvalid], and nothing is counted then. What lies after now has
// not happened yet.
func (l *Loop) Add(c LoopContact, now time.Time) error {
	if err := c.check(now); err != nil {
		return err
	}
	happened := func(t time.Time) bool { return !t.IsZero() && !t.After(now) }
	var one Loop
	switch {
	case happened(c.Contacted) && !c.Contacted.After(c.Due):
		one.Contacted.Met = 1
	case now.Before(c.Due):
		one.Contacted.Pending = 1
	default:
		one.Contacted.Missed = 1
	}
	if happened(c.Resolved) {
		one.Resolved.Met = 1
	} else {
		one.Resolved.Pending = 1
	}
	switch {
	case !c.Asked:
		one.Recovered.Pending = 1
	case c.Recovered:
		one.Recovered.Met = 1
	default:
		one.Recovered.Missed = 1
	}
	return l.Merge(one)
}

func (c LoopContact) check(now time.Time) error {
	var problems check.Problems
	if c.Answer == "" {
		problems.Add("answer", errRequired)
	}
	for _, need := range []struct {
		key string
		t   time.Time
	}{{"opened", c.Opened}, {"due", c.Due}, {"now", now}} {
		if need.t.IsZero() {
			problems.Add(check.Path(need.key), errRequired)
		}
	}
	for _, later := range []struct {
		key string
		t   time.Time
	}{{"due", c.Due}, {"contacted", c.Contacted}, {"resolved", c.Resolved}} {
		if !later.t.IsZero() && later.t.Before(c.Opened) {
			problems.Addf(check.Path(later.key), "must not be before opened")
		}
	}
	if c.Recovered && !c.Asked {
		problems.Addf("recovered", "must be false where the customer was not asked again")
	}
	return problems.Err("feedback")
}

// AddFollowUp counts what a customer said in the follow-up: [Status].Satisfaction.
// Empty (nobody was reached), and every other result but satisfied, basically
// satisfied and unsatisfied, is outside the share: unreachable is not satisfied,
// and not unsatisfied either.
func (l *Loop) AddFollowUp(said Result) error {
	var one Loop
	switch said { //nolint:exhaustive // every other one is outside
	case ResultSatisfied, ResultBasicallySatisfied:
		one.Satisfied.Met = 1
	case ResultUnsatisfied:
		one.Satisfied.Missed = 1
	default:
		one.Satisfied.NotApplicable = 1
	}
	return l.Merge(one)
}

// Merge adds what other has counted. Where a count would leave its range nothing
// changes, and the error matches [kpi.ErrOverflow].
func (l *Loop) Merge(other Loop) error {
	sum := *l
	from := other.ratios()
	for i, ratio := range sum.ratios() {
		if err := ratio.Merge(*from[i]); err != nil {
			return err
		}
	}
	*l = sum
	return nil
}

func (l *Loop) ratios() [4]*kpi.Ratio {
	return [4]*kpi.Ratio{&l.Contacted, &l.Resolved, &l.Recovered, &l.Satisfied}
}

// MarshalJSON returns the JSON form of the contact.
func (c LoopContact) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Text("answer", c.Answer)
		w.Text("item", c.Item)
		w.Instant("opened", c.Opened)
		w.Instant("due", c.Due)
		w.Instant("contacted", c.Contacted)
		w.Instant("resolved", c.Resolved)
		w.Bool("asked", c.Asked)
		w.Bool("recovered", c.Recovered)
	})
}

// UnmarshalJSON reads what [LoopContact.MarshalJSON] writes. Unknown fields are
// errors; what is missing is one for [Loop.Add].
func (c *LoopContact) UnmarshalJSON(data []byte) error {
	return unmarshalRecord(c, data, func(r recordReader) LoopContact {
		return LoopContact{
			Answer: r.text("answer"), Item: r.text("item"), Opened: r.instant("opened"), Due: r.instant("due"),
			Contacted: r.instant("contacted"), Resolved: r.instant("resolved"),
			Asked: r.bool("asked"), Recovered: r.bool("recovered"),
		}
	})
}
