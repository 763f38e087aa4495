package kpi_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

func TestIssueOf(t *testing.T) {
	t.Parallel()
	at := func(hour int) time.Time { return time.Date(2026, time.January, 5, hour, 0, 0, 0, time.UTC) }
	internal := map[string][]string{"visibility": {"internal"}}
	tests := []struct {
		name   string
		events []sla.Event
		want   kpi.Issue
	}{
		{"nothing happened", nil, kpi.Issue{}},
		{"never opened", []sla.Event{{At: at(1), Kind: sla.KindResolved}, {At: at(2), Kind: sla.KindCustomerReplied}}, kpi.Issue{}},
		{"open", []sla.Event{{At: at(1), Kind: sla.KindOpened}}, kpi.Issue{Opened: at(1), CustomerContacts: 1}},
		{"opened by the service", []sla.Event{{At: at(1), Kind: sla.KindOpened, Actor: sla.ActorAgent}}, kpi.Issue{Opened: at(1)}},
		{
			"opened twice",
			[]sla.Event{{At: at(1), Kind: sla.KindOpened, Actor: sla.ActorSystem}, {At: at(2), Kind: sla.KindOpened}},
			kpi.Issue{Opened: at(1)},
		},
		{
			"answered, asked back, resolved, thanked",
			[]sla.Event{
				{At: at(1), Kind: sla.KindOpened, Actor: sla.ActorCustomer},
				{At: at(2), Kind: sla.KindReplied, Actor: sla.ActorAgent},
				{At: at(3), Kind: sla.KindReplied, Actor: sla.ActorAutomation},
				{At: at(3), Kind: sla.KindReplied, Attributes: internal},
				{At: at(4), Kind: sla.KindCustomerReplied},
				{At: at(5), Kind: sla.KindResolved},
				{At: at(6), Kind: sla.KindCustomerReplied},
			},
			kpi.Issue{Opened: at(1), Resolved: at(5), CustomerContacts: 2, CustomerReplies: 2, AgentReplies: 1},
		},
		{
			"came back twice",
			[]sla.Event{
				{At: at(1), Kind: sla.KindOpened},
				{At: at(2), Kind: sla.KindResolved},
				{At: at(3), Kind: sla.KindReopened},
				{At: at(4), Kind: sla.KindReopened},
				{At: at(5), Kind: sla.KindResolved},
				{At: at(6), Kind: sla.KindResolved},
				{At: at(7), Kind: sla.KindReopened},
				{At: at(8), Kind: sla.KindClosed},
			},
			kpi.Issue{
				Opened: at(1), Resolved: at(2), Reopened: []time.Time{at(3), at(7)}, ResolvedAgain: []time.Time{at(5), at(8)},
				Closed: at(8), Closings: 1, CustomerContacts: 1,
			},
		},
		{
			"closed twice",
			[]sla.Event{
				{At: at(1), Kind: sla.KindOpened},
				{At: at(2), Kind: sla.KindClosed},
				{At: at(3), Kind: sla.KindReopened},
				{At: at(4), Kind: sla.KindResolved},
				{At: at(5), Kind: sla.KindClosed},
			},
			kpi.Issue{
				Opened: at(1), Resolved: at(2), Reopened: []time.Time{at(3)}, ResolvedAgain: []time.Time{at(4)},
				Closed: at(2), Closings: 2, CustomerContacts: 1,
			},
		},
		{
			"reopened before it was resolved",
			[]sla.Event{{At: at(1), Kind: sla.KindOpened}, {At: at(2), Kind: sla.KindReopened}},
			kpi.Issue{Opened: at(1), CustomerContacts: 1},
		},
		{
			"merged",
			[]sla.Event{{At: at(1), Kind: sla.KindOpened}, {At: at(2), Kind: sla.KindMerged, Target: "T-2"}, {At: at(3), Kind: sla.KindDispatched}},
			kpi.Issue{Opened: at(1), MergedInto: "T-2", CustomerContacts: 1},
		},
		{
			"later than asked",
			[]sla.Event{{At: at(1), Kind: sla.KindOpened}, {At: at(13), Kind: sla.KindResolved}},
			kpi.Issue{Opened: at(1), CustomerContacts: 1},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := kpi.IssueOf(sla.Case{ID: "T-1", Events: test.events}, at(12))
			require.NoError(t, err)
			test.want.ID = "T-1"
			require.Equal(t, test.want, got)
		})
	}
	got, err := kpi.IssueOf(sla.Case{Events: []sla.Event{{At: at(1)}}}, at(12))
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.Zero(t, got)
}
