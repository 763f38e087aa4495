package feedback_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/feedback"
)

// caseActions reads events such as "follow_up:no_answer", "receive#k1" and
// "receive@10:00". Those without a time come a minute apart.
func caseActions(tb testing.TB, events []string) []feedback.Action {
	tb.Helper()
	start := at(tb, "iso-10002", "2026-03-02", 9)
	var actions []feedback.Action
	for i, event := range events {
		clock := start.Add(time.Duration(i) * time.Minute)
		event, wall, timed := strings.Cut(event, "@")
		if timed {
			parsed, err := time.Parse("15:04", wall)
			require.NoError(tb, err)
			clock = start.Add(time.Duration(parsed.Hour()-9)*time.Hour + time.Duration(parsed.Minute())*time.Minute)
		}
		event, key, keyed := strings.Cut(event, "#")
		if !keyed {
			key = fmt.Sprintf("e%d", i)
		} else if j := slices.IndexFunc(actions, func(a feedback.Action) bool { return a.Key == key }); j >= 0 {
			clock = actions[j].At // the same event, delivered twice
		}
		name, argument, _ := strings.Cut(event, ":")
		action := full(feedback.ActionKind(name), clock)
		action.Key, action.Reason = key, ""
		if action.Kind == feedback.ActionFollowUp {
			action.Result, action.By = feedback.Result(argument), feedback.RoleQuality
		} else {
			action.Reason = argument
		}
		actions = append(actions, action)
	}
	return actions
}

func TestCasesState(t *testing.T) {
	runCases(t, "state", 10, func(t *testing.T, c fileCase) {
		t.Helper()
		var in struct {
			Kind   string
			Events []string
		}
		var expect struct {
			OK           bool
			Path         []feedback.State
			State        feedback.State
			Error        feedback.Code
			ClosedAs     string           `json:"closed_as"`
			Satisfaction *feedback.Result `json:"satisfaction"`
			Counts       *bool            `json:"counts_as_complaint"`
			Kept         int              `json:"events_kept"`
		}
		require.NoError(t, json.Unmarshal(c.Inputs, &in))
		require.NoError(t, json.Unmarshal(c.Expect, &expect))
		kind, err := feedback.ParseKind(in.Kind)
		require.NoError(t, err)
		desk := deskOf(t, "iso-10002", caseCalendar{})
		item := feedback.Item{ID: "i", Kind: kind}
		actions := caseActions(t, in.Events)
		for i := range actions {
			err := desk.Check(item, actions[:i], actions[i])
			if i < len(actions)-1 || expect.OK {
				require.NoError(t, err, "%d: %s", i, actions[i].Kind)
				continue
			}
			refused, ok := feedback.Refused(err)
			require.True(t, ok, "%v", err)
			require.Equal(t, expect.Error, refused.Code())
		}
		if !expect.OK {
			return
		}
		status, err := desk.Replay(item, actions, actions[len(actions)-1].At)
		require.NoError(t, err)
		require.Empty(t, status.Findings)
		if expect.Path != nil {
			require.Equal(t, expect.Path, status.Path)
		}
		if expect.State != "" {
			require.Equal(t, expect.State, status.State)
		}
		if expect.ClosedAs != "" {
			require.Equal(t, expect.ClosedAs, status.ClosedAs.String())
			require.Nil(t, expect.Satisfaction)
			require.Empty(t, status.Satisfaction)
		}
		if expect.Counts != nil {
			require.Equal(t, *expect.Counts, status.CountsAsComplaint)
		}
		if expect.Kept > 0 {
			require.Equal(t, expect.Kept, status.Kept)
		}
	})
}

func TestCasesRoles(t *testing.T) {
	runCases(t, "roles", 2, func(t *testing.T, c fileCase) {
		t.Helper()
		var in struct {
			Subject  string `json:"subject_staff"`
			AssignTo string `json:"assign_to"`
			Recusal  bool   `json:"recusal_asked"`
		}
		var expect struct {
			OK    bool
			Error feedback.Code
		}
		require.NoError(t, json.Unmarshal(c.Inputs, &in))
		require.NoError(t, json.Unmarshal(c.Expect, &expect))
		require.False(t, expect.OK)
		desk := deskOf(t, "cn-samr-order20", caseCalendar{})
		item := feedback.Item{ID: "i", Kind: feedback.Complaint}
		start := at(t, "cn-samr-order20", "2026-03-02", 10)
		var actions []feedback.Action
		next := full(feedback.ActionAssign, start.Add(time.Hour))
		if in.Subject != "" {
			item.Subjects = []string{in.Subject}
			actions, next.Assignee = chain(wayTo(feedback.ActionAccept), start), in.AssignTo
		}
		if in.Recusal {
			actions = chain([]feedback.ActionKind{"receive", "classify", "accept", "assign", "start_investigation", "ask_recusal"}, start)
			next.Kind = feedback.ActionDecide
		}
		next.Key = "next"
		refused, ok := feedback.Refused(desk.Check(item, actions, next))
		require.True(t, ok)
		require.Equal(t, []feedback.Missing{{Code: expect.Error, Field: refused.Missing[0].Field}}, refused.Missing)
	})
}
