package sla_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/sla"
)

// requireFieldErrors insists on what an error of a document is: it matches
// [commitment.ErrInvalid], says where, and never shows much of the document.
func requireFieldErrors(t *testing.T, err error) {
	t.Helper()
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.True(t, strings.HasPrefix(err.Error(), "sla: "))
	fields := commitment.FieldErrors(err)
	require.NotEmpty(t, fields)
	for _, field := range fields {
		require.Error(t, field.Err)
		require.Less(t, len(field.Err.Error()), 1000)
	}
}

// fuzzDocument reads a document, which is an error or comes back from its JSON
// form as it is, by way of encoding/json too.
func fuzzDocument[T any](t *testing.T, data []byte, parse func([]byte) (T, error)) {
	t.Helper()
	document, err := parse(data)
	if err != nil {
		requireFieldErrors(t, err)
		return
	}
	text, err := json.Marshal(document)
	if err != nil {
		// It holds a condition that is nested too deep.
		requireFieldErrors(t, jsonCause(t, err))
		return
	}
	read, err := parse(text)
	require.NoError(t, err, string(text))
	again, err := json.Marshal(read)
	require.NoError(t, err)
	require.Equal(t, string(text), string(again))
	requireSameDocument(t, &document, &read)
	var other T
	require.NoError(t, json.Unmarshal(text, &other))
	requireSameDocument(t, &document, &other)
}

func FuzzParsePolicy(f *testing.F) {
	f.Add([]byte(jsonPolicy))
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"id": 1, "rules": [{"when": {"any": [], "not": {}}}]}`))
	f.Add([]byte(`{"rules": [{"commitments": [{"within": {"months": 1, "roll": "next_business_day"}, "alerts": [{"at": "-0s"}, {"at": "0.001%"}]}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzDocument(t, data, sla.ParsePolicy)
		policy, err := sla.ParsePolicy(data)
		if err != nil {
			return
		}
		if _, err := sla.Compile(nil, policy); err != nil {
			requireFieldErrors(t, err)
		}
		if _, err := sla.Compile(nil, policy, policy); err != nil {
			requireFieldErrors(t, err)
		}
	})
}

func FuzzParseCase(f *testing.F) {
	f.Add([]byte(jsonCase))
	f.Add([]byte(`{"events": [{"at": "0000-01-01T00:00:00+23:59", "seq": -9223372036854775808}]}`))
	f.Add([]byte(`{"events": [{"at": "9999-12-31T23:59:59.999999999-00:01", "attributes": {"\u0000": "\ud800"}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzDocument(t, data, sla.ParseCase) })
}

func FuzzParseReport(f *testing.F) {
	data, err := json.Marshal(jsonFilled[sla.Report](&testing.T{}))
	require.NoError(f, err)
	f.Add(data)
	f.Add([]byte(`{"clocks": [{"elapsed": "-2562047h47m16.854775808s", "stage": "pending"}], "as_of": "2026-01-05T09:00:00+08:00"}`))
	f.Fuzz(func(t *testing.T, data []byte) { fuzzDocument(t, data, sla.ParseReport) })
}

func FuzzParseLevel(f *testing.F) {
	for _, text := range []string{"50%", "100.125%", "0%", "4h", "-10m", "+1h", "-0s", "+0s", "1e3%", "", "%", ".5%", "+50%", "-1ns", "9223372036854775807ns", "-9223372036854775808ns"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		level, err := sla.ParseLevel(text)
		if err != nil {
			requireFieldErrors(t, err)
			require.True(t, level.IsZero())
			return
		}
		require.False(t, level.IsZero())
		again, err := sla.ParseLevel(level.String())
		require.NoError(t, err, level.String())
		require.Equal(t, level, again)
		var read sla.Level
		require.NoError(t, read.UnmarshalText([]byte(level.String())))
		require.Equal(t, level, read)
	})
}
