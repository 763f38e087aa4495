package sla

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

func TestCanonical(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.January, 5, 9, 0, 0, 5, time.FixedZone("", 8*3600))
	tests := []struct {
		name  string
		event Event
		want  string
	}{
		{"nothing", Event{}, `{}`},
		{
			"everything",
			Event{
				ID: "e1", At: at, Seq: -1, Kind: KindOpened, Actor: ActorAgent, Reason: "r", Metric: "m",
				Attributes: map[string][]string{"b": {"2", "1"}, "a": nil},
				Extension:  &Extension{By: calendar.MustAllowance("2bd"), Until: at, Consent: true, Reference: "ref"},
				Until:      at, Target: "t", AdoptStart: at, Retracts: "e0",
			},
			`{"actor":"agent","adopt_start":"2026-01-05T01:00:00.000000005Z","at":"2026-01-05T01:00:00.000000005Z",` +
				`"attributes":{"a":[],"b":["2","1"]},"extension":{"by":"2bd","consent":true,"reference":"ref","until":"2026-01-05T01:00:00.000000005Z"},` +
				`"id":"e1","kind":"opened","metric":"m","reason":"r","retracts":"e0","seq":-1,"target":"t","until":"2026-01-05T01:00:00.000000005Z"}`,
		},
		{"an empty extension", Event{Extension: &Extension{}}, `{"extension":{}}`},
		{"texts", Event{ID: "\"\\\n\t\r\x00\x1f<节\u2028"}, `{"id":"\"\\\n\t\r\u0000\u001f<节` + "\u2028" + `"}`},
		{"bytes that are no text", Event{ID: "\xff", Attributes: map[string][]string{"\xfe": {"\xfd"}}}, "{\"attributes\":{\"\xfe\":[\"\xfd\"]},\"id\":\"\xff\"}"},
		{"the year 10000", Event{At: time.Date(10000, 1, 1, 0, 0, 0, 7, time.UTC)}, `{"at":"253402300800+7"}`},
		{"the year -1", Event{At: time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)}, `{"at":"-62198755200+0"}`},
		{"the last instant", Event{At: time.Unix(math.MaxInt64, 0)}, `{"at":"9223372036854775807+0"}`},
		{"a zone with seconds", Event{At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("", 17))}, `{"at":"2025-12-31T23:59:43Z"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, test.want, string(test.event.canonical()))
		})
	}
}

// Where there is a JSON form, the canonical text is the same with its keys
// sorted, but for the zones; and every event that differs has another text.
func FuzzCanonical(f *testing.F) {
	f.Add(int64(0), int64(0), "", "", "", "", false)
	f.Add(int64(1767575000), int64(5), "e1", "\xff", "tier", "vip\"<\u2028", true)
	f.Add(int64(math.MinInt64), int64(-1), "\x00", "节", "\\", "\n", true)
	f.Fuzz(func(t *testing.T, seconds, seq int64, id, reason, key, value string, extended bool) {
		e := Event{ID: id, At: time.Unix(seconds, seq&0xff).UTC(), Seq: seq, Kind: KindPaused, Reason: reason, Attributes: map[string][]string{key: {value, id}}}
		if extended {
			e.Extension = &Extension{Consent: extended, Reference: value}
		}
		text := e.canonical()
		if data, err := e.MarshalJSON(); err == nil {
			decoder := json.NewDecoder(bytes.NewReader(data))
			decoder.UseNumber()
			var members map[string]any
			require.NoError(t, decoder.Decode(&members))
			var sorted bytes.Buffer
			encoder := json.NewEncoder(&sorted)
			encoder.SetEscapeHTML(false)
			require.NoError(t, encoder.Encode(members))
			require.JSONEq(t, sorted.String(), string(text))
			require.True(t, json.Valid(text))
		}
		for _, other := range []func(*Event){
			func(o *Event) { o.ID += "x" },
			func(o *Event) { o.ID, o.Reason = o.Reason+"x", o.ID },
			func(o *Event) { o.At = o.At.Add(1) },
			func(o *Event) { o.Seq++ },
			func(o *Event) { o.Attributes = map[string][]string{key: {value + id}} },
			func(o *Event) { o.Attributes = map[string][]string{key: {value, id}, key + "x": nil} },
			func(o *Event) { o.Until = o.At.Add(1) },
			func(o *Event) { o.Extension = &Extension{Consent: extended, Reference: value + "x"} },
		} {
			changed := e
			other(&changed)
			if changed.At.IsZero() || changed.Until.IsZero() && e.Until.IsZero() && changed.ID == e.ID && changed.Reason == e.Reason && changed.At.Equal(e.At) && changed.Seq == e.Seq && changed.Extension == e.Extension && len(changed.Attributes) == 0 {
				continue
			}
			require.NotEqual(t, string(text), string(changed.canonical()))
		}
		same := e
		same.At = e.At.In(time.FixedZone("", 5*3600))
		require.Equal(t, string(text), string(same.canonical()))
	})
}

func BenchmarkCanonical(b *testing.B) {
	e := Event{
		ID: "e1", At: time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC), Kind: KindPaused, Reason: "waiting_customer",
		Attributes: map[string][]string{"status": {"pending"}},
	}
	b.ReportAllocs()
	for b.Loop() {
		_ = e.canonical()
	}
}
