package kpi

import (
	"time"

	"github.com/servicecommitment/commitment/sla"
)

// IssueOf returns the issue that a case of package sla is by an instant: when it
// was opened, resolved, reopened and closed, the contacts and replies, and into
// what it was merged. "closed" resolves a case that is not resolved. An opening
// by an agent, or by itself, is no contact of the customer.
//
// What events do not say is left to the caller: Customer, Key, Participants,
// NotFirstLevel, Outside, Survey and Due. Malformed events are FieldErrors at
// their paths; a case that was not opened by then is an issue that never was.
func IssueOf(c sla.Case, now time.Time) (Issue, error) {
	events, err := c.History(now)
	if err != nil {
		return Issue{}, err
	}
	issue := Issue{ID: c.ID}
	resolved := false
	for i := range events {
		e := &events[i]
		if issue.Opened.IsZero() && e.Kind != sla.KindOpened {
			continue
		}
		//exhaustive:ignore
		switch e.Kind {
		case sla.KindOpened:
			issue.open(e)
		case sla.KindCustomerReplied:
			issue.CustomerReplies++
			if issue.Resolved.IsZero() {
				issue.CustomerContacts++
			}
		case sla.KindReplied:
			if e.AnswersCustomer() {
				issue.AgentReplies++
			}
		case sla.KindResolved, sla.KindClosed:
			if e.Kind == sla.KindClosed {
				issue.close(e.At)
			}
			if !resolved {
				issue.resolve(e.At)
			}
			resolved = true
		case sla.KindReopened:
			if resolved {
				issue.Reopened = append(issue.Reopened, e.At)
			}
			resolved = false
		case sla.KindMerged:
			issue.MergedInto = e.Target
		}
	}
	return issue, nil
}

// open takes the first opening.
func (i *Issue) open(e *sla.Event) {
	if !i.Opened.IsZero() {
		return
	}
	i.Opened = e.At
	if e.Actor == "" || e.Actor == sla.ActorCustomer {
		i.CustomerContacts = 1
	}
}

func (i *Issue) close(at time.Time) {
	i.Closings++
	if i.Closed.IsZero() {
		i.Closed = at
	}
}

func (i *Issue) resolve(at time.Time) {
	if i.Resolved.IsZero() {
		i.Resolved = at
	} else {
		i.ResolvedAgain = append(i.ResolvedAgain, at)
	}
}
