package sla_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// events fills in the case. Kinds come with the weights that make long stories:
// pauses, resolutions and reopenings more than cancellations.
func (m *sceneMaker) events() {
	c := &m.scene.c
	c.ID = pick(m.dice, "C-1", "C/1%")
	c.Attributes = m.attributes()
	if !m.one(20) {
		c.Events = append(c.Events, sla.Event{ID: "o", At: m.time(m.from), Kind: sla.KindOpened})
		if m.one(3) {
			c.Events[0].Attributes = m.attributes()
		}
	}
	for i := range m.n(25) {
		e := m.event()
		e.ID = fmt.Sprint("e", i)
		switch {
		case m.one(12):
			e.ID = ""
		case m.one(24):
			e.ID = fmt.Sprint("e", m.n(i+1))
		}
		if m.one(16) {
			e.Seq = int64(m.n(3) - 1)
		}
		c.Events = append(c.Events, e)
	}
	if m.one(4) && len(c.Events) > 0 {
		c.Events = append(c.Events, c.Events[m.n(len(c.Events))])
	}
	slices.Reverse(c.Events)
}

func (m *sceneMaker) attributes() map[string][]string {
	attributes := map[string][]string{}
	if m.one(2) {
		attributes["tier"] = pick(m.dice, []string{"vip"}, []string{"gold"}, []string{"x", "gold"}, nil)
	}
	if m.one(3) {
		attributes["region"] = pick(m.dice, []string{"cn"}, []string{"us"}, nil)
	}
	if m.status {
		attributes["status"] = pick(m.dice, []string{"new"}, []string{"pending"}, []string{"hold"}, []string{"parts"}, []string{"solved"}, []string{"closed"},
			[]string{"open"}, []string{"spam"})
	}
	return attributes
}

func (m *sceneMaker) event() sla.Event {
	e := sla.Event{At: m.instant()}
	kinds := []sla.Kind{
		sla.KindPaused, sla.KindPaused, sla.KindPaused, sla.KindPaused, sla.KindResumed, sla.KindResumed, sla.KindResumed,
		sla.KindReplied, sla.KindReplied, sla.KindCustomerReplied, sla.KindCustomerReplied, sla.KindAttributesChanged, sla.KindAttributesChanged,
		sla.KindResolved, sla.KindResolved, sla.KindReopened, sla.KindReopened, sla.KindUpdated, sla.KindAcknowledged, sla.KindPlanProposed,
		sla.KindPromised, sla.KindDispatched, sla.KindArrived, sla.KindRestored, sla.KindFollowedUp, sla.KindClosed, sla.KindCancelled, sla.KindMerged,
		sla.KindMergedIn, sla.KindAssigned, sla.KindAssigned, sla.KindUnassigned, sla.KindExtensionGranted, sla.KindExtensionGranted, sla.KindRetracted,
		"alpha", "alpha", "alpha", "beta", "beta", "gamma", sla.KindOpened,
	}
	e.Kind = kinds[m.n(len(kinds))]
	if (e.Kind == sla.KindCancelled || e.Kind == sla.KindMerged) && !m.one(3) {
		e.Kind = sla.KindReopened
	}
	if m.status && slices.Contains([]sla.Kind{sla.KindPaused, sla.KindResumed, sla.KindResolved, sla.KindClosed, sla.KindCancelled, sla.KindReopened, sla.KindMerged}, e.Kind) {
		e.Kind = sla.KindAttributesChanged // the status says it
	}
	//exhaustive:ignore
	switch e.Kind {
	case sla.KindPaused:
		e.Reason = pick(m.dice, "waiting_customer", "waiting_customer", "third_party", "")
	case sla.KindResumed:
		e.Reason = pick(m.dice, "waiting_customer", "waiting_customer", "third_party", "", "")
	case sla.KindReplied:
		e.Actor = pick(m.dice, "", sla.ActorAgent, sla.ActorAgent, sla.ActorAutomation, sla.ActorCustomer)
		if m.one(6) {
			e.Attributes = map[string][]string{"visibility": {"internal"}}
		}
	case sla.KindAttributesChanged:
		e.Attributes = m.attributes()
	case sla.KindPromised:
		e.Until = m.until(8)
		e.Metric = pick(m.dice, "", "", "", sla.MetricPromise, sla.MetricResolution)
	case sla.KindMerged:
		e.Target = "C-2"
	case sla.KindMergedIn:
		if !m.one(4) {
			e.AdoptStart = m.time(m.from - 2*m.n(400) + 20)
		}
	case sla.KindAssigned, "alpha":
		e.Attributes = map[string][]string{"group": {pick(m.dice, "l1", "l1", "l2")}}
	case sla.KindExtensionGranted:
		m.extension(&e)
	case sla.KindRetracted:
		e.Retracts = fmt.Sprint("e", m.n(25))
	default:
	}
	return e
}

// until returns a date that is announced, in one of n cases none.
func (m *sceneMaker) until(n int) time.Time {
	if m.one(n) {
		return time.Time{}
	}
	return m.time(m.from + 2*m.n(m.spread/2+300))
}

func (m *sceneMaker) extension(e *sla.Event) {
	e.Extension = &sla.Extension{Consent: m.one(2)}
	e.Metric = pick(m.dice, sla.MetricResolution, sla.MetricFirstResponse, sla.MetricResolution, m.anyMetric())
	switch m.n(5) {
	case 0:
		e.Extension.By = calendar.MustAllowance(pick(m.dice, "1bd", "1d"))
	case 1, 2:
		e.Extension.Until = m.until(1 << 30)
	default:
		e.Extension.By = calendar.MustAllowance((time.Duration(1+m.n(12)) * 20 * time.Minute).String())
	}
}

// anyMetric returns one of the metrics that are promised.
func (m *sceneMaker) anyMetric() string {
	rules := m.scene.policies[0].Rules
	commitments := rules[len(rules)-1].Commitments
	if len(commitments) == 0 {
		return sla.MetricResolution
	}
	return commitments[m.n(len(commitments))].Metric
}
