package feedback

import (
	"cmp"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// Priority is how soon an item is to be looked at. It is comparable and ordered:
// a greater value is more urgent. The zero value is not assessed.
type Priority uint8

// The priorities.
const (
	PriorityLow Priority = iota + 1
	PriorityMedium
	PriorityHigh
	PriorityCritical
)

// String returns "low", "medium", "high" or "critical".
func (p Priority) String() string {
	return check.EnumText(p, "Priority", "low", "medium", "high", "critical")
}

// ParsePriority reads what [Priority.String] writes.
func ParsePriority(text string) (Priority, error) { return parseText(text, PriorityCritical) }

// MarshalText returns the text of [Priority.String]. A value that is none of the
// priorities is an error.
func (p Priority) MarshalText() ([]byte, error) { return marshalEnum(p, PriorityCritical) }

// UnmarshalText reads what [Priority.MarshalText] writes.
func (p *Priority) UnmarshalText(text []byte) error { return unmarshalEnum(p, text, PriorityCritical) }

// PriorityRule is how priorities are found: a matrix of severity and impact, and
// what overrides it. [DefaultPriorities] is a rule to start from.
//
// It is comparable, immutable and safe for concurrent use; the zero value has no
// matrix, and is an error.
type PriorityRule struct {
	// Matrix holds a row for each severity, from low to critical, with a priority
	// for each impact, from single to many. In JSON it is an object of objects:
	// {"low": {"single": "low", "several": "low", "many": "medium"}, …}.
	Matrix [SeverityCritical][ImpactMany]Priority
	// Safety, Vulnerable, Public and NearDue are what the priority is at least
	// where somebody may come to harm, the customer is vulnerable, a regulator or
	// the press knows, or a legal deadline is near. Zero does not override.
	Safety, Vulnerable, Public, NearDue Priority
	// Near is how long before its due instant a deadline is near.
	Near time.Duration
	// RepeatWithin is how long an earlier item of the same customer and matter
	// makes the next one a repeat, which is one priority higher; zero: never.
	RepeatWithin time.Duration
}

// DefaultPriorities returns a rule to start from: safety is critical; a
// vulnerable customer, publicity and a deadline within three days are high at
// least; a repeat within 30 days is one priority higher; and the matrix is
//
//	           single    several   many
//	low        low       low       medium
//	medium     medium    medium    high
//	high       high      high      critical
//	critical   critical  critical  critical
func DefaultPriorities() PriorityRule {
	const low, medium, high, critical = PriorityLow, PriorityMedium, PriorityHigh, PriorityCritical
	const day = 24 * time.Hour
	return PriorityRule{
		Matrix: [SeverityCritical][ImpactMany]Priority{
			{low, low, medium}, {medium, medium, high}, {high, high, critical}, {critical, critical, critical},
		},
		Safety: critical, Vulnerable: high, Public: high, NearDue: high,
		Near: 3 * day, RepeatWithin: 30 * day,
	}
}

// PriorityFacts is what a priority depends on.
//
// It is comparable but for the zone of its instants, and safe for concurrent
// use; the zero value is a matter of no severity.
type PriorityFacts struct {
	// Severity and Impact: not assessed, they are taken as low and single.
	Severity                   Severity
	Impact                     Impact
	Safety, Vulnerable, Public bool
	// Received is required where there is an Earlier. Now is required where there
	// is a Due.
	Received, Now time.Time
	// Due is the next legal deadline, zero if there is none.
	Due time.Time
	// Earlier is when the customer's last item of the same matter was received,
	// zero if there is none.
	Earlier time.Time
}

// PriorityCause is why a priority is what it is. It is comparable; the zero value
// is none.
type PriorityCause uint8

// The causes.
const (
	ByMatrix PriorityCause = iota + 1
	BySafety
	ByVulnerable
	ByPublic
	ByNearDue
	ByRepeat
)

// String returns "matrix", "safety", "vulnerable", "public", "near_due" or
// "repeat".
func (c PriorityCause) String() string {
	return check.EnumText(c, "PriorityCause", "matrix", "safety", "vulnerable", "public", "near_due", "repeat")
}

// PriorityResult is a priority and how it came about.
//
// It belongs to the caller; the zero value is no priority.
type PriorityResult struct {
	Priority Priority
	// Matrix is what the matrix alone says.
	Matrix Priority
	// Causes are what decided, in the order of [PriorityCause]: the matrix, and
	// each override that holds, whether or not it changed anything.
	Causes []PriorityCause
}

// Assess returns the priority of an item: that of the matrix, one higher for a
// repeat, and no lower than any override that holds. Who the customer is makes
// no difference; a tier only decides between items of one priority, see
// [ComparePriority].
//
// A deadline that is over is near. A repeat is received at most RepeatWithin
// after the earlier item, not exactly that long after it. A rule without a full
// matrix and values that are none are errors that match
// [commitment.ErrInvalid].
func (rule PriorityRule) Assess(facts PriorityFacts) (PriorityResult, error) {
	var problems check.Problems
	rule.check(&problems)
	facts.check(&problems)
	if err := problems.Err("feedback"); err != nil {
		return PriorityResult{}, err
	}
	matrix := rule.Matrix[max(facts.Severity, SeverityLow)-1][max(facts.Impact, ImpactSingle)-1]
	result := PriorityResult{Priority: matrix, Matrix: matrix, Causes: []PriorityCause{ByMatrix}}
	repeat := !facts.Earlier.IsZero() && rule.RepeatWithin > 0 && facts.Received.Sub(facts.Earlier) < rule.RepeatWithin
	if repeat {
		result.Priority = min(result.Priority+1, PriorityCritical)
	}
	near := !facts.Due.IsZero() && facts.Due.Sub(facts.Now) <= rule.Near
	for _, override := range []struct {
		holds bool
		least Priority
		cause PriorityCause
	}{
		{facts.Safety, rule.Safety, BySafety},
		{facts.Vulnerable, rule.Vulnerable, ByVulnerable},
		{facts.Public, rule.Public, ByPublic},
		{near, rule.NearDue, ByNearDue},
	} {
		if override.holds && override.least != 0 {
			result.Priority = max(result.Priority, override.least)
			result.Causes = append(result.Causes, override.cause)
		}
	}
	if repeat {
		result.Causes = append(result.Causes, ByRepeat)
	}
	return result, nil
}

func (rule PriorityRule) check(problems *check.Problems) {
	matrix := check.Path("matrix")
	for s := range rule.Matrix {
		for i, p := range rule.Matrix[s] {
			at := matrix.Key(Severity(s + 1).String()).Key(Impact(i + 1).String()) //nolint:gosec // below 5
			switch {
			case p == 0:
				problems.Add(at, errRequired)
			case p > PriorityCritical:
				problems.Addf(at, "%s is not among its values", p)
			}
		}
	}
	for _, least := range overridesOf(&rule) {
		if *least.priority > PriorityCritical {
			problems.Addf(check.Path(least.key), "%s is not among its values", *least.priority)
		}
	}
	if rule.Near < 0 {
		problems.Addf("near", "must not be negative")
	}
	if rule.RepeatWithin < 0 {
		problems.Addf("repeat_within", "must not be negative")
	}
}

// priorityOverride is a least priority and its name in JSON.
type priorityOverride struct {
	key      string
	priority *Priority
}

func overridesOf(rule *PriorityRule) []priorityOverride {
	return []priorityOverride{
		{"safety", &rule.Safety}, {"vulnerable", &rule.Vulnerable}, {"public", &rule.Public}, {"near_due", &rule.NearDue},
	}
}

func (facts *PriorityFacts) check(problems *check.Problems) {
	if facts.Severity > SeverityCritical {
		problems.Addf("severity", "%s is not among its values", facts.Severity)
	}
	if facts.Impact > ImpactMany {
		problems.Addf("impact", "%s is not among its values", facts.Impact)
	}
	if !facts.Due.IsZero() && facts.Now.IsZero() {
		problems.Addf("now", "is required where there is a due instant")
	}
	switch {
	case facts.Earlier.IsZero():
	case facts.Received.IsZero():
		problems.Addf("received", "is required where there is an earlier item")
	case facts.Earlier.After(facts.Received):
		problems.Addf("earlier", "must not be after received")
	}
}

// Explain says how the priority came about, in one line a cause.
func (r PriorityResult) Explain(lang commitment.Lang) []string {
	words := [][2]string{
		{"severity and impact give " + r.Matrix.String(), "按严重程度和影响范围为" + chinesePriority(r.Matrix)},
		{"somebody may come to harm", "涉及人身或财产安全"},
		{"the customer is vulnerable", "客户属于需特别关照的人群"},
		{"the press or a regulator knows", "媒体或监管部门已知悉"},
		{"a legal deadline is near", "法定时限临近"},
		{"the customer has brought the same matter before", "同一客户短期内就同一事项重复反映"},
	}
	var lines []string
	for _, cause := range r.Causes {
		if cause < ByMatrix || cause > ByRepeat {
			continue
		}
		if lang == commitment.Chinese {
			lines = append(lines, words[cause-1][1])
		} else {
			lines = append(lines, words[cause-1][0])
		}
	}
	if lang == commitment.Chinese {
		return append(lines, "优先级："+chinesePriority(r.Priority))
	}
	return append(lines, "priority: "+r.Priority.String())
}

func chinesePriority(p Priority) string {
	switch p {
	case PriorityLow:
		return "低"
	case PriorityMedium:
		return "中"
	case PriorityHigh:
		return "高"
	case PriorityCritical:
		return "紧急"
	}
	return p.String()
}

// MarshalJSON returns the JSON form of the rule.
func (rule PriorityRule) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.member("matrix", func() {
			w.Object(func() {
				for s := range rule.Matrix {
					w.member(Severity(s+1).String(), func() { //nolint:gosec // below 5
						w.Object(func() {
							for i, p := range rule.Matrix[s] {
								jsonwriter.Enum(w.Writer, Impact(i+1).String(), p, PriorityCritical) //nolint:gosec // below 4
							}
						})
					})
				}
			})
		})
		for _, least := range overridesOf(&rule) {
			jsonwriter.Enum(w.Writer, least.key, *least.priority, PriorityCritical)
		}
		w.Duration("near", rule.Near)
		w.Duration("repeat_within", rule.RepeatWithin)
	})
}

