package feedback_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/sla"
)

func csat() feedback.Survey {
	return feedback.Survey{
		ID: "csat", Version: "1", Measure: feedback.CSAT, Expires: 14 * aDay, CoolDown: 30 * aDay, Bad: 2, Opens: feedback.OpensComplaint,
	}
}

func sent() feedback.Sending {
	return feedback.Sending{
		ID: "s1", Survey: "csat", Item: "i1", Customer: "u1", At: instant, Attribution: map[string]string{"agent": "a1", "team": "t1"},
	}
}

func scored(key string, after time.Duration, score int) feedback.Answer {
	return feedback.Answer{Key: key, Sending: "s1", At: instant.Add(after), Score: score}
}

func TestSurveyCheck(t *testing.T) {
	with := func(change func(*feedback.Survey)) feedback.Survey {
		s := csat()
		change(&s)
		return s
	}
	tests := []struct {
		name   string
		survey feedback.Survey
		want   string
	}{
		{"good", csat(), ""},
		{"of three", with(func(s *feedback.Survey) { s.Max, s.Bad = 3, 3 }), ""},
		{"of ten", with(func(s *feedback.Survey) { s.Max, s.Bad = 10, 10 }), ""},
		{"nps", with(func(s *feedback.Survey) { s.Measure, s.Bad = feedback.NPS, 0 }), ""},
		{"ces", with(func(s *feedback.Survey) { s.Measure, s.Bad, s.Direction = feedback.CES, 7, feedback.LowerIsBetter }), ""},
		{"servqual", feedback.Survey{ID: "s", Version: "1", Measure: feedback.SERVQUAL}, ""},
		{"nothing", feedback.Survey{}, "3 problems:\n\tid: is required\n\tversion: is required\n\tmeasure: must be one of csat, nps, ces and servqual"},
		{"no such measure", with(func(s *feedback.Survey) { s.Measure = 5 }), "measure: must be one of csat, nps, ces and servqual"},
		{"of two", with(func(s *feedback.Survey) { s.Max = 2 }), "max: must be from 3 to 10"},
		{"of eleven", with(func(s *feedback.Survey) { s.Max = 11 }), "max: must be from 3 to 10"},
		{"ces of two", with(func(s *feedback.Survey) { s.Measure, s.Max = feedback.CES, 2 }), "max: must be from 3 to 10"},
		{"nps of ten", with(func(s *feedback.Survey) { s.Measure, s.Max = feedback.NPS, 10 }), "max: must be left out: the scale is fixed"},
		{"lower is better", with(func(s *feedback.Survey) { s.Direction = feedback.LowerIsBetter }), "direction: only a ces may have lower_is_better"},
		{"no such direction", with(func(s *feedback.Survey) { s.Direction = 3 }), "direction: Direction(3) is not among its values"},
		{"negative times", with(func(s *feedback.Survey) { s.Expires, s.CoolDown = -1, -1 }), "2 problems:\n\texpires: must not be negative\n\tcool_down: must not be negative"},
		{"bad of nothing", with(func(s *feedback.Survey) { s.Opens = 0 }), "opens: is required where there is a bad score"},
		{"opens something else", with(func(s *feedback.Survey) { s.Opens = 3 }), "opens: Opens(3) is not among its values"},
		{"bad below the scale", with(func(s *feedback.Survey) { s.Bad = 0 }), "bad: must be from 1 to 5"},
		{"bad above the scale", with(func(s *feedback.Survey) { s.Bad = 6 }), "bad: must be from 1 to 5"},
		{"bad above ten", with(func(s *feedback.Survey) { s.Measure, s.Bad = feedback.NPS, 11 }), "bad: must be from 0 to 10"},
		{"bad effort", with(func(s *feedback.Survey) { s.Measure, s.Bad = feedback.CES, 8 }), "bad: must be from 1 to 7"},
		{"servqual opens", feedback.Survey{ID: "s", Version: "1", Measure: feedback.SERVQUAL, Bad: 1, Opens: feedback.OpensCallBack}, "opens: must be left out: a servqual has no single score"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.survey.Check()
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, "feedback: "+test.want)
			require.ErrorIs(t, err, commitment.ErrInvalid)
			_, err = test.survey.Count(sent(), nil)
			require.EqualError(t, err, "feedback: "+test.want)
		})
	}
}

