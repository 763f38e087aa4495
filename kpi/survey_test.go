package kpi_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestAnswersBetweenGradesAreRefused(t *testing.T) {
	var csat kpi.CSAT
	var nps kpi.NPS
	var ces kpi.CES
	for _, test := range []struct {
		add   func(float64) error
		value float64
		want  string
	}{
		{csat.Add, 0, "answer: must be from 1 to 5, not 0"},
		{csat.Add, 6, "answer: must be from 1 to 5, not 6"},
		{csat.Add, 3.5, "answer: must be a whole number, not 3.5"},
		{csat.Add, math.NaN(), "answer: must be from 1 to 5, not NaN"},
		{csat.Add, math.Inf(1), "answer: must be from 1 to 5, not +Inf"},
		{nps.Add, -1, "answer: must be from 0 to 10, not -1"},
		{nps.Add, 11, "answer: must be from 0 to 10, not 11"},
		{nps.Add, 6.5, "answer: must be a whole number, not 6.5"},
		{ces.Add, 0, "answer: must be from 1 to 7, not 0"},
		{ces.Add, 8, "answer: must be from 1 to 7, not 8"},
	} {
		requireInvalid(t, test.add(test.value), test.want)
	}
	require.Equal(t, kpi.CSAT{}, csat)
	require.Equal(t, kpi.NPS{}, nps)
	require.Equal(t, kpi.CES{}, ces)
	for _, answer := range []float64{0, 10} {
		require.NoError(t, nps.Add(answer))
	}
	for _, answer := range []float64{1, 5} {
		require.NoError(t, csat.Add(answer))
	}
	for _, answer := range []float64{1, 7} {
		require.NoError(t, ces.Add(answer))
	}
}

func TestSurveysOverflow(t *testing.T) {
	const most = math.MaxUint64
	var c kpi.CSAT
	require.NoError(t, c.AddCount(5, most))
	require.ErrorIs(t, c.Add(1), kpi.ErrOverflow)
	require.NoError(t, c.AddSent(most))
	before := c
	require.EqualError(t, c.AddSent(1), "kpi: count of surveys would overflow")
	var one kpi.CSAT
	require.NoError(t, one.Add(1))
	require.EqualError(t, c.Merge(one), "kpi: count of answers would overflow")
	one = kpi.CSAT{}
	require.NoError(t, one.AddSent(1))
	require.ErrorIs(t, c.Merge(one), kpi.ErrOverflow)
	require.Equal(t, before, c)

	var n kpi.NPS
	require.NoError(t, n.AddCount(5, most))
	require.ErrorIs(t, n.Add(5), kpi.ErrOverflow)
	require.NoError(t, n.AddSent(most))
	require.ErrorIs(t, n.AddSent(1), kpi.ErrOverflow)
	require.ErrorIs(t, n.Merge(n), kpi.ErrOverflow)
	var e kpi.CES
	require.NoError(t, e.AddCount(5, most))
	require.ErrorIs(t, e.Add(5), kpi.ErrOverflow)
	require.NoError(t, e.AddSent(most))
	require.ErrorIs(t, e.AddSent(1), kpi.ErrOverflow)
	require.ErrorIs(t, e.Merge(e), kpi.ErrOverflow)
}

func TestSurveyIdentities(t *testing.T) {
	var five kpi.CSAT
	require.NoError(t, five.Add(4))
	ten, err := kpi.NewCSAT(kpi.CSATRule{Scale: 10})
	require.NoError(t, err)
	before := five
	err = five.Merge(ten)
	require.ErrorIs(t, err, kpi.ErrIdentity)
	require.EqualError(t, err, "kpi: cannot merge csat.top2box@1 scale=1..10 by answered into csat.top2box@1 scale=1..5 by answered")
	require.Equal(t, before, five)
	require.NoError(t, five.Merge(kpi.CSAT{}))
	require.Equal(t, "csat.top2box@1 scale=1..10 by answered", ten.Identity().String())

	var relational kpi.NPS
	require.NoError(t, relational.Add(9))
	transactional, err := kpi.NewNPS(kpi.NPSRule{Transactional: true})
	require.NoError(t, err)
	require.EqualError(t, relational.Merge(transactional), "kpi: cannot merge nps@1 transactional by answered into nps@1 relational by answered")
	require.Equal(t, "nps@1 relational by answered", relational.Identity().String())
	require.NoError(t, relational.Merge(kpi.NPS{}))

	var seven kpi.CES
	require.NoError(t, seven.Add(7))
	low, err := kpi.NewCES(kpi.CESRule{Method: kpi.EffortIndex, Scale: 5, LowIsEasy: true})
	require.NoError(t, err)
	require.EqualError(t, seven.Merge(low), "kpi: cannot merge ces.index@1 scale=1..5 easy=2 hard=2 low_is_easy by answered into ces.mean@1 scale=1..7 easy=2 hard=3 by answered")
	require.NoError(t, seven.Merge(kpi.CES{}))
	require.Equal(t, "ces.index", low.Identity().Name)
}