// UnmarshalJSON reads what [PriorityRule.MarshalJSON] writes and checks it, with
// all problems at once. Unknown fields are errors.
func (rule *PriorityRule) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	var read PriorityRule
	err := readRecord(data, func(r recordReader) {
		if v, ok := r.Take("matrix"); ok {
			readObject(v, func(r recordReader) {
				for s := range read.Matrix {
					if v, ok := r.Take(Severity(s + 1).String()); ok { //nolint:gosec // below 5
						readObject(v, func(r recordReader) { readPriorities(r, &read.Matrix[s]) })
					}
				}
			})
		}
		for _, least := range overridesOf(&read) {
			*least.priority = readEnum(r, least.key, PriorityCritical)
		}
		read.Near, read.RepeatWithin = r.duration("near"), r.duration("repeat_within")
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

func readPriorities(r recordReader, row *[ImpactMany]Priority) {
	for i := range row {
		row[i] = readEnum(r, Impact(i+1).String(), PriorityCritical) //nolint:gosec // below 4
	}
}

// Ranked is an item in a queue of work.
//
// It is comparable but for the zones of its instants, and safe for concurrent
// use; the zero value is of no priority and comes last.
type Ranked struct {
	Item     string
	Priority Priority
	// Tier is the place of the customer's tier, 0 the first.
	Tier int
	// Due is the next deadline, zero if there is none.
	Due, Received time.Time
}

// ComparePriority orders items of work: the higher priority first, then the tier
// that comes first, then the earlier due instant (none: last), the earlier
// receipt and the id. It is a total order of items with different ids, for
// [slices.SortFunc].
func ComparePriority(a, b Ranked) int {
	return cmp.Or(
		cmp.Compare(b.Priority, a.Priority),
		cmp.Compare(a.Tier, b.Tier),
		firstTrue(!a.Due.IsZero(), !b.Due.IsZero()),
		a.Due.Compare(b.Due),
		a.Received.Compare(b.Received),
		cmp.Compare(a.Item, b.Item),
	)
}
