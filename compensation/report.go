package compensation

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/sla"
)

// Facts returns what the scheme wants to know of a commitment: of the standard
// facts below those that it declares, and for every other declared name the
// case's attribute of that name. Give the result as [Claim].Facts, or as those
// of one of its incidents, and add what only the host knows, such as charges.
//
//	breached              bool    the clock was open at its due instant
//	verdict               string  "open", "met", "missed", "waived", "not_applicable"
//	metric                string  "resolution"
//	elapsed_minutes       number  counted time, from start to stop or now
//	overdue_minutes       number  counted time beyond due; 0 in time
//	overdue_wall_minutes  number  time on the wall beyond due, until stop or now; 0 in time
//	allowed_minutes       number  counted time from start to due
//	due, stopped          time
//
// Minutes are exact: a second is 1/60. A clock that has no due instant, because
// it has no allowance, has not started or lies outside its calendar's coverage,
// gives no due, allowed and overdue; a rule that needs one of them is then a
// [MissingFactError] of [Program.Assess]. The allowed time is what the clock
// shows as elapsed and remaining, less what is overdue: with a new target or an
// extension it is that of the last one.
//
// A commitment that the report does not have, a standard fact that the scheme
// declares with another type, and an attribute with several values are errors
// that match [commitment.ErrInvalid]. What the values of attributes are is for
// Assess to say.
func (p *Program) Facts(r sla.Report, commitment string) (Facts, error) {
	clock, ok := r.Clock(commitment)
	if !ok {
		return nil, invalid("commitment", fmt.Errorf("the report has no commitment %s", check.Quote(commitment)))
	}
	var problems check.Problems
	facts := make(Facts, len(p.facts))
	for _, fact := range p.facts {
		if typ, value, standard := standardFact(fact.name, &clock, r.AsOf); standard {
			if typ != fact.typ {
				problems.Addf(check.Path("facts").Key(fact.name), "is a %v of every commitment, not a %v", typ, fact.typ)
			}
			if !value.IsZero() {
				facts[fact.name] = value
			}
			continue
		}
		switch values := r.Attributes[fact.name]; len(values) {
		case 0:
		case 1:
			facts[fact.name] = Text(values[0])
		default:
			problems.Add(check.Path("attributes").Key(fact.name), errSeveral)
		}
	}
	if err := problems.Err("compensation"); err != nil {
		return nil, err
	}
	return facts, nil
}

var errSeveral = errors.New("has several values, of which a fact is one")

// StandardFacts returns the names of the facts that [Program.Facts] knows of
// every commitment, each with its type.
func StandardFacts() map[string]FactType {
	var none sla.Clock
	facts := map[string]FactType{}
	for _, name := range []string{
		"allowed_minutes", "breached", "due", "elapsed_minutes", "metric", "overdue_minutes",
		"overdue_wall_minutes", "stopped", "verdict",
	} {
		facts[name], _, _ = standardFact(name, &none, time.Time{})
	}
	return facts
}

// standardFact returns a fact of every commitment, absent where it is not known,
// and whether there is one of that name.
func standardFact(name string, clock *sla.Clock, now time.Time) (FactType, Value, bool) {
	due := !clock.Due.IsZero()
	known := func(d time.Duration) Value {
		if !due {
			return Value{}
		}
		return minutes(d)
	}
	switch name {
	case "breached":
		return FactBool, Bool(clock.Breached), true
	case "verdict":
		return FactString, Text(clock.Verdict.String()), true
	case "metric":
		return FactString, Text(clock.Metric), true
	case "elapsed_minutes":
		return FactNumber, minutes(clock.Elapsed), true
	case "overdue_minutes":
		return FactNumber, known(clock.Overdue), true
	case "allowed_minutes":
		return FactNumber, known(clock.Elapsed + clock.Remaining - clock.Overdue), true
	case "overdue_wall_minutes":
		end := clock.Stopped
		if end.IsZero() {
			end = now
		}
		return FactNumber, known(max(end.Sub(clock.Due), 0)), true
	case "due":
		return FactTime, Instant(clock.Due), true
	case "stopped":
		return FactTime, Instant(clock.Stopped), true
	}
	return 0, Value{}, false
}

// minutes returns a duration in minutes, which may have no end as a decimal.
func minutes(d time.Duration) Value {
	if d%time.Minute == 0 {
		return Number(strconv.FormatInt(int64(d/time.Minute), 10))
	}
	return Number(strconv.FormatInt(int64(d), 10) + "/" + strconv.FormatInt(int64(time.Minute), 10))
}
