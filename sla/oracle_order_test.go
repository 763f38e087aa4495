package sla_test

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/sla"
)

// oracleEvent is an event in its place, with its canonical text.
type oracleEvent struct {
	sla.Event
	text string
	// derived says that a status stands for it, conflicting that others with its id
	// differ.
	derived, conflicting bool
}

// canonicalEvent returns an event as JSON: sorted keys, instants in UTC, nothing that is
// empty.
func canonicalEvent(e *sla.Event) string {
	m := map[string]any{}
	put := func(key, value string) {
		if value != "" {
			m[key] = value
		}
	}
	at := func(key string, t time.Time) {
		if !t.IsZero() {
			m[key] = t.UTC().Format(time.RFC3339Nano)
		}
	}
	put("id", e.ID)
	put("kind", string(e.Kind))
	put("actor", string(e.Actor))
	put("reason", e.Reason)
	put("metric", e.Metric)
	put("target", e.Target)
	put("retracts", e.Retracts)
	at("at", e.At)
	at("until", e.Until)
	at("adopt_start", e.AdoptStart)
	if e.Seq != 0 {
		m["seq"] = e.Seq
	}
	if len(e.Attributes) > 0 {
		m["attributes"] = e.Attributes
	}
	if x := e.Extension; x != nil {
		extension := map[string]any{}
		if !x.By.IsZero() {
			extension["by"] = x.By
		}
		if !x.Until.IsZero() {
			extension["until"] = x.Until.UTC().Format(time.RFC3339Nano)
		}
		if x.Consent {
			extension["consent"] = true
		}
		if x.Reference != "" {
			extension["reference"] = x.Reference
		}
		m["extension"] = extension
	}
	text, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// oracleRank is the page's fixed order of events of one instant.
func oracleRank(kind sla.Kind) int {
	ranks := []sla.Kind{
		sla.KindOpened, sla.KindAttributesChanged, sla.KindReopened, sla.KindResumed, sla.KindCustomerReplied,
		sla.KindReplied, sla.KindPaused, sla.KindResolved, sla.KindMerged,
	}
	if i := slices.Index(ranks, kind); i >= 0 {
		return i
	}
	return len(ranks)
}

func (e *oracleEvent) compare(other *oracleEvent) int {
	return cmp.Or(e.At.Compare(other.At), cmp.Compare(e.Seq, other.Seq), cmp.Compare(oracleRank(e.Kind), oracleRank(other.Kind)),
		cmp.Compare(e.ID, other.ID), cmp.Compare(e.text, other.text))
}

// oracleOrder returns the events that count by now, in order, and notes what it
// found.
func oracleOrder(c *sla.Case, now time.Time, note func(code, id string)) []*oracleEvent {
	byID := map[string][]*oracleEvent{}
	for i := range c.Events {
		e := &oracleEvent{Event: c.Events[i], text: canonicalEvent(&c.Events[i])}
		if e.At.After(now) {
			continue
		}
		key := e.ID
		if key == "" {
			key = "\x00" + e.text
		}
		byID[key] = append(byID[key], e)
	}
	var list []*oracleEvent
	for _, copies := range byID {
		slices.SortFunc(copies, func(a, b *oracleEvent) int {
			return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.text, b.text))
		})
		if copies[0].text != copies[len(copies)-1].text || !sameText(copies) {
			copies[0].conflicting = true
		}
		list = append(list, copies[0])
	}
	slices.SortFunc(list, (*oracleEvent).compare)
	// From the last retraction to the first: one that is itself retracted by a
	// later one retracts nothing.
	gone := map[int]bool{}
	for i, r := range slices.Backward(list) {
		if r.Kind != sla.KindRetracted || gone[i] {
			continue
		}
		target := slices.IndexFunc(list, func(e *oracleEvent) bool { return e.ID != "" && e.ID == r.Retracts })
		if target < 0 || list[target].Kind == sla.KindRetracted && target >= i {
			note(sla.FindingUnknownEvent, r.ID)
		} else {
			gone[target] = true
		}
	}
	var kept []*oracleEvent
	for i, e := range list {
		if gone[i] {
			continue
		}
		if e.conflicting {
			note(sla.FindingConflictingDuplicate, e.ID)
		}
		if e.Kind != sla.KindRetracted {
			kept = append(kept, e)
		}
	}
	return kept
}

