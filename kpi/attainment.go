package kpi

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/sla"
)

// The dimensions of an attainment that are told from a clock and its report.
// Any other name is that of an attribute of the case.
const (
	DimensionMetric        = "metric"
	DimensionCommitment    = "commitment"
	DimensionGroup         = "group"          // the value of the metric's By, at the start of the cycle
	DimensionCalendar      = "calendar"       // the name of the commitment's calendar
	DimensionRule          = "rule"           // the rule of the policy that covers the case
	DimensionPolicyVersion = "policy_version" // the version of the policy
	DimensionPeriod        = "period"         // the period of the basis date
)

// AttainmentRule is the definition of an attainment.
//
// It is plain data; it is not comparable. The zero value counts by metric, by
// the date of creation, without periods.
type AttainmentRule struct {
	// Basis is the date that decides the period of a clock: ByCreated (its start,
	// the default), ByDue or ByResolved (its stop). By resolved, what has not
	// stopped belongs to no period yet and is pending, whatever its verdict.
	Basis Basis
	// Periods are those of the dimension "period"; without them there is none.
	Periods *Periods
	// By are more dimensions: those above, and attributes such as "tier", "team",
	// "channel". The metric always is the first and the period the last.
	By        []string
	Precision Precision
}

// Attainment counts how commitments were kept: by metric and by what its rule
// says.
//
// It is not comparable and not safe for concurrent use. Copies share what they
// hold: change one only. The zero value is ready for use and counts by metric,
// or by the rule of the first thing merged into it.
//
// It counts what is of one policy, and for each calendar name of one calendar:
// the first report and the first clock say which, and others are an
// *[IdentityError]. Judge cases again by one policy and one calendar to compare
// them.
type Attainment struct { //nolint:recvcheck // it is asked by value and counts in place
	table   Table
	periods *Periods
	// period is the identity of periods, which a decoded attainment has not.
	period string
	policy string
	// calendars holds the fingerprints by name.
	calendars map[string]string
}

// NewAttainment returns an empty count by a rule. A basis that is none of the
// three, names that are empty or there twice, and more than [MaxDimensions] are
// FieldErrors, all reported at once.
func NewAttainment(rule AttainmentRule) (Attainment, error) {
	var problems check.Problems
	if rule.Basis == 0 {
		rule.Basis = ByCreated
	}
	if rule.Basis > ByResolved {
		problems.Addf("basis", "must be created, due or resolved")
	}
	dimensions, names := []string{DimensionMetric}, set[string]{DimensionMetric: true, DimensionPeriod: true}
	for i, name := range rule.By {
		if !names.add(name) || name == "" || !named(name) {
			problems.Addf(check.Path("by").Index(i), "must be a name of its own: %s", check.Quote(name))
		}
		dimensions = append(dimensions, name)
	}
	if rule.Periods != nil {
		dimensions = append(dimensions, DimensionPeriod)
	}
	if len(dimensions) > MaxDimensions {
		problems.Addf("by", "makes more than %d dimensions", MaxDimensions)
	}
	if err := problems.Err("kpi"); err != nil {
		return Attainment{}, err
	}
	table, err := NewTable(TableRule{
		Definition: Definition{Name: "sla.attainment", Version: "1", Basis: rule.Basis, Variant: rule.Periods.variant()},
		Dimensions: dimensions, Precision: rule.Precision,
	})
	if err != nil {
		return Attainment{}, err
	}
	return Attainment{table: table, periods: rule.Periods, period: rule.Periods.text()}, nil
}

// variant returns the part of a definition that tells periods apart.
func (p *Periods) variant() string {
	if p == nil {
		return ""
	}
	return "period=" + strings.ReplaceAll(p.text(), " ", ",")
}

// defined gives an attainment that counts itself the default rule.
func (a Attainment) defined() Attainment {
	if !a.table.set {
		// The zero rule is one: there is no error.
		a.table, _ = NewTable(TableRule{Dimensions: []string{DimensionMetric}})
	}
	return a
}

// AddClock counts one clock, of a case without attributes. Pending are clocks
// whose verdict is open; a breach is missed, whether the clock runs or not.
//
// A clock without a verdict is a FieldError at "verdict", one of another
// calendar than those before under the same name an *[IdentityError], and a
// basis date outside the years of [Periods.Of] a FieldError at "at". Nothing is
// changed then.
func (a *Attainment) AddClock(c sla.Clock) error {
	return a.AddReport(sla.Report{Clocks: []sla.Clock{c}})
}

// AddReport counts all clocks of a report, each cycle as one, with the
// attributes of the report; of an attribute with several values all of them are
// the value, joined by "+". Attributes are those as of the report: for the
// values at an event, evaluate the case as of that event, or use
// [DimensionGroup].
//
// The errors are those of [Attainment.AddClock], and an *[IdentityError] for a
// report of another policy. Nothing is changed then.
func (a *Attainment) AddReport(r sla.Report) error {
	one := a.defined()
	sum := Attainment{table: Table{rule: one.table.rule, set: true}, period: one.period, policy: r.PolicyID}
	for i := range r.Clocks {
		c := &r.Clocks[i]
		if c.Calendar != "" && c.Fingerprint != "" {
			if sum.calendars == nil {
				sum.calendars = make(map[string]string)
			}
			if known, is := sum.calendars[c.Calendar]; is && known != c.Fingerprint {
				return &IdentityError{Have: calendarText(c.Calendar, known), Want: calendarText(c.Calendar, c.Fingerprint)}
			}
			sum.calendars[c.Calendar] = c.Fingerprint
		}
		facts, date := clockFacts(c, one.table.rule.Definition.Basis)
		key, err := one.key(&r, c, date)
		if err != nil {
			return err
		}
		if err := sum.table.Add(key, facts); err != nil {
			return err
		}
	}
	sum.periods = one.periods
	return a.Merge(sum)
}