func TestSurveyRules(t *testing.T) {
	csat := func(rule kpi.CSATRule) error { _, err := kpi.NewCSAT(rule); return err }
	ces := func(rule kpi.CESRule) error { _, err := kpi.NewCES(rule); return err }
	for want, err := range map[string]error{
		"method: no value 7":                                    csat(kpi.CSATRule{Method: 7}),
		"scale: must be from 3 to 10, not 2":                    csat(kpi.CSATRule{Scale: 2}),
		"scale: must be from 3 to 10, not 11":                   csat(kpi.CSATRule{Scale: 11}),
		"scale: must be from 4 to 10, not 3":                    csat(kpi.CSATRule{Scale: 3, Method: kpi.NetGrade}),
		"scale: must be from 1 to 1, not 2":                     csat(kpi.CSATRule{Scale: 2, Method: kpi.Binary}),
		"confidence: must be between 0 and 1, not 3":            csat(kpi.CSATRule{Precision: kpi.Precision{Confidence: 3}}),
		"method: no value 4":                                    ces(kpi.CESRule{Method: 4}),
		"scale: must be from 3 to 10, not 1":                    ces(kpi.CESRule{Scale: 1}),
		"scale: must be from 3 to 10, not 11 (effort)":          ces(kpi.CESRule{Scale: 11}),
		"easy: must be from 1 to 6, not 7":                      ces(kpi.CESRule{Easy: 7, Hard: 1}),
		"easy: must be from 1 to 6, not -1":                     ces(kpi.CESRule{Easy: -1}),
		"hard: must be from 1 to 2, not 3":                      ces(kpi.CESRule{Method: kpi.EffortIndex, Easy: 5}),
		"hard: must be from 1 to 5, not 6":                      ces(kpi.CESRule{Hard: 6}),
		"hard: must be from 1 to 5, not -1":                     ces(kpi.CESRule{Hard: -1}),
		"confidence: must be between 0 and 1, not 3 (effort)":   ces(kpi.CESRule{Precision: kpi.Precision{Confidence: 3}}),
		"confidence: must be between 0 and 1, not 3 (promoter)": func() error { _, err := kpi.NewNPS(kpi.NPSRule{Precision: kpi.Precision{Confidence: 3}}); return err }(),
	} {
		require.ErrorIs(t, err, commitment.ErrInvalid)
		fields := commitment.FieldErrors(err)
		require.Len(t, fields, 1)
		require.Contains(t, want, fields[0].Error())
	}
	for _, rule := range []kpi.CSATRule{{Scale: 3}, {Scale: 10}, {Scale: 4, Method: kpi.NetGrade}} {
		require.NoError(t, csat(rule))
	}
	for _, rule := range []kpi.CESRule{{Scale: 3}, {Scale: 10}, {Easy: 6, Hard: 1}, {Hard: 5}} {
		require.NoError(t, ces(rule))
	}
}

// answered counts answers by grade, from the first.
func answered(t *testing.T, add func(float64, uint64) error, first int, counts ...uint64) {
	t.Helper()
	for i, n := range counts {
		require.NoError(t, add(float64(first+i), n))
	}
}

func TestCSATMethods(t *testing.T) {
	for _, test := range []struct {
		rule          kpi.CSATRule
		counts        []uint64
		first         int
		value, lo, hi float64
		unit          kpi.Unit
	}{
		{kpi.CSATRule{}, []uint64{1, 2, 3, 4, 10}, 1, 0.7, 0.48102718, 0.85452380, kpi.Share},
		{kpi.CSATRule{Method: kpi.Top1Box}, []uint64{1, 2, 3, 4, 10}, 1, 0.5, 0.29929505, 0.70070495, kpi.Share},
		{kpi.CSATRule{Method: kpi.Binary}, []uint64{5, 15}, 0, 0.75, 0.53129924, 0.88814014, kpi.Share},
		{kpi.CSATRule{Method: kpi.MeanGrade}, []uint64{1, 2, 3, 4, 10}, 1, 4, 3.411922, 4.588078, kpi.Scale},
		{kpi.CSATRule{Method: kpi.PercentOfMax}, []uint64{1, 2, 3, 4, 10}, 1, 0.8, 0.682384, 0.917616, kpi.Share},
		{kpi.CSATRule{Method: kpi.NetGrade}, []uint64{1, 2, 3, 4, 10}, 1, 55, 22.571627, 87.428373, kpi.Points},
		{kpi.CSATRule{Scale: 3}, []uint64{10, 5, 5}, 1, 0.5, 0.29929505, 0.70070495, kpi.Share},
	} {
		c, err := kpi.NewCSAT(test.rule)
		require.NoError(t, err)
		answered(t, c.AddCount, test.first, test.counts...)
		r := c.Result()
		require.True(t, r.Defined)
		require.Equal(t, test.unit, r.Unit)
		require.Equal(t, uint64(20), r.N)
		require.Equal(t, test.counts, r.Grades)
		require.False(t, r.Reliable)
		require.InDelta(t, test.value, r.Value, 1e-12, test.rule.Method)
		require.True(t, r.Interval)
		require.InDelta(t, test.lo, r.Lo, 1e-3, test.rule.Method)
		require.InDelta(t, test.hi, r.Hi, 1e-3, test.rule.Method)
		require.False(t, r.ResponseRate.Defined)
		require.NotContains(t, r.Describe(commitment.Chinese)[0], "csat.")
		require.NotContains(t, r.Describe(commitment.English)[0], "csat.")
	}
	c, err := kpi.NewCSAT(kpi.CSATRule{Method: kpi.MeanGrade})
	require.NoError(t, err)
	require.NoError(t, c.Add(3))
	r := c.Result()
	require.True(t, r.Defined)
	require.False(t, r.Interval, "one answer has no spread")
	require.NoError(t, c.Add(5))
	// Two answers: Student with one degree, 12.7062 standard errors of 1.
	require.InDelta(t, 4-12.706205, c.Result().Lo, 1e-5)
}

