package feedback_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
)

func TestPriorityMatrix(t *testing.T) {
	const low, medium, high, critical = feedback.PriorityLow, feedback.PriorityMedium, feedback.PriorityHigh, feedback.PriorityCritical
	want := [4][3]feedback.Priority{{low, low, medium}, {medium, medium, high}, {high, high, critical}, {critical, critical, critical}}
	rule := feedback.DefaultPriorities()
	for s := range want {
		for i := range want[s] {
			got, err := rule.Assess(feedback.PriorityFacts{Severity: feedback.Severity(s + 1), Impact: feedback.Impact(i + 1)})
			require.NoError(t, err)
			require.Equal(t, feedback.PriorityResult{
				Priority: want[s][i], Matrix: want[s][i], Causes: []feedback.PriorityCause{feedback.ByMatrix},
			}, got)
		}
	}
}

func TestPriorityOverrides(t *testing.T) {
	const low, medium, high, critical = feedback.PriorityLow, feedback.PriorityMedium, feedback.PriorityHigh, feedback.PriorityCritical
	off := func(change func(*feedback.PriorityRule)) feedback.PriorityRule {
		rule := feedback.DefaultPriorities()
		change(&rule)
		return rule
	}
	rule := feedback.DefaultPriorities()
	matrix := feedback.ByMatrix
	tests := []struct {
		name   string
		rule   feedback.PriorityRule
		facts  feedback.PriorityFacts
		want   feedback.Priority
		causes []feedback.PriorityCause
	}{
		{"not assessed", rule, feedback.PriorityFacts{}, low, []feedback.PriorityCause{matrix}},
		{"safety", rule, feedback.PriorityFacts{Safety: true}, critical, []feedback.PriorityCause{matrix, feedback.BySafety}},
		{"vulnerable", rule, feedback.PriorityFacts{Vulnerable: true}, high, []feedback.PriorityCause{matrix, feedback.ByVulnerable}},
		{"public", rule, feedback.PriorityFacts{Public: true}, high, []feedback.PriorityCause{matrix, feedback.ByPublic}},
		{
			"an override never lowers", rule,
			feedback.PriorityFacts{Severity: feedback.SeverityCritical, Public: true},
			critical,
			[]feedback.PriorityCause{matrix, feedback.ByPublic},
		},
		{"override switched off", off(func(r *feedback.PriorityRule) { r.Safety = 0 }), feedback.PriorityFacts{Safety: true}, low, []feedback.PriorityCause{matrix}},
		{"due in three days", rule, feedback.PriorityFacts{Now: instant, Due: instant.Add(3 * aDay)}, high, []feedback.PriorityCause{matrix, feedback.ByNearDue}},
		{"due in more than three days", rule, feedback.PriorityFacts{Now: instant, Due: instant.Add(3*aDay + 1)}, low, []feedback.PriorityCause{matrix}},
		{"overdue", rule, feedback.PriorityFacts{Now: instant, Due: instant.Add(-aDay)}, high, []feedback.PriorityCause{matrix, feedback.ByNearDue}},
		{
			"near is the instant itself", off(func(r *feedback.PriorityRule) { r.Near = 0 }),
			feedback.PriorityFacts{Now: instant, Due: instant},
			rule.NearDue,
			[]feedback.PriorityCause{matrix, feedback.ByNearDue},
		},
		{"repeat", rule, feedback.PriorityFacts{Received: instant, Earlier: instant.Add(-30*aDay + 1)}, medium, []feedback.PriorityCause{matrix, feedback.ByRepeat}},
		{"no repeat after 30 days", rule, feedback.PriorityFacts{Received: instant, Earlier: instant.Add(-30 * aDay)}, low, []feedback.PriorityCause{matrix}},
		{"repeat switched off", off(func(r *feedback.PriorityRule) { r.RepeatWithin = 0 }), feedback.PriorityFacts{Received: instant, Earlier: instant}, low, []feedback.PriorityCause{matrix}},
		{
			"a repeat of what is critical", rule,
			feedback.PriorityFacts{Severity: feedback.SeverityCritical, Received: instant, Earlier: instant},
			critical,
			[]feedback.PriorityCause{matrix, feedback.ByRepeat},
		},
		{
			"everything", rule,
			feedback.PriorityFacts{
				Safety: true, Vulnerable: true, Public: true, Now: instant, Due: instant, Received: instant, Earlier: instant,
			},
			critical,
			[]feedback.PriorityCause{matrix, feedback.BySafety, feedback.ByVulnerable, feedback.ByPublic, feedback.ByNearDue, feedback.ByRepeat},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.rule.Assess(test.facts)
			require.NoError(t, err)
			require.Equal(t, test.want, got.Priority)
			require.Equal(t, test.causes, got.Causes)
		})
	}
}

