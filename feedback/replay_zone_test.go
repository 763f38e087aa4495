package feedback_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
)

// Whatever the zones in which the host writes instants, the status shows them in
// that of the calendar.
func TestStatusIsInTheZoneOfTheCalendar(t *testing.T) {
	p := parseProcedure(t, `, "kinds": ["complaint"], "clocks": [
		{"id": "answer", "start": ["receive"], "stop": ["decide"], "within": "100h", "extension": {"max": "4h", "tell": "extension_notice"}},
		{"id": "reply", "start": ["decide"], "stop": ["reply"], "within": "100h"}],
		"duties": [{"id": "receipt", "after": ["receive"], "done_by": ["acknowledge"]},
			{"id": "notice", "after": ["decide"], "done_by": ["progress"], "within": "1bd"}]`)
	desk := compile(t, offices(t)["office"], p)
	s := begin(t, desk, feedback.Complaint).do(toInvestigation()[:1]...).do("classify", "accept", "assign", "start_investigation")
	s.with(feedback.Action{Kind: feedback.ActionExtend, Clock: "answer", Extend: calendar.MustAllowance("4h")})
	s.with(feedback.Action{Kind: feedback.ActionDecide, Remedies: []feedback.Remedy{{ID: "r1"}, {ID: "r2"}}})
	s.with(feedback.Action{Kind: feedback.ActionRemedyDone, Remedy: "r1"})
	open, withdrawn := s.status(), s.do("withdraw").status()
	require.Len(t, open.Obligations, 5)
	require.False(t, withdrawn.Ended.IsZero())
	for _, want := range []feedback.Status{open, withdrawn} {
		zone := open.Clocks[0].Start.Location()
		text, err := json.Marshal(want)
		require.NoError(t, err)
		for _, foreign := range []*time.Location{time.UTC, time.Local, time.FixedZone("", 19*60)} {
			actions := make([]feedback.Action, len(s.actions))
			for i, a := range s.actions {
				a.At = a.At.In(foreign)
				actions[i] = a
			}
			got, err := desk.Replay(s.item, actions, want.AsOf.In(foreign))
			require.NoError(t, err)
			data, err := json.Marshal(got)
			require.NoError(t, err)
			require.Equal(t, string(text), string(data))
			instants := []time.Time{got.AsOf, got.Received}
			if !got.Ended.IsZero() {
				instants = append(instants, got.Ended)
			}
			instants = append(instants, got.Remedies[0].Promised, got.Remedies[0].Done, got.Remedies[1].Promised)
			for _, o := range got.Obligations {
				instants = append(instants, o.Since)
			}
			for i, instant := range instants {
				require.Equal(t, zone, instant.Location(), "%d: %s", i, instant)
			}
		}
	}
}