// key returns the place of a clock in the table.
func (a *Attainment) key(r *sla.Report, c *sla.Clock, date time.Time) (Key, error) {
	var key Key
	for i, name := range a.table.rule.Dimensions {
		switch name {
		case DimensionMetric:
			key[i] = c.Metric
		case DimensionCommitment:
			key[i] = c.Commitment
		case DimensionGroup:
			key[i] = c.Group
		case DimensionCalendar:
			key[i] = c.Calendar
		case DimensionRule:
			key[i] = r.RuleID
		case DimensionPolicyVersion:
			key[i] = r.PolicyVersion
		case DimensionPeriod:
			if date.IsZero() {
				continue
			}
			period, err := a.periods.Of(date)
			if err != nil {
				return Key{}, err
			}
			key[i] = period.Name
		default:
			key[i] = joined(r.Attributes[name])
		}
	}
	return key, nil
}

// joined returns the values of an attribute as one.
func joined(values []string) string {
	if len(values) <= 1 {
		return strings.Join(values, "")
	}
	sorted := slices.Sorted(slices.Values(values))
	return strings.Join(slices.Compact(sorted), "+")
}

// clockFacts returns what a clock adds to its cell, and its basis date, zero if
// it has none yet.
func clockFacts(c *sla.Clock, basis Basis) (Facts, time.Time) {
	f := Facts{Verdict: c.Verdict, Elapsed: max(c.Elapsed, 0)}
	measured := c.Verdict == sla.NotApplicable && c.Due.IsZero()
	if c.Verdict == sla.Open && c.Breached {
		f.Verdict = sla.Missed
	}
	if c.Stage == sla.Stopped && (f.Verdict == sla.Met || f.Verdict == sla.Missed || f.Verdict == sla.Waived || measured) {
		f.Done, f.Overdue = true, max(c.Overdue, 0)
	}
	switch {
	case f.Verdict == sla.Open:
		f.Reason = openReason(c.Stage)
	case f.Verdict == sla.NotApplicable && c.Stage == sla.Cancelled:
		f.Reason = ReasonCancelled
	case measured:
		f.Reason = ReasonNoTarget
	case f.Verdict == sla.NotApplicable:
		f.Reason = ReasonNotApplicable
	}
	date := c.Start
	switch basis {
	case ByDue:
		date = c.Due
	case ByResolved:
		date = c.Stopped
		if date.IsZero() && f.Verdict != sla.NotApplicable && f.Verdict != 0 {
			f = Facts{Verdict: sla.Open, Reason: ReasonNotResolved}
		}
	case ByCreated, ByAnswered:
	}
	return f, date
}

// openReason returns why a clock of a stage has no verdict yet.
func openReason(stage sla.Stage) string {
	switch stage {
	case sla.Pending:
		return ReasonNotStarted
	case sla.Paused:
		return ReasonPaused
	case sla.Cancelled:
		return ReasonCancelled
	case sla.Running, sla.Stopped:
	}
	return ReasonRunning
}

// calendarText names a calendar in an error.
func calendarText(name, fingerprint string) string {
	return "calendar " + check.Quote(name) + " " + short(fingerprint)
}

// Merge adds what other has counted and keeps nothing of it. Another rule,
// policy or calendar is an *[IdentityError], and the other errors are those of
// [Table.Merge]; nothing is changed then.
func (a *Attainment) Merge(other Attainment) error {
	if !other.table.set {
		return nil
	}
	if a.table.set && a.period != other.period {
		return &IdentityError{Have: a.period, Want: other.period}
	}
	if a.policy != "" && other.policy != "" && a.policy != other.policy {
		return &IdentityError{Have: "policy " + check.Quote(a.policy), Want: "policy " + check.Quote(other.policy)}
	}
	for _, name := range slices.Sorted(maps.Keys(other.calendars)) {
		if known, is := a.calendars[name]; is && known != other.calendars[name] {
			return &IdentityError{Have: calendarText(name, known), Want: calendarText(name, other.calendars[name])}
		}
	}
	if !named(other.policy) {
		return invalid("policy_id", "must be a text of at most %d bytes", maxText)
	}
	for name, fingerprint := range other.calendars {
		if !named(name) || !named(fingerprint) {
			return invalid("calendar", "must be a text of at most %d bytes: %s", maxText, check.Quote(name))
		}
	}
	if err := a.table.Merge(other.table); err != nil {
		return err
	}
	if a.periods == nil {
		a.periods = other.periods
	}
	a.period = other.period
	if a.policy == "" {
		a.policy = other.policy
	}
	if len(other.calendars) > 0 {
		if a.calendars == nil {
			a.calendars = make(map[string]string)
		}
		maps.Copy(a.calendars, other.calendars)
	}
	return nil
}
