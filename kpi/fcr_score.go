package kpi

import (
	"iter"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// ScoreFCR scores first-contact resolution of issues by a rule, as it is known
// at asOf: what happened later does not count, and an issue opened later is
// outside ("after_as_of").
//
// It needs all issues of a customer at once, and keeps all of them in memory.
// Each id counts once; the order does not matter. Merged duplicates are taken
// out first, and are no repeated contact. Of a reopened issue the first
// resolution is judged; a later contact is judged on its own.
//
// The time is that of sorting the issues. A rule that is none and an asOf that
// is zero make a result without counts; see [FCRResult.Err].
func ScoreFCR(issues iter.Seq[Issue], rule FCRRule, asOf time.Time) FCRResult {
	rule, err := rule.normal()
	if err == nil && asOf.IsZero() {
		err = invalid("as_of", "must be given")
	}
	if err != nil {
		return FCRResult{Rule: rule, Figure: rate(rule.Definition(), Ratio{}, nil, rule.Precision), Err: err}
	}
	s := scorer{rule: rule, asOf: at(asOf)}
	s.issues = distinct(issues, &s.problems)
	s.index()
	for i := range s.issues {
		issue := &s.issues[i]
		if !issue.valid(&s.problems) {
			s.outside(1, ReasonInvalid)
			continue
		}
		s.score(issue)
	}
	return FCRResult{
		Figure: rate(rule.Definition(), s.ratio, s.reasons, rule.Precision),
		Rule:   rule, AsOf: s.asOf.UTC(), Err: s.problems.Err("kpi"),
	}
}

// scorer scores issues.
type scorer struct {
	rule     FCRRule
	asOf     time.Time
	issues   []Issue
	opened   map[[2]string][]time.Time
	ratio    Ratio
	reasons  reasons
	problems check.Problems
}

// index notes when each customer opened issues of each key. Opening instants
// are in order, since the issue at hand is looked for among them.
func (s *scorer) index() {
	if s.rule.Variant != FCRWindow {
		return
	}
	s.opened = make(map[[2]string][]time.Time)
	for i := range s.issues {
		if issue := &s.issues[i]; issue.Customer != "" && issue.MergedInto == "" && issue.Outside == "" && !issue.Opened.After(s.asOf) {
			about := [2]string{issue.Customer, issue.Key}
			s.opened[about] = append(s.opened[about], issue.Opened)
		}
	}
	for _, instants := range s.opened {
		slices.SortFunc(instants, time.Time.Compare)
	}
}

// outside counts what is not applicable, pending what is not decided.
func (s *scorer) outside(n uint64, reason string) {
	s.ratio.NotApplicable += n
	s.because(n, reason)
}

func (s *scorer) pending(n uint64, reason string) {
	s.ratio.Pending += n
	s.because(n, reason)
}

// because notes a reason. Where the host's own reasons are too many, the rest
// is under one.
func (s *scorer) because(n uint64, reason string) {
	r := Reason{reason, n}
	if s.reasons.room(r) != nil {
		s.problems.Addf("issues", "more than %d reasons", maxReasons)
		return
	}
	s.reasons.add(r)
}

func (s *scorer) decide(met bool) { //nolint:revive // it is the verdict
	if met {
		s.ratio.Met++
	} else {
		s.ratio.Missed++
	}
}

// known reports whether an instant is there as of the score.
func (s *scorer) known(t time.Time) bool { return !t.IsZero() && !t.After(s.asOf) }

// score judges one issue.
func (s *scorer) score(i *Issue) {
	switch {
	case i.MergedInto != "":
		s.outside(1, ReasonMerged)
		return
	case i.Outside != "":
		s.outside(1, i.Outside)
		return
	case i.Opened.After(s.asOf):
		s.outside(1, ReasonAfterAsOf)
		return
	}
	resolved, closed := s.known(i.Resolved), s.known(i.Closed)
	solved := resolved || closed
	done := true
	switch s.rule.Variant {
	case FCRWindow, FCRNoCustomerReply:
		done = resolved
	case FCROneTouchBelow2, FCROneTouchExactly1:
		done = solved
	case FCROneReply, FCRClosedWithin:
		done = closed
	case FCRGross, FCRNet, FCRClosedOnce, FCRSurvey:
	}
	if !done {
		s.outside(1, ReasonNotResolved)
		return
	}
	switch s.rule.Variant {
	case FCRWindow:
		s.window(i)
	case FCRGross, FCRNet:
		s.contacts(i, resolved)
	case FCROneTouchBelow2:
		s.decide(i.AgentReplies < 2)
	case FCROneTouchExactly1:
		s.decide(i.AgentReplies == 1)
	case FCRNoCustomerReply:
		s.decide(i.CustomerReplies == 0)
	case FCRClosedOnce:
		s.closedOnce(i, closed)
	case FCROneReply:
		s.decide(i.AgentReplies == 1)
	case FCRClosedWithin:
		s.decide(i.Closed.Sub(i.Opened) < s.rule.Limit)
	case FCRSurvey:
		if i.Survey == 0 {
			s.outside(1, ReasonNotAnswered)
			return
		}
		s.decide(i.Survey == SaidYes)
	}
}

// window judges a resolved issue whose window is over. One whose window runs is
// pending even if the customer is back already: otherwise failures would count
// sooner than successes.
func (s *scorer) window(i *Issue) {
	end := i.Resolved.Add(s.rule.Window)
	if end.After(s.asOf) {
		s.pending(1, ReasonWindowOpen)
		return
	}
	within := func(t time.Time) bool { return !t.Before(i.Resolved) && t.Before(end) }
	s.decide(i.CustomerContacts <= 1 && !slices.ContainsFunc(i.Reopened, within) && !s.again(i, end))
}

// again reports whether another issue about the same was opened in the window.
func (s *scorer) again(i *Issue, end time.Time) bool {
	instants := s.opened[[2]string{i.Customer, i.Key}]
	if i.Customer == "" {
		return false
	}
	from, _ := slices.BinarySearchFunc(instants, i.Resolved, time.Time.Compare)
	n := 0
	for _, t := range instants[from:] {
		if n > 1 || !t.Before(end) {
			break
		}
		n++
	}
	if i.Opened.Equal(i.Resolved) {
		n-- // the issue itself
	}
	return n > 0
}

// contacts counts the contacts of an issue: the first resolved it, or none of
// them did. Of an open issue with one contact nobody knows yet.
func (s *scorer) contacts(i *Issue, resolved bool) {
	n := uint64(max(i.CustomerContacts, 1))
	switch {
	case s.rule.Variant == FCRNet && i.NotFirstLevel:
		s.outside(n, ReasonNotFirstLevel)
	case n == 1 && !resolved:
		s.pending(1, ReasonNotResolved)
	case n == 1:
		s.ratio.Met++
	default:
		s.ratio.Missed += n
	}
}

// closedOnce judges an issue that was started: decided as soon as it was closed
// twice or a second person took part, and otherwise when it is closed.
func (s *scorer) closedOnce(i *Issue, closed bool) {
	switch once := i.Closings <= 1 && i.Participants <= 1; {
	case !once:
		s.ratio.Missed++
	case !closed:
		s.pending(1, ReasonNotResolved)
	default:
		s.ratio.Met++
	}
}
