package calendar_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
)

func TestParseZones(t *testing.T) {
	t.Parallel()
	found := func(location *time.Location, err error) func(string) (*time.Location, error) {
		return func(string) (*time.Location, error) { return location, err }
	}
	machine, err := time.LoadLocation("Local")
	require.NoError(t, err)
	tests := []struct {
		name    string
		env     calendar.Env
		problem string
	}{
		{"no function", calendar.Env{}, "time_zone: Env has no Zone to find it by"},
		{"function without an answer", calendar.Env{Zone: found(nil, nil)}, `time_zone: unknown zone "Asia/Shanghai"`},
		{"function with an error", calendar.Env{Zone: found(time.UTC, errParseZone)}, `time_zone: unknown zone "Asia/Shanghai"`},
		{"function that finds the machine's zone", calendar.Env{Zone: found(machine, nil)}, "time_zone: is the zone of this machine: name a zone, such as Europe/London or UTC"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := calendar.Parse([]byte(`{"format":1,"time_zone":"Asia/Shanghai","week":{"mon":"09:00-17:00"}}`), test.env)
			require.Equal(t, []string{test.problem}, parseTexts(t, err))
		})
	}
	own := calendar.Env{Zone: found(time.FixedZone("office", 3600), nil)}
	office, err := calendar.Parse([]byte(`{"format":1,"time_zone":"office","week":{"mon":"09:00-17:00"}}`), own)
	require.NoError(t, err)
	require.Equal(t, "office", office.Location().String())
}

// parseFailing is a source that fails for another reason than that a year is not known.
type parseFailing struct{}

var errParseSource = errors.New("database is away")

func (parseFailing) Holidays(int) ([]calendar.Holiday, error) { return nil, errParseSource }

func (parseFailing) String() string { return "failing" }

func TestParseSourcesThatFail(t *testing.T) {
	t.Parallel()
	env := parseEnv()
	env.Holidays["nil"] = nil
	env.Holidays["failing"] = parseFailing{}
	env.Holidays["wrong"] = parseSource{
		2025: nil, 2026: {{Name: "no date"}, {Date: calendar.MustDate(2026, time.May, 1), Kind: 9}}, 2027: nil,
	}
	document := func(coverage, holidays string) []byte {
		return []byte(parseOffice + `,"coverage":{` + coverage + `},"holidays":[` + holidays + `]}`)
	}
	year := `"first":"2026-01-01","last":"2026-12-31"`

	_, err := calendar.Parse(document(year, `{"source":"nil"}`), env)
	require.Equal(t, []string{`holidays[0].source: source "nil" is nil in Env`}, parseTexts(t, err))

	_, err = calendar.Parse(document(year, `{"date":"2026-01-01"},{"source":"failing"},{"source":"wrong"}`), env)
	require.ErrorIs(t, err, errParseSource)
	require.NotErrorIs(t, err, calendar.ErrNotCovered)
	require.Equal(t, []string{
		`holidays[1]: source "failing" in 2025: database is away`,
		`holidays[2]: source "wrong": no date: a holiday needs a date`,
		`holidays[2]: source "wrong": 2026-05-01: unknown kind of holiday 9`,
	}, parseTexts(t, err))

	_, err = calendar.Parse(document(`"first":"2026-01-01","last":"2028-12-31"`, `{"date":"2026-01-01"},{"source":"us"}`), env)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	var coverage *calendar.CoverageError
	require.ErrorAs(t, err, &coverage)
	require.Equal(t, &calendar.CoverageError{Source: "us", Date: calendar.MustDate(2028, time.January, 1)}, coverage)
	require.Equal(t, []string{`coverage.last: source "us" does not know the holidays of 2028-01-01`}, parseTexts(t, err))

	office, err := calendar.Parse(document("", `{"date":"2026-01-01"},{"source":"us"},{"date":"2031-01-01"}`), env)
	require.NoError(t, err, "dates written out cut no coverage")
	first, last := office.Coverage()
	require.Equal(t, "2025-01-01 2027-12-31", first.String()+" "+last.String())

	_, err = calendar.Parse(document("", `{"date":"2026-01-01","name":"closed","hours":"closed"}`), env)
	require.NoError(t, err, "closed hours are a day off")
}

