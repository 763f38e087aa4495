package sla_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/sla"
)

func TestHistory(t *testing.T) {
	t.Parallel()
	at := func(minute int) time.Time { return time.Date(2026, time.January, 5, 9, minute, 0, 0, time.UTC) }
	events := []sla.Event{
		{ID: "e1", At: at(0), Kind: sla.KindOpened},
		{ID: "e2", At: at(10), Kind: sla.KindResolved},
		{ID: "e3", At: at(20), Kind: sla.KindReopened},
		{ID: "e4", At: at(20), Kind: "inspected"},
		{ID: "e5", At: at(30), Kind: sla.KindRetracted, Retracts: "e2"},
		{ID: "e6", At: at(40), Kind: sla.KindRetracted, Retracts: "e5"},
		{ID: "e7", At: at(50), Kind: sla.KindRetracted, Retracts: "unknown"},
		{ID: "e3", At: at(55), Kind: sla.KindReopened},
	}
	tests := []struct {
		name string
		now  time.Time
		want []string
	}{
		{"before it all", at(-1), nil},
		{"at the opening", at(0), []string{"e1"}},
		{"in the order of their ranks", at(20), []string{"e1", "e2", "e3", "e4"}},
		{"without what was taken back", at(30), []string{"e1", "e3", "e4"}},
		{"the taking back was taken back", at(40), []string{"e1", "e2", "e3", "e4"}},
		{"each once", at(60), []string{"e1", "e2", "e3", "e4"}},
	}
	backwards := slices.Clone(events)
	slices.Reverse(backwards)
	for _, test := range tests {
		for _, events := range [][]sla.Event{events, backwards, append(slices.Clone(events), events...)} {
			found, err := sla.Case{Events: events}.History(test.now)
			require.NoError(t, err)
			var ids []string
			for _, e := range found {
				ids = append(ids, e.ID)
			}
			require.Equal(t, test.want, ids, test.name)
		}
	}
	_, err := sla.Case{Events: []sla.Event{{ID: "e1"}}}.History(at(0))
	var paths []string
	for _, problem := range commitment.FieldErrors(err) {
		paths = append(paths, problem.Path)
	}
	require.Equal(t, []string{"events[0].at", "events[0].kind"}, paths)
}

func TestAnswersCustomer(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		event sla.Event
		want  bool
	}{
		{sla.Event{Kind: sla.KindReplied}, true},
		{sla.Event{Kind: sla.KindReplied, Actor: sla.ActorAgent}, true},
		{sla.Event{Kind: sla.KindReplied, Actor: sla.ActorAutomation}, false},
		{sla.Event{Kind: sla.KindReplied, Attributes: map[string][]string{"visibility": {"internal"}}}, false},
		{sla.Event{Kind: sla.KindUpdated, Actor: sla.ActorAgent}, false},
	} {
		require.Equal(t, test.want, test.event.AnswersCustomer())
	}
}
