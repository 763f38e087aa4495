package feedback_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
)

// record is a value with a JSON form of its own.
type record interface {
	json.Marshaler
	json.Unmarshaler
}

// newRecords returns an empty record of every type.
func newRecords() []record {
	return []record{
		&feedback.Identity{}, &feedback.Votes{}, &feedback.RecurringRule{}, &feedback.RecurringIssue{}, &feedback.IssueStep{},
		&feedback.PriorityRule{}, &feedback.RewardEntry{}, &feedback.Survey{}, &feedback.Sending{}, &feedback.Answer{},
		&feedback.Monitoring{}, &feedback.LoopContact{}, &feedback.Improvement{}, &feedback.ImprovementStep{},
	}
}

// Whatever a decoder accepts is written in a form that it reads again, and that
// form does not change any more. Whatever it does not accept is a typed error
// that leaves the record as it was.
func FuzzRecords(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"customer":"u","contact":"c"}`, `{"suggestions":[{"id":"a","voters":["x"],"into":"b"},{"id":"b"}]}`,
		`{"window":"720h","min_count":5,"min_customers":3}`, `{"id":"r","cause":"c","detected":"2026-03-02T09:00:00+08:00","items":["1"]}`,
		`{"key":"k","at":"2026-03-02T09:00:00.5Z","to":"confirmed","reason":"r"}`, `{"key":"k","to":"done"}`,
		`{"key":"k","member":"m","event":"accepted","asked":5,"points":-5,"on":"2026-03-02","at":"2026-03-02T09:00:00Z"}`,
		`{"id":"s","version":"1","measure":"csat","max":5,"expires":"336h","bad":2,"opens":"complaint"}`,
		`{"id":"s","survey":"x","at":"2026-03-02T09:00:00Z","privacy":"named","attribution":{"agent":"a"}}`,
		`{"key":"a","score":0,"text":"\u0000\ud800"}`, `{"expected":[1,2],"perceived":[]}`, `{"received":18446744073709551615}`,
		`{"answer":"a","opened":"2026-03-02T09:00:00Z","asked":true}`, `{"id":"i","root":"people","due":"9999-12-31T23:59:59-12:00"}`,
		`{"matrix":{"low":{"single":"low"}}}`, `[]`, `{"id":"a","id":"b"}`, "\xff", `{"at":"0000-01-01T00:00:00Z"}`, `{"window":"-1ns"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for i, r := range newRecords() {
			before, err := r.MarshalJSON()
			require.NoError(t, err)
			if err := r.UnmarshalJSON(data); err != nil {
				require.ErrorIs(t, err, commitment.ErrInvalid)
				require.NotEmpty(t, commitment.FieldErrors(err))
				after, err := r.MarshalJSON()
				require.NoError(t, err)
				require.Equal(t, string(before), string(after))
				continue
			}
			text, err := r.MarshalJSON()
			require.NoError(t, err)
			require.True(t, json.Valid(text), string(text))
			again := newRecords()[i]
			require.NoError(t, again.UnmarshalJSON(text))
			twice, err := again.MarshalJSON()
			require.NoError(t, err)
			require.Equal(t, string(text), string(twice))
		}
	})
}

func TestRecordsRefuseWhatIsNone(t *testing.T) {
	for _, r := range newRecords() {
		for _, doc := range []string{"", "[]", "1", `{"no such field":1}`, `{"id":"a","id":"b"}`, "{} {}", "{\"id\":\"\xff\"}", strings.Repeat("[", 1<<20)} {
			err := r.UnmarshalJSON([]byte(doc))
			require.ErrorIs(t, err, commitment.ErrInvalid, "%T %.20q", r, doc)
			require.Less(t, len(err.Error()), 1000)
		}
		before, err := r.MarshalJSON()
		require.NoError(t, err)
		require.NoError(t, r.UnmarshalJSON([]byte("null")))
		after, err := r.MarshalJSON()
		require.NoError(t, err)
		require.Equal(t, before, after)
		err = r.UnmarshalJSON([]byte(`{"id":"` + strings.Repeat("x", 16<<20) + `"}`))
		require.EqualError(t, err, "feedback: document has 16777225 bytes, more than the limit of 16777216")
	}
}

// Texts of a megabyte are read, written and compared in no time to speak of.
func TestRecordsOfOneMegabyte(t *testing.T) {
	for _, unit := range []string{"投诉", "\x00"} {
		long := strings.Repeat(unit, 1<<20/len(unit))
		f, ok := feedback.FingerprintOf(long)
		require.Equal(t, unit != "\x00", ok)
		same, _ := feedback.FingerprintOf(long + "。")
		require.Equal(t, f, same)
		share, ok := feedback.Similarity(long, long)
		require.Equal(t, unit != "\x00", ok)
		if ok {
			require.InDelta(t, 1.0, share, 0)
		}
		require.LessOrEqual(t, len(feedback.Normalise(long)), len(long))
		answer := feedback.Answer{Key: long, Text: long}
		text, err := answer.MarshalJSON()
		require.NoError(t, err)
		var back feedback.Answer
		require.NoError(t, back.UnmarshalJSON(text))
		require.Equal(t, answer, back)
		_, err = feedback.Anonymise(feedback.Item{Privacy: feedback.Anonymous}, long)
		require.Less(t, len(err.Error()), 1000)
		_, err = feedback.ParseSurvey([]byte(`{"measure":` + string(mustJSON(t, long)) + `}`))
		require.Less(t, len(err.Error()), 1000)
		var votes feedback.Votes
		require.Less(t, len(votes.Vote(long, "a").Error()), 1000)
	}
}

func mustJSON(t *testing.T, text string) []byte {
	t.Helper()
	data, err := json.Marshal(text)
	require.NoError(t, err)
	return data
}