// A mean is rounded once: it meets a line of its own value.
func TestMeansAreRoundedOnce(t *testing.T) {
	for n := uint64(1); n < 60; n++ {
		c, err := kpi.NewCSAT(kpi.CSATRule{Method: kpi.PercentOfMax})
		require.NoError(t, err)
		require.NoError(t, c.AddCount(1, n))
		require.NoError(t, c.AddCount(2, 1))
		require.InDelta(t, float64(n+2)/float64(5*(n+1)), c.Result().Value, 0)

		var s kpi.Servperf
		for i := range n + 1 {
			q := kpi.Questionnaire{Weights: [5]int{100}}
			q.Perceived[0] = 1 + int(min(i, 1))
			require.NoError(t, s.Add(q))
		}
		require.InDelta(t, float64(2*n+1)/float64(n+1), s.Result().Value, 0)
		require.InDelta(t, float64(2*n+1)/float64(n+1), s.Result().Weighted.Value, 0)
	}
}

func TestNPSResult(t *testing.T) {
	var n kpi.NPS
	require.False(t, n.Result().Defined)
	require.False(t, n.Result().Interval)
	answered(t, n.AddCount, 0, 1, 0, 0, 0, 0, 0, 2, 3, 4, 5, 6)
	r := n.Result()
	require.Equal(t, [3]uint64{11, 7, 3}, [3]uint64{r.Promoters, r.Passives, r.Detractors})
	require.Equal(t, [3]kpi.Ratio{{Met: 11, Missed: 10}, {Met: 7, Missed: 14}, {Met: 3, Missed: 18}}, r.Shares)
	require.InDelta(t, 800./21, r.Value, 1e-12)
	require.False(t, r.MarginReliable)
	require.InDelta(t, r.Value-r.Margin, r.Lo, 1e-9)
	require.InDelta(t, r.Value+r.Margin, r.Hi, 1e-9)
	require.NoError(t, n.AddCount(7, 9))
	require.True(t, n.Result().MarginReliable)
	require.True(t, n.Result().Reliable)

	var even kpi.NPS
	answered(t, even.AddCount, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
	require.Equal(t, uint64(2), even.Result().N)
	require.False(t, math.Signbit(even.Result().Value), "0, not −0")

	for _, answer := range []float64{9, 0} { // of one kind alone
		var one kpi.NPS
		require.NoError(t, one.AddCount(answer, 50))
		require.False(t, one.Result().MarginReliable)
		require.True(t, one.Result().Interval)
	}
	require.NoError(t, n.AddSent(100))
	rate, err := n.ResponseRate()
	require.NoError(t, err)
	require.InDelta(t, 0.3, rate.Value, 1e-12)
	require.Equal(t, "response_rate@1 of=nps by answered", rate.Definition.String())
	lines := n.Result().Describe(commitment.Chinese)
	require.Equal(t, "净推荐值（NPS）26.7，n = 30，95 % 置信区间 4.2–49.2", lines[0])
	require.Equal(t, "回收率 30.0 %，n = 100，95 % 置信区间 21.9–39.6 %", lines[len(lines)-1])
	require.Equal(t, "net promoter score 26.7, n = 30, 95 % interval 4.2–49.2", n.Result().Describe(0)[0])
	text, err := n.Result().MarshalJSON()
	require.NoError(t, err)
	require.Contains(t, string(text), `"promoters":11`)
}

func TestResponseRatesBelongToTheirSurveys(t *testing.T) {
	var c kpi.CSAT
	require.NoError(t, c.AddCount(4, 3))
	_, err := c.ResponseRate()
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	require.False(t, c.Result().ResponseRate.Defined)
	require.NoError(t, c.AddSent(3))
	f, err := c.ResponseRate()
	require.NoError(t, err)
	require.InDelta(t, 1, f.Value, 0)
	require.Equal(t, "response_rate@1 of=csat by answered", f.Definition.String())
	require.Len(t, c.Result().Describe(commitment.English), 4)
	var e kpi.CES
	require.NoError(t, e.AddSent(2))
	f, err = e.ResponseRate()
	require.NoError(t, err)
	require.True(t, f.Defined)
	require.InDelta(t, 0, f.Value, 0)
	require.Equal(t, "response_rate@1 of=ces by answered", f.Definition.String())
}

func TestCompareNPS(t *testing.T) {
	score := func(promoters, passives, detractors uint64) kpi.NPSResult {
		var n kpi.NPS
		require.NoError(t, n.AddCount(10, promoters))
		require.NoError(t, n.AddCount(8, passives))
		require.NoError(t, n.AddCount(3, detractors))
		return n.Result()
	}
	d, ok := kpi.CompareNPS(score(400, 300, 300), score(300, 300, 400), 0.95)
	require.True(t, ok)
	require.InDelta(t, -20, d.Value, 1e-12)
	require.True(t, d.Significant)
	require.Less(t, d.Hi, 0.)
	require.Negative(t, d.Z)
	d, ok = kpi.CompareNPS(score(0, 10, 0), score(0, 5, 0), 0.95)
	require.True(t, ok)
	require.Equal(t, kpi.Difference{}, d)
	for _, confidence := range []float64{0, 1, math.NaN()} {
		_, ok = kpi.CompareNPS(score(1, 1, 1), score(1, 1, 1), confidence)
		require.False(t, ok)
	}
	_, ok = kpi.CompareNPS(score(0, 0, 0), score(1, 1, 1), 0.95)
	require.False(t, ok)
	_, ok = kpi.CompareNPS(score(1, 1, 1), score(0, 0, 0), 0.95)
	require.False(t, ok)
}

func TestCESMethods(t *testing.T) {
	for _, test := range []struct {
		rule      kpi.CESRule
		value     float64
		direction kpi.Direction
	}{
		{kpi.CESRule{}, 95. / 21, kpi.HigherIsBetter},
		{kpi.CESRule{LowIsEasy: true}, 95. / 21, kpi.LowerIsBetter},
		{kpi.CESRule{Method: kpi.EffortTopBox}, 11. / 21, kpi.HigherIsBetter},
		{kpi.CESRule{Method: kpi.EffortTopBox, Easy: 1}, 3. / 21, kpi.HigherIsBetter},
		{kpi.CESRule{Method: kpi.EffortTopBox, Easy: 5}, 18. / 21, kpi.HigherIsBetter},
		{kpi.CESRule{Method: kpi.EffortTopBox, Easy: 6}, 20. / 21, kpi.HigherIsBetter},
		{kpi.CESRule{Method: kpi.EffortTopBox, LowIsEasy: true}, 6. / 21, kpi.HigherIsBetter},
		{kpi.CESRule{Method: kpi.EffortIndex}, 100 * (7. - 6) / 21, kpi.HigherIsBetter},
		{kpi.CESRule{Method: kpi.EffortIndex, LowIsEasy: true}, 100 * (3. - 11) / 21, kpi.HigherIsBetter},
		{kpi.CESRule{Method: kpi.EffortIndex, Easy: 1, Hard: 1}, 100 * (3. - 1) / 21, kpi.HigherIsBetter},
	} {
		c, err := kpi.NewCES(test.rule)
		require.NoError(t, err)
		answered(t, c.AddCount, 1, 1, 2, 3, 4, 4, 4, 3)
		r := c.Result()
		require.InDelta(t, test.value, r.Value, 1e-9, "%+v", test.rule)
		require.Equal(t, test.direction, r.Direction)
		require.Equal(t, []uint64{1, 2, 3, 4, 4, 4, 3}, r.Grades)
		require.NotContains(t, r.Describe(commitment.Chinese)[0], "ces.")
		require.NotContains(t, r.Describe(commitment.English)[0], "ces.")
	}
	for scale, want := range map[int]string{
		3: "scale=1..3 easy=1 hard=1", 4: "scale=1..4 easy=2 hard=2", 5: "scale=1..5 easy=2 hard=2", 7: "scale=1..7 easy=3 hard=3", 10: "scale=1..10 easy=2 hard=2",
	} {
		require.Equal(t, want, kpi.CESRule{Method: kpi.EffortTopBox, Scale: scale}.Definition().Variant)
	}
}