func TestParseNoWorkingTime(t *testing.T) {
	t.Parallel()
	for name, document := range map[string]string{
		"on any date":       `{"format":1,"time_zone":"UTC","week":{"mon":"closed"}}`,
		"in the coverage":   `{"format":1,"time_zone":"UTC","week":{"mon":"09:00-17:00"},"coverage":{"first":"2026-01-06","last":"2026-01-11"}}`,
		"left by a holiday": `{"format":1,"time_zone":"UTC","week":{"mon":"09:00-17:00"},"coverage":{"first":"2026-01-05","last":"2026-01-05"},"holidays":[{"date":"2026-01-05"}]}`,
	} {
		_, err := calendar.Parse([]byte(document), parseEnv())
		require.ErrorIs(t, err, calendar.ErrNoWorkingTime, name)
		require.ErrorIs(t, err, commitment.ErrInvalid, name)
		require.Equal(t, "week", commitment.FieldErrors(err)[0].Path, name)
	}
}

func TestParseSpecLeavesToNewWhatNewChecks(t *testing.T) {
	t.Parallel()
	spec, err := calendar.ParseSpec([]byte(`{"format":1,"time_zone":"UTC","coverage":{"first":"2026-01-01","last":"2025-01-01"}}`), parseEnv())
	require.NoError(t, err)
	_, err = calendar.New(spec)
	require.Error(t, err)

	spec, err = calendar.ParseSpec([]byte(`{"format":2,"name":"x","week":[]}`), parseEnv())
	require.Equal(t, []string{
		"format: unknown format 2, this library reads 1", "time_zone: is required", "week: must be an object, not an array",
	}, parseTexts(t, err))
	require.Zero(t, spec)
}

// A hostile document is refused in a moment, with the first
// thousand of its problems.
func TestParseIsBounded(t *testing.T) {
	t.Parallel()
	fill := func(before, item, after string) []byte {
		document := []byte(before)
		for i := 0; len(document) < 1<<15; i++ {
			if i > 0 {
				document = append(document, ',')
			}
			document = fmt.Appendf(document, item, i)
		}
		return append(document, after...)
	}
	for name, document := range map[string][]byte{
		"bad overrides": fill(parseOffice+`,"overrides":[`, `{"%d":0}`, `]}`),
		"unknown keys":  fill(parseOffice+`,`, `"holidays%d":0`, `}`),
	} {
		_, err := calendar.Parse(document, parseEnv())
		require.Len(t, commitment.FieldErrors(err), 1001, name)
		require.Less(t, len(err.Error()), 100_000, name)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		parseBoston, parseOffice + "}", parseOffice, ``, `null`, `{"format":1}`, "\xff",
		parseOffice + `,"coverage":{"first":"2026-01-01","last":"2026-03-31"},"holidays":[{"source":"us"},{"date":"2026-01-03","makeup":true}]}`,
		`{"format":1,"time_zone":"Pacific/Apia","name":"\ud800<","week":{"sat-mon":"22:00-06:00"},"coverage":{"first":"2011-12-01","last":"2012-01-31"}}`,
		`{"format":1,"time_zone":"UTC","rotation":{"anchor":"9999-12-31","weeks":[{},{"mon":"00:00-24:00"}]},"coverage":{"first":"0001-01-01","last":"0002-12-31"}}`,
		`{"format":1,"time_zone":"UTC","week":{"sun":"09:00-09:00"},"coverage":{"first":"9999-01-01","last":"9999-12-31"},"overrides":[{"date":"9999-12-31","hours":"22:00-06:00"}]}`,
	} {
		f.Add([]byte(seed))
	}
	zones := make(map[string]*time.Location)
	for _, name := range []string{"UTC", "America/New_York", "Pacific/Apia"} {
		location, err := time.LoadLocation(name)
		require.NoError(f, err)
		zones[name] = location
	}
	env := parseEnv()
	env.Zone = func(name string) (*time.Location, error) { return zones[name], nil }
	f.Fuzz(func(t *testing.T, data []byte) {
		spec, err := calendar.ParseSpec(data, env)
		if err != nil {
			fields := commitment.FieldErrors(err)
			require.NotEmpty(t, fields)
			require.LessOrEqual(t, len(fields), 1001)
			require.ErrorIs(t, err, commitment.ErrInvalid)
			_, parseErr := calendar.Parse(data, env)
			require.GreaterOrEqual(t, len(commitment.FieldErrors(parseErr)), len(fields))
			return
		}
		office, err := calendar.New(spec)
		if err != nil {
			require.ErrorIs(t, err, commitment.ErrInvalid)
			_, parseErr := calendar.Parse(data, env)
			require.EqualError(t, parseErr, err.Error())
			return
		}
		written, err := json.Marshal(spec)
		require.NoError(t, err)
		again, err := calendar.Parse(written, env)
		require.NoError(t, err, "%s", written)
		require.Equal(t, office.Fingerprint(), again.Fingerprint(), "%s", written)
	})
}