func TestSurveyIsBad(t *testing.T) {
	s := csat()
	require.True(t, s.IsBad(1))
	require.True(t, s.IsBad(2))
	require.False(t, s.IsBad(3))
	s.Measure, s.Direction, s.Bad = feedback.CES, feedback.LowerIsBetter, 5
	require.False(t, s.IsBad(4))
	require.True(t, s.IsBad(5))
	require.True(t, s.IsBad(7))
	s.Opens = 0
	require.False(t, s.IsBad(7))
}

func TestMaySend(t *testing.T) {
	s := csat()
	never := s
	never.CoolDown = 0
	tests := []struct {
		name    string
		survey  feedback.Survey
		privacy feedback.Privacy
		last    time.Time
		why     feedback.WhyNotSent
	}{
		{"never asked", s, feedback.Named, time.Time{}, ""},
		{"within the cool-down", s, feedback.Named, instant.Add(-30*aDay + 1), feedback.NotSentCoolDown},
		{"cool-down over", s, feedback.Named, instant.Add(-30 * aDay), ""},
		{"asked in the future", s, 0, instant.Add(time.Hour), feedback.NotSentCoolDown},
		{"no cool-down", never, feedback.Confidential, instant, ""},
		{"no cool-down, asked in the future", never, feedback.Named, instant.Add(time.Hour), ""},
		{"anonymous", s, feedback.Anonymous, time.Time{}, feedback.NotSentUnreachable},
		{"anonymous survey", s, feedback.AnonymousSurvey, instant, feedback.NotSentUnreachable},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			why, ok := test.survey.MaySend(feedback.Item{Privacy: test.privacy}, test.last, instant)
			require.Equal(t, test.why, why)
			require.Equal(t, test.why == "", ok)
		})
	}
}

func TestSurveyCount(t *testing.T) {
	late := scored("late", 14*aDay, 5)
	justInTime := scored("just", 14*aDay-1, 4)
	skipped := feedback.Answer{Key: "skip", Sending: "s1", At: instant.Add(time.Hour), Skipped: true}
	tests := []struct {
		name    string
		answers []feedback.Answer
		want    string // key of the answer that counts
		why     feedback.WhyNotCounted
		history []string
		bad     bool
	}{
		{"none", nil, "", feedback.NotAnswered, nil, false},
		{"one, at once", []feedback.Answer{scored("a", 0, 3)}, "a", "", []string{"a"}, false},
		{"the last wins", []feedback.Answer{scored("b", 2, 2), scored("a", 1, 5)}, "b", "", []string{"a", "b"}, true},
		{"at one instant the greater key", []feedback.Answer{scored("b", 1, 5), scored("a", 1, 1)}, "b", "", []string{"a", "b"}, false},
		{"expired", []feedback.Answer{late}, "", feedback.NotCountedExpired, []string{"late"}, false},
		{"in time, then too late", []feedback.Answer{late, justInTime}, "just", "", []string{"just", "late"}, false},
		{"skipped", []feedback.Answer{skipped}, "", feedback.NotAnswered, []string{"skip"}, false},
		{"skipped, then too late", []feedback.Answer{skipped, late}, "", feedback.NotCountedExpired, []string{"skip", "late"}, false},
		{"a skip takes nothing back", []feedback.Answer{scored("a", 1, 1), skipped}, "a", "", []string{"a", "skip"}, true},
		{"delivered twice", []feedback.Answer{scored("a", 1, 1), scored("a", 1, 1)}, "a", "", []string{"a"}, true},
		{"of another sending", []feedback.Answer{{Key: "x", Sending: "s2"}}, "", feedback.NotAnswered, nil, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sending := sent()
			got, err := csat().Count(sending, test.answers)
			require.NoError(t, err)
			require.Equal(t, test.want, got.Answer.Key)
			require.Equal(t, test.want != "", got.Counted)
			require.Equal(t, test.why, got.Why)
			require.Equal(t, test.bad, got.Bad)
			var keys []string
			for _, a := range got.History {
				keys = append(keys, a.Key)
			}
			require.Equal(t, test.history, keys)
			sending.Attribution["agent"] = "somebody else, later"
			require.Equal(t, "a1", got.Attribution["agent"])
		})
	}
	forever := csat()
	forever.Expires = 0
	got, err := forever.Count(sent(), []feedback.Answer{scored("a", 10_000*aDay, 5)})
	require.NoError(t, err)
	require.True(t, got.Counted)
}

