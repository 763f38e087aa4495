package feedback_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/feedback"
)

// enumOf is what all enums of the package can do.
type enumOf[E any] interface {
	*E
	encoding.TextUnmarshaler
}

// checkEnum tests the texts of all values of an enum, which count from 1.
func checkEnum[E interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}, P enumOf[E]](t *testing.T, name string, parse func(string) (E, error), texts ...string) {
	t.Helper()
	for i, text := range texts {
		value := E(i + 1)
		require.Equal(t, text, value.String())
		parsed, err := parse(text)
		require.NoError(t, err)
		require.Equal(t, value, parsed)
		marshalled, err := value.MarshalText()
		require.NoError(t, err)
		require.Equal(t, text, string(marshalled))
		var back E
		require.NoError(t, P(&back).UnmarshalText(marshalled))
		require.Equal(t, value, back)
	}
	for _, value := range []E{0, E(len(texts) + 1)} {
		text := fmt.Sprintf("%s(%d)", name, uint8(value))
		require.Equal(t, text, value.String())
		_, err := value.MarshalText()
		require.EqualError(t, err, "feedback: "+text+" has no text")
	}
	for _, text := range []string{"", "x", texts[0] + " ", name + "(1)"} {
		_, err := parse(text)
		require.EqualError(t, err, fmt.Sprintf("feedback: unknown value %q", text))
		back := E(1)
		require.EqualError(t, P(&back).UnmarshalText([]byte(text)), fmt.Sprintf("feedback: unknown value %q", text))
		require.Equal(t, E(1), back, "left alone")
	}
}

func TestEnums(t *testing.T) {
	checkEnum(t, "Kind", feedback.ParseKind, "complaint", "report", "suggestion", "enquiry", "praise", "survey_answer")
	checkEnum(t, "Severity", feedback.ParseSeverity, "low", "medium", "high", "critical")
	checkEnum(t, "Impact", feedback.ParseImpact, "single", "several", "many")
	checkEnum(t, "Privacy", feedback.ParsePrivacy, "named", "confidential", "anonymous", "anonymous_survey")
	checkEnum(t, "Role", feedback.ParseRole, "customer", "representative", "recorder", "handler", "reviewer", "approver",
		"privacy_officer", "quality", "manager", "external", "system")
	checkEnum(t, "LinkKind", feedback.ParseLinkKind, "same_cause", "duplicate_of", "from_survey", "opened", "part_of", "follows", "award_of")
	checkEnum(t, "Decision", feedback.ParseDecision, "upheld", "partly_upheld", "not_upheld", "filed", "not_filed")
	checkEnum(t, "Outcome", feedback.ParseOutcome, "satisfied", "unreachable", "waived", "external_result", "completed")
	checkEnum(t, "Guard", feedback.ParseGuard, "reason", "notes", "decision", "reply", "follow_up", "remedies", "target", "merge",
		"assignee", "impartial", "not_handler", "no_recusal", "recusal", "level", "body", "extension", "reachable", "replied", "once",
		"remedy", "document", "contacted", "person")
}

// The built-in flows are procedures like any other.
func TestFlowOf(t *testing.T) {
	p := parseProcedure(t, "")
	for kind := feedback.Complaint; kind <= feedback.SurveyAnswer; kind++ {
		flow := feedback.FlowOf(kind)
		require.Equal(t, kind, flow.Kind)
		p.Flows = append(p.Flows, flow)
	}
	compile(t, offices(t)["office"], p)
	require.Equal(t, feedback.Flow{}, feedback.FlowOf(0))
	require.Equal(t, feedback.Flow{}, feedback.FlowOf(feedback.SurveyAnswer+1))
	flow := feedback.FlowOf(feedback.Complaint)
	flow.States[0] = "spoilt"
	flow.Steps[0].From[0] = "spoilt"
	require.NotEqual(t, flow, feedback.FlowOf(feedback.Complaint))
}

func TestQuestionsToAStatus(t *testing.T) {
	s := begin(t, order20(t), feedback.Complaint).do("receive")
	status := s.status()
	missing, ok := status.Allows(feedback.ActionReject)
	require.True(t, ok)
	require.Equal(t, []feedback.Missing{{Code: feedback.CodeReasonRequired, Field: "reason"}}, missing)
	missing, ok = status.Allows(feedback.ActionClassify)
	require.True(t, ok)
	require.Empty(t, missing)
	_, ok = status.Allows(feedback.ActionDecide)
	require.False(t, ok)
	_, ok = status.Owes("x")
	require.False(t, ok)
	_, ok = status.Clock("x")
	require.False(t, ok)
	require.Empty(t, status.MustSend())
}

func TestEffective(t *testing.T) {
	at := func(text string) bool {
		t.Helper()
		return feedback.Effective{From: parseDate(t, "2026-01-01"), Until: parseDate(t, "2026-04-15")}.Holds(parseDate(t, text))
	}
	require.Equal(t, []bool{false, true, true, false}, []bool{at("2025-12-31"), at("2026-01-01"), at("2026-04-14"), at("2026-04-15")})
	require.True(t, feedback.Effective{}.Holds(parseDate(t, "2026-01-01")))
}
