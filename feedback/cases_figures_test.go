package feedback_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/feedback"
)

func metricsCase(t *testing.T, c edgeCase) {
	t.Helper()
	count := func(key string) uint64 { return uint64(number(c.Inputs, key)) }
	m := feedback.Monitoring{
		Received: count("received"), AcknowledgedLate: count("ack_late"), ResolvedLate: count("resolved_late"),
		WronglyPrioritised: count("wrong_priority"), ReferredOutside: count("external"), Repeats: count("repeat"),
		Improvements: count("improvements"),
	}
	figures := map[string]feedback.MonitoringFigure{
		"ack_late_rate": feedback.FigureAcknowledgedLate, "resolved_late_rate": feedback.FigureResolvedLate,
		"external_rate": feedback.FigureReferredOutside, "wrong_priority_rate": feedback.FigureWronglyPrioritised,
		"repeat_rate": feedback.FigureRepeats,
	}
	for key, want := range c.Expect {
		require.Contains(t, figures, key)
		ratio, err := m.Share(figures[key])
		require.NoError(t, err)
		got, ok := ratio.Value()
		require.True(t, ok)
		require.InDelta(t, want, got, 1e-15)
	}
}