func TestSurveyCountErrors(t *testing.T) {
	anonymous := sent()
	anonymous.Privacy = feedback.AnonymousSurvey
	servqual := feedback.Survey{ID: "q", Version: "1", Measure: feedback.SERVQUAL}
	of := func(sending feedback.Sending, survey string) feedback.Sending {
		sending.Survey = survey
		return sending
	}
	full := make([]int, 22)
	wrong := make([]int, 22)
	wrong[3], wrong[4] = 8, -1
	tests := []struct {
		name    string
		survey  feedback.Survey
		sending feedback.Sending
		answers []feedback.Answer
		want    string
	}{
		{"no sending", csat(), feedback.Sending{Privacy: 5}, nil, "4 problems:\n\tsending.id: is required\n\tsending.survey: is \"\", not \"csat\"\n\tsending.at: is required\n\tsending.privacy: Privacy(5) is not among its values"},
		{"anonymous with identity", csat(), anonymous, nil, "2 problems:\n\tsending.customer: must be empty: the survey is anonymous\n\tsending.item: must be empty: the survey is anonymous"},
		{"no answer", csat(), sent(), []feedback.Answer{{Sending: "s1"}}, "3 problems:\n\tanswers[0].key: is required\n\tanswers[0].at: is required\n\tanswers[0].score: must be from 1 to 5, not 0"},
		{"before it was sent", csat(), sent(), []feedback.Answer{scored("a", -1, 1)}, "answers[0].at: is before the survey was sent"},
		{"above the scale", csat(), sent(), []feedback.Answer{scored("a", 1, 6)}, "answers[0].score: must be from 1 to 5, not 6"},
		{"key of another", csat(), sent(), []feedback.Answer{scored("a", 1, 1), scored("a", 2, 1)}, `answers[1].key: another answer has the key "a"`},
		{"key of another score", csat(), sent(), []feedback.Answer{scored("a", 1, 1), scored("a", 1, 2)}, `answers[1].key: another answer has the key "a"`},
		{
			"servqual", servqual, of(sent(), "q"),
			[]feedback.Answer{{Key: "a", Sending: "s1", At: instant, Expected: full[:21], Perceived: wrong}},
			"3 problems:\n\tanswers[0].expected: must have 22 scores, not 21\n\tanswers[0].perceived[3]: must be from 1 to 7, or 0 for none, not 8\n\tanswers[0].perceived[4]: must be from 1 to 7, or 0 for none, not -1",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.survey.Count(test.sending, test.answers)
			require.EqualError(t, err, "feedback: "+test.want)
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.Zero(t, got)
		})
	}
	got, err := servqual.Count(of(sent(), "q"), []feedback.Answer{{Key: "a", Sending: "s1", At: instant, Expected: full, Perceived: full}})
	require.NoError(t, err)
	require.True(t, got.Counted)
	full[0] = 7
	require.Equal(t, 0, got.Answer.Expected[0])
}

func TestSurveyOpen(t *testing.T) {
	counted := func(t *testing.T, s feedback.Survey, score int) feedback.Counted {
		t.Helper()
		answer := scored("a1", 1, score)
		answer.Text = "never again"
		got, err := s.Count(sent(), []feedback.Answer{answer})
		require.NoError(t, err)
		return got
	}
	s := csat()
	item, back, ok, err := s.Open(sent(), counted(t, s, 2), "c1")
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, feedback.Item{
		ID: "c1", Kind: feedback.Complaint, Channel: "survey", Customer: "u1", Text: "never again",
		Links: []feedback.Link{{Kind: feedback.FromSurvey, To: "a1"}, {Kind: feedback.Follows, To: "i1"}},
	}, item)
	require.Equal(t, feedback.Link{Kind: feedback.Opened, To: "c1"}, back)

	s.Opens = feedback.OpensCallBack
	sending := sent()
	sending.Item, sending.Privacy = "", feedback.Confidential
	item, _, ok, err = s.Open(sending, counted(t, s, 1), "c2")
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, feedback.SurveyAnswer, item.Kind)
	require.Equal(t, feedback.Confidential, item.Privacy)
	require.Equal(t, []feedback.Link{{Kind: feedback.FromSurvey, To: "a1"}}, item.Links)

	_, _, ok, err = s.Open(sent(), counted(t, s, 3), "c3")
	require.NoError(t, err)
	require.False(t, ok, "not bad")
	sending.Privacy = feedback.AnonymousSurvey
	_, _, ok, err = s.Open(sending, counted(t, s, 1), "c4")
	require.NoError(t, err)
	require.False(t, ok, "anonymous")
	_, _, ok, err = s.Open(sent(), counted(t, s, 1), "")
	require.EqualError(t, err, "feedback: id: is required")
	require.False(t, ok)
}