func TestPriorityErrors(t *testing.T) {
	rule := feedback.DefaultPriorities()
	rule.Matrix[0][1], rule.Matrix[3][2] = 0, 5
	rule.Safety, rule.Near, rule.RepeatWithin = 5, -1, -1
	_, err := rule.Assess(feedback.PriorityFacts{Severity: 5, Impact: 4, Due: instant, Earlier: instant})
	require.EqualError(t, err, "feedback: 9 problems:\n"+
		"\tmatrix.low.several: is required\n"+
		"\tmatrix.critical.many: Priority(5) is not among its values\n"+
		"\tsafety: Priority(5) is not among its values\n"+
		"\tnear: must not be negative\n"+
		"\trepeat_within: must not be negative\n"+
		"\tseverity: Severity(5) is not among its values\n"+
		"\timpact: Impact(4) is not among its values\n"+
		"\tnow: is required where there is a due instant\n"+
		"\treceived: is required where there is an earlier item")
	require.ErrorIs(t, err, commitment.ErrInvalid)
	_, err = feedback.DefaultPriorities().Assess(feedback.PriorityFacts{Received: instant, Earlier: instant.Add(1)})
	require.EqualError(t, err, "feedback: earlier: must not be after received")
}

func TestPriorityExplain(t *testing.T) {
	got, err := feedback.DefaultPriorities().Assess(feedback.PriorityFacts{
		Severity: feedback.SeverityMedium, Safety: true, Vulnerable: true, Public: true, Now: instant, Due: instant, Received: instant, Earlier: instant,
	})
	require.NoError(t, err)
	require.Equal(t, []string{
		"severity and impact give medium", "somebody may come to harm", "the customer is vulnerable", "the press or a regulator knows",
		"a legal deadline is near", "the customer has brought the same matter before", "priority: critical",
	}, got.Explain(commitment.English))
	require.Equal(t, []string{
		"按严重程度和影响范围为中", "涉及人身或财产安全", "客户属于需特别关照的人群", "媒体或监管部门已知悉", "法定时限临近",
		"同一客户短期内就同一事项重复反映", "优先级：紧急",
	}, got.Explain(commitment.Chinese))
	for p, want := range []string{"优先级：Priority(0)", "优先级：低", "优先级：中", "优先级：高", "优先级：紧急", "优先级：Priority(5)"} {
		require.Equal(t, []string{want}, feedback.PriorityResult{Priority: feedback.Priority(p), Causes: []feedback.PriorityCause{0, 9}}.Explain(commitment.Chinese))
	}
}

func TestPriorityRuleJSON(t *testing.T) {
	rule := feedback.DefaultPriorities()
	text, err := json.Marshal(rule)
	require.NoError(t, err)
	require.JSONEq(t, `{"matrix":{"low":{"single":"low","several":"low","many":"medium"},"medium":{"single":"medium","several":"medium","many":"high"},`+
		`"high":{"single":"high","several":"high","many":"critical"},"critical":{"single":"critical","several":"critical","many":"critical"}},`+
		`"safety":"critical","vulnerable":"high","public":"high","near_due":"high","near":"72h0m0s","repeat_within":"720h0m0s"}`, string(text))
	var back feedback.PriorityRule
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, rule, back)
	require.EqualError(t, back.UnmarshalJSON([]byte(`{"matrix":{"low":{"single":"urgent"}}}`)), `feedback: matrix.low.single: unknown value "urgent"`)
	require.ErrorContains(t, back.UnmarshalJSON([]byte(`{"matrix":{"low":{"single":"low"}}}`)), "matrix.low.several: is required")
	require.Equal(t, rule, back)
	rule.Matrix[0][0] = 9
	_, err = json.Marshal(rule)
	require.ErrorContains(t, err, "matrix.low.single: Priority(9) is not among its values")
	p, err := feedback.ParsePriority("high")
	require.NoError(t, err)
	require.Equal(t, feedback.PriorityHigh, p)
	require.NoError(t, p.UnmarshalText([]byte("critical")))
	require.Equal(t, feedback.PriorityCritical, p)
	require.Equal(t, "matrix", feedback.ByMatrix.String())
	require.Equal(t, "repeat", feedback.ByRepeat.String())
	name, err := p.MarshalText()
	require.NoError(t, err)
	require.Equal(t, "critical", string(name))
}

func TestComparePriority(t *testing.T) {
	want := []feedback.Ranked{
		{Item: "critical", Priority: feedback.PriorityCritical, Tier: 9},
		{Item: "vip", Priority: feedback.PriorityHigh, Tier: 0},
		{Item: "due first", Priority: feedback.PriorityHigh, Tier: 1, Due: instant, Received: instant},
		{Item: "due later", Priority: feedback.PriorityHigh, Tier: 1, Due: instant.Add(time.Hour)},
		{Item: "early", Priority: feedback.PriorityHigh, Tier: 1, Received: instant.Add(-time.Hour)},
		{Item: "a", Priority: feedback.PriorityHigh, Tier: 1, Received: instant},
		{Item: "b", Priority: feedback.PriorityHigh, Tier: 1, Received: instant},
		{Item: "low", Priority: feedback.PriorityLow},
		{Item: "none"},
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, feedback.ComparePriority)
	require.Equal(t, want, got)
	require.Zero(t, feedback.ComparePriority(want[1], want[1]))
}
