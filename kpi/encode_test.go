package kpi_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
)

// TestForm is the canonical form byte by byte: it does not change.
func TestForm(t *testing.T) {
	r := kpi.Ratio{Met: 1, Missed: 2, Pending: 300, Waived: 4, NotApplicable: 5}
	data := bytesOf(t, &r)
	require.Equal(t, framed(1, []byte{1, 2, 0xac, 2, 4, 5}), data)
	require.Equal(t, []byte("KPI\x01\x01\x01\x02\xac\x02\x04\x05"), data[:len(data)-4])

	var d kpi.Durations
	require.NoError(t, d.Add(0))
	require.NoError(t, d.Add(130))
	require.Equal(t, framed(2, []byte{
		2, 130, 1, 0, 0x84, 0x84, 1, 0, 0, 0, 130, 1, // count, sum, squares, min, max − min
		2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 0, 0, 0, 0, 0, 0, 0, 1,
	}), bytesOf(t, &d))
}

func TestDecodeRefuses(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "0 bytes are no accumulator"},
		{"too short", []byte("KPI\x01\x01\x00\x00\x00"), "8 bytes are no accumulator"},
		{"nothing in it", framed(1, nil), "not a minimal number"},
		{"another magic", append([]byte("KPJ"), framed(1, []byte{0, 0, 0, 0, 0})[3:]...), "not an accumulator"},
		{"another form", append([]byte("KPI\x02"), framed(1, []byte{0, 0, 0, 0, 0})[4:]...), "form 2 is not known"},
		{"another kind", framed(2, []byte{0}), "an accumulator of another kind"},
		{"checksum", append(framed(1, []byte{0, 0, 0, 0, 0})[:10], 1, 2, 3, 4), "the checksum does not fit"},
		{"number not minimal", framed(1, []byte{0x80, 0, 0, 0, 0, 0}), "not a minimal number"},
		{"number above 64 bits", framed(1, []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0}), "not a minimal number"},
		{"cut off", framed(1, []byte{0, 0, 0, 0}), "not a minimal number"},
		{"longer", framed(1, []byte{0, 0, 0, 0, 0, 0}), "1 bytes too many"},
		{"beyond its range", framed(1, []byte{
			0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 1, 0, 0, 0,
		}), "a ratio beyond its range"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := kpi.Ratio{Met: 7}
			err := r.UnmarshalBinary(test.data)
			require.ErrorIs(t, err, kpi.ErrCorrupt)
			require.EqualError(t, err, "kpi: corrupt encoding: "+test.want)
			require.Equal(t, kpi.Ratio{Met: 7}, r)
		})
	}
}

func TestDecodeDurationsRefuses(t *testing.T) {
	// One time of 130 ns is page 2, slot 1, of 130 and 131 ns.
	page := []byte{1, 2, 2, 0, 0, 0, 0, 0, 0, 0, 1}
	body := func(count byte, sum, squares, least, spread []byte, pages ...byte) []byte {
		data := append([]byte{count}, sum...)
		data = append(append(data, 0), squares...)
		data = append(append(data, 0, 0), least...)
		return append(append(data, spread...), pages...)
	}
	n130, square := []byte{130, 1}, []byte{0x84, 0x84, 1}
	tests := []struct {
		name string
		body []byte
		want string
	}{
		{"as it is", body(1, n130, square, n130, []byte{0}, page...), ""},
		{"131", body(1, []byte{131, 1}, []byte{0x89, 0x86, 1}, []byte{131, 1}, []byte{0}, page...), ""},
		{"too many", body(2, n130, square, n130, []byte{0}, page...), "sums and counts contradict each other"},
		{"least elsewhere", body(1, n130, square, []byte{129, 1}, []byte{1}, page...), "sums and counts contradict each other"},
		{"greatest elsewhere", body(1, n130, square, n130, []byte{2}, page...), "sums and counts contradict each other"},
		{"sum too small", body(1, []byte{129, 1}, square, n130, []byte{0}, page...), "sums and counts contradict each other"},
		{"sum too great", body(1, []byte{131, 1}, square, n130, []byte{0}, page...), "sums and counts contradict each other"},
		{"squares too small", body(1, n130, []byte{0x83, 0x84, 1}, n130, []byte{0}, page...), "sums and counts contradict each other"},
		{"squares too great", body(1, n130, []byte{0x85, 0x84, 1}, n130, []byte{0}, page...), "sums and counts contradict each other"},
		{"no pages", body(1, n130, square, n130, []byte{0}, 0), "sums and counts contradict each other"},
		{"empty page", body(1, n130, square, n130, []byte{0}, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0), "a list of 1 elements"},
		{"empty page and a byte", body(1, n130, square, n130, []byte{0}, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0), "an empty octave"},
		{"count of zero", body(1, n130, square, n130, []byte{0}, 1, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0), "a count of zero"},
		{"octave 58", body(1, n130, square, n130, []byte{0}, 1, 58, 2, 0, 0, 0, 0, 0, 0, 0, 1), "58 above 57"},
		{"same octave twice", body(2, n130, square, n130, []byte{0}, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 0, 0, 0, 0, 0, 0, 0, 1), "octaves out of order"},
		{"2^63", body(1, n130, square, []byte{0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1}, []byte{0}, page...), "extremes beyond the range of a duration"},
		{"extremes wrap", body(1, n130, square, []byte{2}, []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}, page...), "extremes beyond the range of a duration"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var d kpi.Durations
			err := d.UnmarshalBinary(framed(2, test.body))
			if test.want == "" {
				require.NoError(t, err)
				require.Equal(t, framed(2, test.body), bytesOf(t, &d))
				return
			}
			require.EqualError(t, err, "kpi: corrupt encoding: "+test.want)
			require.Zero(t, d.Count())
		})
	}
}

