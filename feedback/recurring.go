package feedback

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// RecurringRule says when the same thing has happened so often that it is a
// matter of its own. In JSON it is {"window": "720h", "min_count": 5,
// "min_customers": 3}.
//
// It is comparable, immutable and safe for concurrent use; the zero value has no
// window, and is an error.
type RecurringRule struct {
	// Window is how long a window is: [t, t + Window).
	Window time.Duration
	// MinCount is how many items there must be in a window, MinCustomers of how
	// many different customers: one angry customer is no recurring issue.
	MinCount, MinCustomers int
}

// Occurrence is one item as an instance of a cause.
//
// It is comparable, immutable and safe for concurrent use; the zero value has no
// cause, and is an error.
type Occurrence struct {
	// Item is the id of the item: delivered twice, it counts once.
	Item string
	// Cause is what recurs: a code of the cause, or of product and category.
	Cause string
	// Customer is empty where nobody knows him: the item counts, but adds no
	// customer.
	Customer string
	At       time.Time
	// Severity weighs the item, low 1 to critical 4; not assessed, it is 1.
	Severity Severity
}

// Recurrence is how often a cause occurred in the window that shows it best.
// It belongs to the caller; the zero value is of no cause.
type Recurrence struct {
	Cause string
	// Recurring says that the window reaches both limits of the rule.
	Recurring bool
	// Count is the number of items in the window, Customers that of different
	// known customers.
	Count, Customers int
	// Score is count × severity: the severities of the items added up.
	Score int
	// From is the first item of the window, Last the last one; the window is
	// [From, From + Window).
	From, Last time.Time
	// Items are the ids of the items, in the order in which they came.
	Items []string
}

// Recurring finds for each cause the window in which it is most of a recurring
// issue: of the windows that reach both limits of the rule, or of all if none
// does, the one with the most items, then the most customers, then the latest.
// The causes come with the recurring ones first, then by score, then customers,
// then cause.
//
// Windows are tried from each item on, which finds every set of items that some
// window holds. A rule without a positive window, limits that are negative,
// occurrences without item, cause or instant, and a severity that is none are
// errors that match [commitment.ErrInvalid]. The cost is that of sorting.
func Recurring(occurrences []Occurrence, rule RecurringRule) ([]Recurrence, error) {
	var problems check.Problems
	rule.check(&problems)
	for i, o := range occurrences {
		o.check(check.Path("occurrences").Index(i), &problems)
	}
	if err := problems.Err("feedback"); err != nil {
		return nil, err
	}
	sorted := slices.Clone(occurrences)
	slices.SortStableFunc(sorted, func(a, b Occurrence) int {
		return cmp.Or(cmp.Compare(a.Cause, b.Cause), a.At.Compare(b.At), cmp.Compare(a.Item, b.Item))
	})
	var found []Recurrence
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && sorted[n].Cause == sorted[0].Cause {
			n++
		}
		found = append(found, bestWindow(distinctItems(sorted[:n]), rule))
		sorted = sorted[n:]
	}
	slices.SortFunc(found, func(a, b Recurrence) int {
		return cmp.Or(firstTrue(a.Recurring, b.Recurring), cmp.Compare(b.Score, a.Score),
			cmp.Compare(b.Customers, a.Customers), cmp.Compare(a.Cause, b.Cause))
	})
	return found, nil
}

func (rule RecurringRule) check(problems *check.Problems) {
	if rule.Window <= 0 {
		problems.Addf("window", "must be positive")
	}
	if rule.MinCount < 0 {
		problems.Addf("min_count", "must not be negative")
	}
	if rule.MinCustomers < 0 {
		problems.Addf("min_customers", "must not be negative")
	}
}

func (o *Occurrence) check(at check.Path, problems *check.Problems) {
	if o.Item == "" {
		problems.Add(at.Key("item"), errRequired)
	}
	if o.Cause == "" {
		problems.Add(at.Key("cause"), errRequired)
	}
	if o.At.IsZero() {
		problems.Add(at.Key("at"), errRequired)
	}
	if o.Severity > SeverityCritical {
		problems.Addf(at.Key("severity"), "%s is not among its values", o.Severity)
	}
}

// distinctItems returns the occurrences without those of an item that came before.
func distinctItems(sorted []Occurrence) []Occurrence {
	seen := make(map[string]struct{}, len(sorted))
	kept := sorted[:0:0]
	for _, o := range sorted {
		if _, twice := seen[o.Item]; !twice {
			seen[o.Item] = struct{}{}
			kept = append(kept, o)
		}
	}
	return kept
}