// What a bad answer opens has its clock: nobody closes it without a call.
func TestSurveyOpensCallBack(t *testing.T) {
	survey := csat()
	survey.Opens = feedback.OpensCallBack
	counted, err := survey.Count(sent(), []feedback.Answer{scored("a1", 1, 1)})
	require.NoError(t, err)
	item, _, ok, err := survey.Open(sent(), counted, "c1")
	require.NoError(t, err)
	require.True(t, ok)
	s := begin(t, supportDesk(t), feedback.SurveyAnswer)
	s.item = item
	s.do("receive")
	require.Equal(t, sla.Running, s.clock("call_back").Stage)
	require.Equal(t, missing(feedback.CodeContactRequired, ""), s.refused(feedback.Action{Kind: feedback.ActionClose}))
}

func TestSurveyJSON(t *testing.T) {
	s := csat()
	s.Question = "How satisfied are you?"
	text, err := json.Marshal(s)
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"csat","version":"1","measure":"csat","question":"How satisfied are you?","expires":"336h0m0s","cool_down":"720h0m0s","bad":2,"opens":"complaint"}`, string(text))
	back, err := feedback.ParseSurvey(text)
	require.NoError(t, err)
	require.Equal(t, s, back)
	_, err = feedback.ParseSurvey([]byte(`{"id":"x","version":"1","measure":"csat","max":99}`))
	require.EqualError(t, err, "feedback: max: must be from 3 to 10")
	_, err = feedback.ParseSurvey([]byte(`{"measure":"mood","scale":5}`))
	require.EqualError(t, err, "feedback: 2 problems:\n\tmeasure: unknown value \"mood\"\n\tscale: unknown field")
	_, err = feedback.ParseSurvey([]byte("null"))
	require.EqualError(t, err, "feedback: must be an object, not null")
	ces, err := feedback.ParseSurvey([]byte(`{"id":"x","version":"1","measure":"ces","direction":"lower_is_better","max":5}`))
	require.NoError(t, err)
	require.Equal(t, feedback.Survey{ID: "x", Version: "1", Measure: feedback.CES, Direction: feedback.LowerIsBetter, Max: 5}, ces)

	sending := sent()
	sending.Privacy = feedback.Named
	text, err = json.Marshal(sending)
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"s1","survey":"csat","item":"i1","customer":"u1","at":"2026-03-02T09:00:00Z","privacy":"named","attribution":{"agent":"a1","team":"t1"}}`, string(text))
	var sendingBack feedback.Sending
	require.NoError(t, json.Unmarshal(text, &sendingBack))
	require.Equal(t, sending, sendingBack)
	require.EqualError(t, sendingBack.UnmarshalJSON([]byte(`{"attribution":{"agent":1},"at":"yesterday"}`)),
		"feedback: 2 problems:\n\tat: must be an instant such as \"2026-03-02T09:00:00+08:00\", not \"yesterday\"\n\tattribution.agent: must be a string, not a number")
	require.Error(t, sendingBack.UnmarshalJSON([]byte(`{"attribution":[]}`)))
	require.EqualError(t, sendingBack.UnmarshalJSON([]byte(`{"at":"0001-01-01T00:00:00Z"}`)), "feedback: at: must be after the year 1")

	for _, a := range []feedback.Answer{
		{Key: "a", Sending: "s1", At: instant, Score: 0, Text: "\"\\\n\t…"},
		{Key: "a", Sending: "s1", At: instant, Skipped: true},
		{Key: "a", Sending: "s1", At: instant, Expected: []int{7, 0}, Perceived: []int{1}},
	} {
		text, err := json.Marshal(a)
		require.NoError(t, err)
		require.True(t, json.Valid(text))
		var back feedback.Answer
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, a, back)
	}
	text, err = json.Marshal(feedback.Answer{Key: "a"})
	require.NoError(t, err)
	require.JSONEq(t, `{"key":"a","score":0}`, string(text))
	text, err = json.Marshal(feedback.Answer{Key: "a", Skipped: true, Score: 3})
	require.NoError(t, err)
	require.JSONEq(t, `{"key":"a","skipped":true,"score":3}`, string(text))
	text, err = json.Marshal(feedback.Answer{Key: "a", Expected: []int{7}, Perceived: []int{6}})
	require.NoError(t, err)
	require.JSONEq(t, `{"key":"a","expected":[7],"perceived":[6]}`, string(text))
	var answer feedback.Answer
	require.EqualError(t, answer.UnmarshalJSON([]byte(`{"score":6.5}`)), `feedback: score: must be a whole number without fraction and exponent, not "6.5"`)
	require.EqualError(t, answer.UnmarshalJSON([]byte(`{"skipped":1}`)), "feedback: skipped: must be true or false, not a number")
	_, err = json.Marshal(feedback.Answer{Key: "a", At: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)})
	require.ErrorContains(t, err, "at: is an instant of a year outside 0 to 9999")
	odd := time.Date(2026, 3, 2, 9, 0, 0, 0, time.FixedZone("LMT", 8*3600+5*60+43))
	text, err = json.Marshal(feedback.Answer{Key: "a", At: odd})
	require.NoError(t, err)
	require.JSONEq(t, `{"key":"a","at":"2026-03-02T00:54:17Z","score":0}`, string(text))
}