func sameText(copies []*oracleEvent) bool {
	for _, e := range copies {
		if e.text != copies[0].text {
			return false
		}
	}
	return true
}

// oracleStatus adds the events that the changes of the status attribute stand
// for, unless the case has one like it at that instant.
func oracleStatus(events []*oracleEvent, status *sla.StatusMap, attributes map[string][]string) []*oracleEvent {
	if status.Attribute == "" {
		return events
	}
	all := slices.Clone(events)
	opened := false
	old := oracleMeaning{}
	for i, e := range events {
		switch {
		case e.Kind == sla.KindOpened && !opened:
			opened = true
			attributes = overlay(attributes, e.Attributes)
		case e.Kind == sla.KindAttributesChanged && opened:
			attributes = overlay(attributes, e.Attributes)
		default:
			continue
		}
		// Of several changes at one instant and number the last one counts.
		if slices.ContainsFunc(events[i+1:], func(x *oracleEvent) bool {
			return x.At.Equal(e.At) && x.Seq == e.Seq && x.Kind == sla.KindAttributesChanged
		}) {
			continue
		}
		meaning := oracleMeaningOf(status, attributes[status.Attribute])
		for _, derived := range old.to(meaning) {
			said := func(x *oracleEvent) bool { return x.At.Equal(e.At) && x.speaksOf(&derived) }
			if slices.ContainsFunc(events, said) {
				continue
			}
			derived.ID, derived.At, derived.Seq, derived.Actor = e.ID, e.At, e.Seq, e.Actor
			all = append(all, &oracleEvent{Event: derived, text: canonicalEvent(&derived), derived: true})
		}
		old = meaning
	}
	slices.SortStableFunc(all, (*oracleEvent).compare)
	return all
}

// speaksOf reports whether an event says itself what a status would say: about
// the pause for that reason, or about the end of the case.
func (e *oracleEvent) speaksOf(derived *sla.Event) bool {
	reason := e.Reason
	//exhaustive:ignore
	switch e.Kind {
	case sla.KindPaused:
		if reason == "" {
			reason = sla.ReasonUnspecified
		}
		return derived.Reason == reason
	case sla.KindResumed:
		return derived.Reason != "" && (reason == "" || derived.Reason == reason)
	case sla.KindResolved, sla.KindClosed, sla.KindReopened, sla.KindCancelled, sla.KindMerged:
		return derived.Reason == ""
	}
	return false
}

// oracleMeaning is what a status means.
type oracleMeaning struct {
	reason string
	end    sla.Kind // resolved, closed, cancelled or none
}

func oracleMeaningOf(status *sla.StatusMap, values []string) oracleMeaning {
	has := func(list []string) bool {
		return slices.ContainsFunc(list, func(v string) bool { return slices.Contains(values, v) })
	}
	meaning := oracleMeaning{}
	for reason, list := range status.Paused {
		if has(list) {
			meaning.reason = reason
		}
	}
	switch {
	case has(status.Resolved):
		meaning.end = sla.KindResolved
	case has(status.Closed):
		meaning.end = sla.KindClosed
	case has(status.Cancelled):
		meaning.end = sla.KindCancelled
	}
	return meaning
}

func (m oracleMeaning) to(next oracleMeaning) []sla.Event {
	var events []sla.Event
	if m.end != "" && next.end == "" {
		events = append(events, sla.Event{Kind: sla.KindReopened})
	}
	if m.reason != next.reason {
		if m.reason != "" {
			events = append(events, sla.Event{Kind: sla.KindResumed, Reason: m.reason})
		}
		if next.reason != "" {
			events = append(events, sla.Event{Kind: sla.KindPaused, Reason: next.reason})
		}
	}
	if m.end != next.end && next.end != "" {
		if m.end == sla.KindCancelled {
			events = append(events, sla.Event{Kind: sla.KindReopened})
		}
		events = append(events, sla.Event{Kind: next.end})
	}
	return events
}

func overlay(attributes, changes map[string][]string) map[string][]string {
	result := map[string][]string{}
	for key, values := range attributes {
		if len(values) > 0 {
			result[key] = values
		}
	}
	for key, values := range changes {
		if len(values) == 0 {
			delete(result, key)
		} else {
			result[key] = values
		}
	}
	return result
}
