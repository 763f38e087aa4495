package slatest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/sla/slatest"
)

// FuzzParse reads anything: it is refused with the fields that are wrong, or it
// can be checked, twice with the same outcome.
func FuzzParse(f *testing.F) {
	f.Add([]byte(story("a", `{"now": "2026-01-05T03:15:00Z", "rule": "vip", "next": "none", "findings": [],
		"clocks": {"fix": {"due": "none", "elapsed": "1h", "cycle": 1, "breached": true, "stage": "running"}, "next_response": [{}], "x": "none"},
		"firings": [{"alert": "50%"}], "shares": {"ownership": {"groups": {"l1": "1h"}, "total": "2h"}}}`)))
	f.Add([]byte(`[{"name": "a", "case": {"id": "C"}, "at": [{"now": "9999-12-31T23:59:59.999999999-23:59"}]}]`))
	f.Add([]byte(`{"name": null, "at": [{"clocks": {"a": []}}]}`))
	engine := compile(f, policy)
	f.Fuzz(func(t *testing.T, data []byte) {
		scenarios, err := slatest.Parse(data)
		if err != nil {
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.NotEmpty(t, commitment.FieldErrors(err))
			return
		}
		require.NotEmpty(t, scenarios)
		for _, s := range scenarios {
			first, failed := s.Check(engine)
			again, _ := s.Check(engine)
			require.Equal(t, first, again)
			for _, m := range first {
				require.NotEqual(t, m.Expected, m.Actual, m.Path)
			}
			if failed == nil {
				_, err := slatest.Coverage(engine, files("a.json", string(data)))
				require.NoError(t, err)
			}
		}
	})
}