// An anonymous sending is not written with what leads back to somebody.
func TestAnonymousSendingJSON(t *testing.T) {
	sending := feedback.Sending{ID: "s", Survey: "q", At: instant, Privacy: feedback.AnonymousSurvey}
	_, err := sending.MarshalJSON()
	require.NoError(t, err)
	sending.Customer, sending.Item = "u1", "i1"
	for _, privacy := range []feedback.Privacy{feedback.Anonymous, feedback.AnonymousSurvey} {
		sending.Privacy = privacy
		text, err := sending.MarshalJSON()
		require.Empty(t, text)
		require.EqualError(t, err, "feedback: 2 problems:\n\tcustomer: must be empty: the survey is anonymous\n\titem: must be empty: the survey is anonymous")
	}
	sending.Privacy = feedback.Confidential
	_, err = sending.MarshalJSON()
	require.NoError(t, err)
}

func TestSurveyEnums(t *testing.T) {
	for m := feedback.CSAT; m <= feedback.SERVQUAL; m++ {
		text, err := m.MarshalText()
		require.NoError(t, err)
		var back feedback.Measure
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, m, back)
		parsed, err := feedback.ParseMeasure(m.String())
		require.NoError(t, err)
		require.Equal(t, m, parsed)
	}
	for d := feedback.HigherIsBetter; d <= feedback.LowerIsBetter; d++ {
		text, err := d.MarshalText()
		require.NoError(t, err)
		var back feedback.Direction
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, d, back)
		parsed, err := feedback.ParseDirection(d.String())
		require.NoError(t, err)
		require.Equal(t, d, parsed)
	}
	for o := feedback.OpensComplaint; o <= feedback.OpensCallBack; o++ {
		text, err := o.MarshalText()
		require.NoError(t, err)
		var back feedback.Opens
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, o, back)
		parsed, err := feedback.ParseOpens(o.String())
		require.NoError(t, err)
		require.Equal(t, o, parsed)
	}
	_, err := feedback.Measure(9).MarshalText()
	require.Error(t, err)
}

// In whatever order answers are delivered, and however often: the same counts.
func FuzzSurveyCount(f *testing.F) {
	f.Add(uint64(9), uint64(10))
	f.Fuzz(deliverySafe)
}

func deliverySafe(t *testing.T, seed1, seed2 uint64) {
	random := rand.New(rand.NewPCG(seed1, seed2))
	for range 100 {
		var answers []feedback.Answer
		for i := range random.IntN(8) {
			a := scored(string(rune('a'+i)), time.Duration(random.IntN(20))*aDay, 1+random.IntN(5))
			a.Skipped = random.IntN(4) == 0
			answers = append(answers, a)
		}
		want, err := csat().Count(sent(), answers)
		require.NoError(t, err)
		again := slices.Concat(answers, answers)
		random.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
		got, err := csat().Count(sent(), again)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}
