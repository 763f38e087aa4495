package kpi_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/kpi"
)

func TestRatioWithoutDataIsUndefined(t *testing.T) {
	for _, r := range []kpi.Ratio{{}, {Pending: 5}, {NotApplicable: 5}} {
		value, ok := r.Value()
		require.False(t, ok)
		require.Zero(t, value)
		_, _, ok = r.Wilson(0.95)
		require.False(t, ok)
		_, _, ok = r.ClopperPearson(0.95)
		require.False(t, ok)
	}
}

func TestRatioCounts(t *testing.T) {
	r := kpi.Ratio{Met: 6, Missed: 2, Pending: 100, Waived: 4, NotApplicable: 100}
	require.Equal(t, uint64(12), r.Total())
	value, ok := r.Value()
	require.True(t, ok)
	require.InDelta(t, 0.5, value, 0)

	without := r.WithoutWaived()
	require.Equal(t, kpi.Ratio{Met: 6, Missed: 2, Pending: 100, NotApplicable: 104}, without)
	value, _ = without.Value()
	require.InDelta(t, 0.75, value, 0)
	full := kpi.Ratio{Waived: 1, NotApplicable: math.MaxUint64}
	require.Equal(t, full, full.WithoutWaived())

	lo, hi, ok := kpi.Ratio{Met: 475, Missed: 20, Waived: 5}.Wilson(0.95)
	require.True(t, ok)
	require.InDelta(t, 0.9272318388284524, lo, 1e-10)
	require.InDelta(t, 0.9659062547561506, hi, 1e-10)
	lo, hi, ok = kpi.Ratio{Met: 90, Missed: 10}.ClopperPearson(0.95)
	require.True(t, ok)
	require.InDelta(t, 0.8237774022599775, lo, 1e-9)
	require.InDelta(t, 0.9509953107785136, hi, 1e-9)
	_, _, ok = r.Wilson(1)
	require.False(t, ok)
}

func TestNewRatioNeverClamps(t *testing.T) {
	r, err := kpi.NewRatio(3, 3)
	require.NoError(t, err)
	require.Equal(t, kpi.Ratio{Met: 3}, r)
	_, err = kpi.NewRatio(5, 3)
	require.ErrorIs(t, err, kpi.ErrNotSubset)
	require.EqualError(t, err, "kpi: 5 of 3: the numerator is no subset of the denominator")
}

func TestRatioOverflow(t *testing.T) {
	const most = math.MaxUint64
	tests := []struct {
		name string
		a, b kpi.Ratio
		fits bool
	}{
		{"fits", kpi.Ratio{Met: most - 1}, kpi.Ratio{Missed: 1}, true},
		{"one too many", kpi.Ratio{Met: most}, kpi.Ratio{Missed: 1}, false},
		{"pending", kpi.Ratio{Pending: most}, kpi.Ratio{Pending: 1}, false},
		{"outside", kpi.Ratio{NotApplicable: 1}, kpi.Ratio{NotApplicable: most}, false},
		{"waived", kpi.Ratio{Waived: 1}, kpi.Ratio{Missed: most}, false},
		{"impossible already", kpi.Ratio{Met: most, Missed: 1}, kpi.Ratio{}, false},
		{"impossible other", kpi.Ratio{}, kpi.Ratio{Met: most, Waived: 1}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := test.a
			err := r.Merge(test.b)
			if test.fits {
				require.NoError(t, err)
				require.Equal(t, uint64(most), r.Total())
				return
			}
			require.ErrorIs(t, err, kpi.ErrOverflow)
			require.EqualError(t, err, "kpi: ratio would overflow")
			require.Equal(t, test.a, r)
		})
	}
	for _, r := range []kpi.Ratio{{Met: most, Missed: 1}, {Met: most, Waived: 1}, {Met: 1, Missed: most - 1, Waived: 1}} {
		require.Zero(t, r.Total())
		_, ok := r.Value()
		require.False(t, ok)
		_, _, ok = r.Wilson(0.95)
		require.False(t, ok)
	}
}

func TestStandardised(t *testing.T) {
	groups := []kpi.Ratio{{Met: 1, Missed: 1}, {Met: 1}}
	value, ok := kpi.Standardised(groups, []float64{1, 3})
	require.True(t, ok)
	require.InDelta(t, 0.875, value, 0)
	value, ok = kpi.Standardised(append(groups, kpi.Ratio{}), []float64{2, 0, 0})
	require.True(t, ok)
	require.InDelta(t, 0.5, value, 0)
	for name, weights := range map[string][]float64{
		"too few": {1}, "negative": {1, -1}, "nan": {1, math.NaN()}, "infinite": {math.Inf(1), 1}, "nothing": {0, 0},
		"sum infinite": {math.MaxFloat64, math.MaxFloat64},
	} {
		value, ok := kpi.Standardised(groups, weights)
		require.False(t, ok, name)
		require.Zero(t, value, name)
	}
	_, ok = kpi.Standardised([]kpi.Ratio{{}, {Met: 1}}, []float64{1, 1})
	require.False(t, ok)
	_, ok = kpi.Standardised(nil, nil)
	require.False(t, ok)
}