// bestWindow returns the best window of the occurrences of one cause, in their order.
func bestWindow(list []Occurrence, rule RecurringRule) Recurrence {
	var (
		top       Recurrence
		start     int // of the best window
		customers = make(map[string]int)
		end       int
	)
	for first := range list {
		for end < len(list) && list[end].At.Sub(list[first].At) < rule.Window {
			if customer := list[end].Customer; customer != "" {
				customers[customer]++
			}
			end++
		}
		window := Recurrence{Count: end - first, Customers: len(customers)}
		window.Recurring = window.Count >= rule.MinCount && window.Customers >= rule.MinCustomers
		if first == 0 || cmp.Or(firstTrue(window.Recurring, top.Recurring),
			cmp.Compare(top.Count, window.Count), cmp.Compare(top.Customers, window.Customers)) <= 0 {
			top, start = window, first
		}
		if customer := list[first].Customer; customer != "" {
			if customers[customer]--; customers[customer] == 0 {
				delete(customers, customer)
			}
		}
	}
	window := list[start : start+top.Count]
	top.Cause, top.From, top.Last = window[0].Cause, window[0].At, window[len(window)-1].At
	for _, o := range window {
		top.Items = append(top.Items, o.Item)
		top.Score += max(int(o.Severity), 1)
	}
	return top
}

// MarshalJSON returns the JSON form of the rule.
func (rule RecurringRule) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Duration("window", rule.Window)
		w.Int("min_count", int64(rule.MinCount))
		w.Int("min_customers", int64(rule.MinCustomers))
	})
}

// UnmarshalJSON reads what [RecurringRule.MarshalJSON] writes and checks it.
// Unknown fields are errors.
func (rule *RecurringRule) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	var read RecurringRule
	err := readRecord(data, func(r recordReader) {
		read = RecurringRule{Window: r.duration("window"), MinCount: r.count("min_count"), MinCustomers: r.count("min_customers")}
	})
	if err != nil {
		return err
	}
	var problems check.Problems
	read.check(&problems)
	if err := problems.Err("feedback"); err != nil {
		return err
	}
	*rule = read
	return nil
}

// Signal is whether a count is more than chance makes of a baseline.
//
// It is comparable, immutable and safe for concurrent use; the zero value is
// undefined: there was no baseline.
type Signal struct {
	// Defined says that there is a baseline.
	Defined bool
	// Expected is how many the baseline leads to expect.
	Expected float64
	// P is the probability of at least as many by chance.
	P float64
	// Signal says that P is below the level.
	Signal bool
}

// PoissonSignal compares a count over an exposure (weeks, contacts, units sold)
// with the count of an earlier, disjoint exposure of the same kind, at a level
// such as 0.05: how probable are so many, or more, if nothing has changed?
//
// P is the exact upper tail of the Poisson distribution with the mean of the
// baseline, for the exposure: small counts need no normal approximation. A
// baseline without any event has no mean to go by; there P is that of the exact
// conditional test, (exposure / (exposure + baseExposure))^count, which does not
// take a single event after four quiet weeks for a signal.
//
// Exposures that are not positive and finite, levels outside (0, 1), and more than
// 1e9 expected events give an undefined signal: no data is neither quiet nor
// alarming. The relative error is below 1e-5, and below 1e-10 where fewer than
// 1,000 events are expected.
func PoissonSignal(count uint64, exposure float64, baseCount uint64, baseExposure, level float64) Signal {
	fine := func(x float64) bool { return x > 0 && !math.IsInf(x, 1) }
	if !fine(exposure) || !fine(baseExposure) || !(level > 0 && level < 1) {
		return Signal{}
	}
	s := Signal{Defined: true, Expected: float64(baseCount) * (exposure / baseExposure)}
	if s.Expected > 1e9 {
		return Signal{}
	}
	if baseCount == 0 {
		s.P = math.Pow(exposure/(exposure+baseExposure), float64(count))
	} else {
		s.P = poissonTail(count, s.Expected)
	}
	s.Signal = s.P < level
	return s
}

// poissonTail returns P(X ≥ n) for a Poisson variable of a positive mean. It adds
// up the side of the distribution on which n lies, from n outwards, until the
// terms no longer count: some ten standard deviations.
func poissonTail(n uint64, mean float64) float64 {
	if n == 0 {
		return 1
	}
	x := float64(n)
	if x <= mean {
		return max(0, 1-poissonSum(x-1, mean, -1))
	}
	return min(1, poissonSum(x, mean, +1))
}

// poissonSum adds up the probabilities of x, x + step, and so on, away from the
// mean.
func poissonSum(x, mean, step float64) float64 {
	const most = 1_000_000
	logGamma, _ := math.Lgamma(x + 1)
	term := math.Exp(x*math.Log(mean) - mean - logGamma)
	sum := term
	for range most {
		if step > 0 {
			x++
			term *= mean / x
		} else {
			term *= x / mean
			x--
		}
		if x < 0 || term <= sum*1e-17 {
			break
		}
		sum += term
	}
	return sum
}
