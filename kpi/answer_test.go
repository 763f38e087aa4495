package kpi_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
)

func TestLastAnswers(t *testing.T) {
	at := func(minutes int) time.Time { return opened.Add(time.Duration(minutes) * time.Minute) }
	answers := []kpi.Answer{
		{Survey: "b", At: at(1), Value: 1},
		{Survey: "a", At: at(5), Value: 2},
		{Survey: "a", At: at(4), Value: 5},
		{Survey: "b", At: at(2), Value: 4},
		{Survey: "b", At: at(9), Dismissed: true},
		{Survey: "c", At: at(1), Dismissed: true},
		{Survey: "d", At: at(1), Value: 3},
		{Survey: "d", At: at(1), Value: 4},
		{At: at(2), Value: 1},
		{At: at(1), Value: 1},
	}
	want := []kpi.Answer{
		{At: at(1), Value: 1}, {At: at(2), Value: 1}, {Survey: "a", At: at(5), Value: 2}, {Survey: "b", At: at(2), Value: 4}, {Survey: "d", At: at(1), Value: 4},
	}
	require.Equal(t, want, kpi.LastAnswers(slices.Values(answers)))
	slices.Reverse(answers)
	require.Equal(t, want, kpi.LastAnswers(slices.Values(answers)))

	require.Empty(t, kpi.LastAnswers(nil))
	alike := []kpi.Answer{{Survey: "a", Value: 5}, {Survey: "a", Value: math.NaN()}, {Value: 2}, {Value: 1}}
	want = []kpi.Answer{{Value: 1}, {Value: 2}, {Survey: "a", Value: 5}}
	require.Equal(t, want, kpi.LastAnswers(slices.Values(alike)))
	slices.Reverse(alike)
	require.Equal(t, want, kpi.LastAnswers(slices.Values(alike)))
}