func TestRatioJSON(t *testing.T) {
	text, err := kpi.Ratio{Met: 1, Missed: 2, Pending: 3, Waived: 4, NotApplicable: 5}.MarshalJSON()
	require.NoError(t, err)
	require.Equal(t, `{"met":1,"missed":2,"waived":4,"pending":3,"not_applicable":5}`, string(text))
}

func TestIdentityErrorIsShort(t *testing.T) {
	err := &kpi.IdentityError{Have: "a", Want: strings.Repeat("长", 60)}
	require.ErrorIs(t, err, kpi.ErrIdentity)
	require.NotErrorIs(t, err, kpi.ErrOverflow)
	require.Equal(t, "kpi: cannot merge "+strings.Repeat("长", 20)+"… into a", err.Error())
	err.Want = strings.Repeat("x", 80)
	require.Equal(t, "kpi: cannot merge "+err.Want+" into a", err.Error())
}

// requireInvalid checks that an error names fields, in order, each with its
// cause.
func requireInvalid(t *testing.T, err error, problems ...string) {
	t.Helper()
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.True(t, strings.HasPrefix(err.Error(), "kpi: "), err)
	var found []string
	for _, f := range commitment.FieldErrors(err) {
		found = append(found, f.Error())
	}
	require.Equal(t, problems, found)
}

func TestDefinition(t *testing.T) {
	d := kpi.Definition{Name: "own", Version: "2", Variant: "scale=5", Basis: kpi.ByDue, Calendar: "c", Policy: "p"}
	require.Equal(t, "own@2 scale=5 by due calendar c policy p", d.String())
	require.Equal(t, "own@2", kpi.Definition{Name: "own", Version: "2"}.String())
	back, err := kpi.ParseDefinition([]byte(`{"name":"own","version":"2","variant":"scale=5","basis":"due","calendar":"c","policy":"p"}`))
	require.NoError(t, err)
	require.Equal(t, d, back)

	_, err = kpi.ParseDefinition([]byte(`{"name":"","variant":"a\nb","basis":"x","calender":"y"}`))
	requireInvalid(t, err,
		`name: must be a text of 1 to 256 bytes`,
		`version: is required`,
		`variant: must be a text of 1 to 256 bytes`,
		`basis: unknown value "x"`,
		`calender: unknown field, did you mean "calendar"?`,
	)
	_, err = kpi.ParseDefinition([]byte(`[]`))
	requireInvalid(t, err, "must be an object, not an array")
	_, err = kpi.ParseDefinition([]byte(`{"name":"` + strings.Repeat("x", 256) + `","version":"` + strings.Repeat("x", 257) + `"}`))
	requireInvalid(t, err, "version: must be a text of 1 to 256 bytes")
}

func TestNewFigure(t *testing.T) {
	d := kpi.Definition{Name: "own", Version: "1"}
	f, err := kpi.NewFigure(d, kpi.Ratio{Met: 29}, kpi.Precision{})
	require.NoError(t, err)
	require.InDelta(t, 1, f.Value, 0)
	require.InDelta(t, 0.95, f.Confidence, 0)
	require.InDelta(t, 1, f.Hi, 0)
	require.False(t, f.Reliable)
	require.Equal(t, uint64(30), f.MinN)
	f, err = kpi.NewFigure(d, kpi.Ratio{Met: 30}, kpi.Precision{})
	require.NoError(t, err)
	require.True(t, f.Reliable)
	require.Equal(t, kpi.Share, f.Unit)

	for _, bad := range []kpi.Definition{{}, {Name: "own"}, {Version: "1"}, {Name: "a\x00", Version: "1"}} {
		_, err = kpi.NewFigure(bad, kpi.Ratio{}, kpi.Precision{})
		requireInvalid(t, err, "definition: must have a name and a version")
	}
	for _, confidence := range []float64{-0.1, 1, 1.5, math.NaN()} {
		_, err = kpi.NewFigure(d, kpi.Ratio{}, kpi.Precision{Confidence: confidence})
		require.ErrorContains(t, err, "confidence: must be between 0 and 1, not ")
		require.ErrorIs(t, err, commitment.ErrInvalid)
	}
}
