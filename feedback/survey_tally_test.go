package feedback_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/kpi"
)

// tallied returns the tally of answers with scores; a score of -1 is a survey
// without an answer.
func tallied(t *testing.T, s feedback.Survey, scores ...int) *feedback.Tally {
	t.Helper()
	tally, err := feedback.NewTally(s)
	require.NoError(t, err)
	for _, score := range scores {
		sending := feedback.Sending{ID: "s1", Survey: s.ID, At: instant}
		var answers []feedback.Answer
		if score >= 0 {
			answers = append(answers, scored("a", time.Hour, score))
		}
		counted, err := s.Count(sending, answers)
		require.NoError(t, err)
		require.NoError(t, tally.Add(counted))
	}
	return tally
}

func TestTally(t *testing.T) {
	t.Run("csat", func(t *testing.T) {
		tally := tallied(t, feedback.Survey{ID: "q", Version: "1", Measure: feedback.CSAT}, 5, 4, 3, 1, -1)
		require.Equal(t, kpi.Ratio{Met: 4, Missed: 1}, tally.Responses())
		var want kpi.CSAT
		for _, score := range []float64{5, 4, 3, 1} {
			require.NoError(t, want.Add(score))
		}
		require.NoError(t, want.AddSent(5))
		require.Equal(t, want.Result(), tally.CSAT().Result())
		require.Equal(t, kpi.NPS{}, tally.NPS())
	})
	t.Run("csat of ten", func(t *testing.T) {
		tally := tallied(t, feedback.Survey{ID: "q", Version: "1", Measure: feedback.CSAT, Max: 10}, 10, 9, 8)
		want, err := kpi.NewCSAT(kpi.CSATRule{Scale: 10})
		require.NoError(t, err)
		for _, score := range []float64{10, 9, 8} {
			require.NoError(t, want.Add(score))
		}
		require.NoError(t, want.AddSent(3))
		require.Equal(t, want.Result(), tally.CSAT().Result())
	})
	t.Run("nps", func(t *testing.T) {
		tally := tallied(t, feedback.Survey{ID: "q", Version: "1", Measure: feedback.NPS}, 10, 9, 0, 7, -1)
		want, err := kpi.NewNPS(kpi.NPSRule{})
		require.NoError(t, err)
		for _, score := range []float64{10, 9, 0, 7} {
			require.NoError(t, want.Add(score))
		}
		require.NoError(t, want.AddSent(5))
		require.Equal(t, want.Result(), tally.NPS().Result())
	})
	t.Run("ces, low is easy", func(t *testing.T) {
		tally := tallied(t, feedback.Survey{ID: "q", Version: "1", Measure: feedback.CES, Max: 5, Direction: feedback.LowerIsBetter}, 1, 2, 5)
		want, err := kpi.NewCES(kpi.CESRule{Scale: 5, LowIsEasy: true})
		require.NoError(t, err)
		for _, score := range []float64{1, 2, 5} {
			require.NoError(t, want.Add(score))
		}
		require.NoError(t, want.AddSent(3))
		require.Equal(t, want.Result(), tally.CES().Result())
	})
	t.Run("servqual", func(t *testing.T) {
		s := feedback.Survey{ID: "q", Version: "1", Measure: feedback.SERVQUAL}
		tally, err := feedback.NewTally(s)
		require.NoError(t, err)
		var q kpi.Questionnaire
		answer := feedback.Answer{Key: "a", Sending: "s1", At: instant, Expected: make([]int, 22), Perceived: make([]int, 22)}
		for i := range q.Expected {
			q.Expected[i], q.Perceived[i] = 7, 1+i%7
			answer.Expected[i], answer.Perceived[i] = 7, 1+i%7
		}
		counted, err := s.Count(feedback.Sending{ID: "s1", Survey: "q", At: instant}, []feedback.Answer{answer})
		require.NoError(t, err)
		require.NoError(t, tally.Add(counted))
		var want kpi.Servqual
		require.NoError(t, want.Add(q))
		require.Equal(t, want.Result(), tally.Servqual().Result())
		require.Equal(t, kpi.Ratio{Met: 1}, tally.Responses())
	})
}

func TestTallyErrors(t *testing.T) {
	_, err := feedback.NewTally(feedback.Survey{})
	require.ErrorIs(t, err, commitment.ErrInvalid)
	var none feedback.Tally
	require.EqualError(t, none.Add(feedback.Counted{}), "feedback: a tally is made by NewTally")
	tally := tallied(t, feedback.Survey{ID: "q", Version: "1", Measure: feedback.CSAT})
	require.Error(t, tally.Add(feedback.Counted{Counted: true, Answer: feedback.Answer{Score: 9}}))
	require.Equal(t, kpi.Ratio{}, tally.Responses(), "an error counts nothing")
	rate, err := tally.CSAT().ResponseRate()
	require.NoError(t, err)
	empty, err := kpi.CSAT{}.ResponseRate()
	require.NoError(t, err)
	require.Equal(t, empty, rate)
}
