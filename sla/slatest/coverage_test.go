package slatest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/sla/slatest"
)

func TestCoverage(t *testing.T) {
	t.Parallel()
	open := func(attributes, events, now string) string {
		return `{"name": "a", "case": {"id": "C", "attributes": ` + attributes + `, "events": [{"id": "e1", "at": "2026-01-05T01:00:00Z", "kind": "opened"}` + events + `]},
			"at": [{"now": "` + now + `"}, {"now": "2026-01-05T00:00:00Z"}]}`
	}
	vip, standard := `{"tier": "vip"}`, `{}`
	brief := []slatest.Unreached{ // both rules are reached, and no alert is
		{Version: "1", Rule: "vip", Commitment: "first_response", Alert: "50%"},
		{Version: "1", Rule: "vip", Commitment: "first_response", Alert: "lead"},
		{Version: "1", Rule: "vip", Commitment: "next_response"},
		{Version: "1", Rule: "vip", Commitment: "ownership"},
		{Version: "1", Rule: "standard", Commitment: "first_response", Alert: "50%"},
	}
	tests := []struct {
		name, file string
		missing    []slatest.Unreached
	}{
		{"nothing yet", open(vip, ``, "2026-01-05T00:30:00Z"), []slatest.Unreached{{Version: "1", Rule: "vip"}, {Version: "1", Rule: "standard"}}},
		{"no reply, no assignment, no alert", open(vip, ``, "2026-01-05T01:10:00Z"), []slatest.Unreached{
			{Version: "1", Rule: "vip", Commitment: "first_response", Alert: "50%"},
			{Version: "1", Rule: "vip", Commitment: "first_response", Alert: "lead"},
			{Version: "1", Rule: "vip", Commitment: "next_response"},
			{Version: "1", Rule: "vip", Commitment: "ownership"},
			{Version: "1", Rule: "standard"},
		}},
		{"first alert", open(standard, ``, "2026-01-05T02:00:00Z"), []slatest.Unreached{{Version: "1", Rule: "vip"}}},
		{"both rules, one after the other", open(standard, `,
			{"id": "e2", "at": "2026-01-05T02:10:00Z", "kind": "attributes_changed", "attributes": {"tier": "vip"}},
			{"id": "e3", "at": "2026-01-05T02:40:00Z", "kind": "attributes_changed", "attributes": {"tier": []}},
			{"id": "e4", "at": "2026-01-05T02:50:00Z", "kind": "replied"},
			{"id": "e5", "at": "2026-01-05T02:55:00Z", "kind": "customer_replied"}`, "2026-01-05T03:00:00Z"), []slatest.Unreached{
			{Version: "1", Rule: "vip", Commitment: "next_response"},
			{Version: "1", Rule: "vip", Commitment: "ownership"},
		}},
		{"a rule for a minute in which nothing fires", open(standard, `,
			{"id": "e2", "at": "2026-01-05T01:05:00Z", "kind": "attributes_changed", "attributes": {"tier": "vip"}},
			{"id": "e3", "at": "2026-01-05T01:06:00Z", "kind": "attributes_changed", "attributes": {"tier": []}}`, "2026-01-05T01:10:00Z"), brief},
		{"a rule that the case opens under", open(standard, `,
			{"id": "e2", "at": "2026-01-05T01:05:00Z", "kind": "attributes_changed", "attributes": {"tier": "vip"}}`, "2026-01-05T01:10:00Z"), brief},
		{"after the last instant", open(standard, `,
			{"id": "e2", "at": "2026-01-05T02:10:00Z", "kind": "attributes_changed", "attributes": {"tier": "vip"}}`, "2026-01-05T02:09:00Z"), []slatest.Unreached{{Version: "1", Rule: "vip"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			missing, err := slatest.Coverage(compile(t, policy), files("a.json", test.file))
			require.NoError(t, err)
			require.Equal(t, test.missing, missing)
		})
	}
}

func TestCoverageOfVersions(t *testing.T) {
	t.Parallel()
	version := func(name, from string) string {
		return `{"id": "p", "version": "` + name + `", "effective": {"from": "` + from + `"}, "rules": [{"id": "all", "commitments": [{"metric": "resolution", "within": "1h", "calendar": "always"}]}]}`
	}
	engine := compile(t, version("new", "2026-02-01T00:00:00Z"), version("old", "2026-01-01T00:00:00Z"))
	missing, err := slatest.Coverage(engine, files("a.json", story("a", `{"now": "2026-01-05T03:00:00Z"}`)))
	require.NoError(t, err)
	require.Equal(t, []slatest.Unreached{{Version: "new", Rule: "all"}}, missing)
}

func TestCoverageComplete(t *testing.T) {
	t.Parallel()
	all := `{"id": "p", "version": "1", "rules": [{"id": "all"}]}`
	missing, err := slatest.Coverage(compile(t, all), files("a.json", story("a", `{"now": "2026-01-05T03:00:00Z"}`)))
	require.NoError(t, err)
	require.Empty(t, missing)
}

func TestCoverageErrors(t *testing.T) {
	t.Parallel()
	_, err := slatest.Coverage(nil, files())
	require.EqualError(t, err, "slatest: the engine is nil")
	_, err = slatest.Coverage(compile(t, policy), files())
	require.EqualError(t, err, "slatest: no scenarios: there is no file *.json")
	_, err = slatest.Coverage(compile(t, policy), files("a.json", `{"name": "one", "case": {"id": "C", "events": [{"at": "2026-01-05T01:00:00Z"}]}, "at": [{"now": "2026-01-06T00:00:00Z"}]}`))
	require.EqualError(t, err, "slatest: a.json: one: sla: events[0].kind: is required")
	require.ErrorIs(t, err, commitment.ErrInvalid)
}

func TestUnreachedString(t *testing.T) {
	t.Parallel()
	u := slatest.Unreached{Version: "2026-01", Rule: "vip"}
	require.Equal(t, `version "2026-01", rule "vip"`, u.String())
	u.Commitment = "resolution"
	require.Equal(t, `version "2026-01", rule "vip", commitment "resolution"`, u.String())
	u.Alert = "50%"
	require.Equal(t, `version "2026-01", rule "vip", commitment "resolution", alert "50%"`, u.String())
}