// reread decodes data as one accumulator, and checks what that promises.
func reread[A any, P accumulator[A]](t *testing.T, data []byte) {
	t.Helper()
	var a A
	if err := P(&a).UnmarshalBinary(data); err != nil {
		require.ErrorIs(t, err, kpi.ErrCorrupt)
		var zero A
		require.Equal(t, bytesOf[A, P](t, &zero), bytesOf[A, P](t, &a))
		return
	}
	require.Equal(t, data, bytesOf[A, P](t, &a), "canonical")
	b := clone[A, P](t, &a)
	before := bytesOf[A, P](t, &b)
	if err := P(&b).Merge(a); err != nil {
		require.Equal(t, before, bytesOf[A, P](t, &b))
	}
	if m, ok := any(P(&a)).(json.Marshaler); ok {
		view, err := m.MarshalJSON()
		require.NoError(t, err)
		require.True(t, json.Valid(view))
	}
	say(t, any(&a))
}

// say asks an accumulator for all its figures.
func say(t *testing.T, a any) {
	t.Helper()
	var f json.Marshaler
	switch a := a.(type) {
	case *kpi.CSAT:
		f = a.Result()
	case *kpi.NPS:
		f = a.Result()
	case *kpi.CES:
		f = a.Result()
	case *kpi.FCR:
		f = a.Result()
	case *kpi.Reopens:
		f = a.Result()
	case *kpi.Servqual:
		f = a.Result()
	case *kpi.Servperf:
		f = a.Result()
	case *kpi.ThreeRates:
		f = a.Result()
	case *kpi.Compliance:
		f = a.Result()
	case *kpi.Attainment:
		f = a.Result("resolution")
	case *kpi.Durations:
		for _, q := range []float64{0, 0.5, 1} {
			v, ok := a.Quantile(q)
			require.Equal(t, a.Count() > 0, ok)
			require.GreaterOrEqual(t, v, time.Duration(0))
		}
		population, sample, ok := a.Variance()
		require.Equal(t, a.Count() > 1, ok)
		require.GreaterOrEqual(t, population, 0.)
		require.GreaterOrEqual(t, sample, population)
		return
	default:
		return
	}
	data, err := f.MarshalJSON()
	require.NoError(t, err)
	require.True(t, json.Valid(data))
}

// FuzzUnmarshal decodes a body, in a frame with the right checksum, and bare
// bytes, as every accumulator.
func FuzzUnmarshal(f *testing.F) {
	rng := rand.New(rand.NewPCG(7, 8))
	ratio, durations, table, att := randomRatio(rng), randomDurations(rng), randomTable(rng), randomAttainment(f, kpi.ByCreated)(rng)
	var csat kpi.CSAT
	var nps kpi.NPS
	require.NoError(f, csat.Add(4))
	require.NoError(f, nps.Add(9))
	for _, data := range [][]byte{bytesOf(f, &ratio), bytesOf(f, &durations), bytesOf(f, &table), bytesOf(f, &att), bytesOf(f, &csat), bytesOf(f, &nps)} {
		f.Add(data[4], data[5:len(data)-4])
	}
	for tag := range byte(16) {
		f.Add(tag, []byte{0})
	}
	f.Fuzz(func(t *testing.T, tag byte, body []byte) {
		for _, data := range [][]byte{framed(tag, body), body} {
			reread[kpi.Ratio](t, data)
			reread[kpi.Durations](t, data)
			reread[kpi.Attainment](t, data)
			reread[kpi.FCR](t, data)
			reread[kpi.CSAT](t, data)
			reread[kpi.NPS](t, data)
			reread[kpi.CES](t, data)
			reread[kpi.Servqual](t, data)
			reread[kpi.Servperf](t, data)
			reread[kpi.Reopens](t, data)
			reread[kpi.Complaints](t, data)
			reread[kpi.Table](t, data)
			reread[kpi.Availability](t, data)
			reread[kpi.Compliance](t, data)
			reread[kpi.ThreeRates](t, data)
		}
	})
}

func FuzzParseDefinition(f *testing.F) {
	f.Add([]byte(`{"name": "own", "version": "1", "variant": "x", "basis": "due", "calendar": "c", "policy": "p"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := kpi.ParseDefinition(data)
		if err != nil {
			return
		}
		text, err := json.Marshal(d)
		require.NoError(t, err)
		back, err := kpi.ParseDefinition(text)
		require.NoError(t, err)
		require.Equal(t, d, back)
	})
}
