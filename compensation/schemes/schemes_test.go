package schemes_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/compensation/schemes"
)

func TestAll(t *testing.T) {
	t.Parallel()
	all := schemes.All()
	files, err := os.ReadDir("data")
	require.NoError(t, err)
	require.Len(t, all, len(files), "a file that is not read is not published")
	for i, scheme := range all {
		name := scheme.ID + " " + scheme.Version
		_, err := compensation.Compile(scheme)
		require.NoError(t, err, name)
		require.NotEmpty(t, scheme.Title, name)
		require.NotEmpty(t, scheme.Source, name)
		require.NotEmpty(t, scheme.Version, name)
		if i == 0 || all[i-1].ID != scheme.ID {
			continue
		}
		before := all[i-1].Effective.Until
		require.Equal(t, before.AddDays(1), scheme.Effective.From, "%s: versions without a gap or an overlap", name)
		require.NotEqual(t, all[i-1].Version, scheme.Version)
	}
	for _, file := range files {
		text, err := os.ReadFile("data/" + file.Name())
		require.NoError(t, err)
		scheme, err := compensation.ParseScheme(text)
		require.NoError(t, err)
		name := strings.TrimSuffix(file.Name(), ".json")
		require.True(t, name == scheme.ID || strings.HasPrefix(name, scheme.ID+"-"), "%s is not named after %s", name, scheme.ID)
	}
	all[0].ID = "changed"
	require.NotEqual(t, "changed", schemes.All()[0].ID, "belongs to the caller")
}

// Every file says what the scheme is, in the form that is written again.
func TestSchemesAreWrittenAsTheyAreRead(t *testing.T) {
	t.Parallel()
	for _, scheme := range schemes.All() {
		on := scheme.Effective.From
		if on.IsZero() {
			on = calendar.MustDate(2020, time.December, 31)
		}
		text, err := schemes.JSON(scheme.ID, on)
		require.NoError(t, err)
		written, err := json.Marshal(scheme)
		require.NoError(t, err)
		require.JSONEq(t, string(text), string(written), scheme.ID)
	}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	tests := []struct {
		id, on, version string
	}{
		{"us-dbc", "2011-08-23", "2011-08"},
		{"us-dbc", "2015-08-24", "2011-08"},
		{"us-dbc", "2015-08-25", "2015-08"},
		{"us-dbc", "2021-04-13", "2021-04"},
		{"us-dbc", "2025-01-21", "2021-04"},
		{"us-dbc", "2025-01-22", "2025-01"},
		{"us-dbc", "9999-12-31", "2025-01"},
		{"ofgem-storm2", "2023-08-31", "2015"},
		{"ofgem-storm2", "2023-09-01", "2023-09-01"},
		{"github-enterprise", "0001-01-01", "before 2021"},
		{"github-enterprise", "2020-12-31", "before 2021"},
		{"cn-7-day-return", "2014-03-15", "2014-03-15"},
	}
	for _, test := range tests {
		on, err := calendar.ParseDate(test.on)
		require.NoError(t, err)
		scheme, err := schemes.Lookup(test.id, on)
		require.NoError(t, err)
		require.Equal(t, test.id, scheme.ID)
		require.Equal(t, test.version, scheme.Version, "%s on %s", test.id, test.on)
	}
}

func TestLookupRefuses(t *testing.T) {
	t.Parallel()
	today := calendar.MustDate(2026, time.January, 31)
	tests := []struct {
		id   string
		on   calendar.Date
		want string
		is   error
	}{
		{"us-dbd", today, `schemes: id: "us-dbd" is not the id of a published scheme`, schemes.ErrUnknown},
		{"", today, `schemes: id: "" is not the id of a published scheme`, schemes.ErrUnknown},
		{"us-dbc", calendar.MustDate(2011, time.August, 22), `schemes: on: "us-dbc" was not in force on 2011-08-22`, schemes.ErrNotInForce},
		{"github-enterprise", calendar.MustDate(2021, time.January, 1), `schemes: on: "github-enterprise" was not in force on 2021-01-01`, schemes.ErrNotInForce},
		{"tencent-cvm", calendar.Date{}, `schemes: on: "tencent-cvm" was not in force on no date`, schemes.ErrNotInForce},
	}
	for _, test := range tests {
		_, err := schemes.Lookup(test.id, test.on)
		require.EqualError(t, err, test.want)
		require.ErrorIs(t, err, test.is)
		require.ErrorIs(t, err, commitment.ErrInvalid)
		text, err := schemes.JSON(test.id, test.on)
		require.EqualError(t, err, test.want)
		require.Empty(t, text)
	}
}

// workedExample is a line of testdata/cases.jsonl: a claim under the version of
// a scheme that holds on a date, and what is owed. The amounts are those of the
// published cases, or follow by hand from what the note says.
type workedExample struct {
	Scheme string          `json:"scheme"`
	On     calendar.Date   `json:"on"`
	Claim  json.RawMessage `json:"claim"`
	Expect struct {
		Amount  string            `json:"amount"`
		Carried string            `json:"carried"`
		Rights  []string          `json:"rights"`
		Error   compensation.Code `json:"error"`
	} `json:"expect"`
	Note string `json:"note"`
}

func TestWorkedExamples(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/cases.jsonl")
	require.NoError(t, err)
	examples := make(map[string]int)
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		var example workedExample
		require.NoError(t, json.Unmarshal(lines.Bytes(), &example))
		scheme, err := schemes.Lookup(example.Scheme, example.On)
		require.NoError(t, err)
		name := scheme.ID + " " + scheme.Version
		examples[name]++
		t.Run(name+": "+example.Note, func(t *testing.T) {
			t.Parallel()
			example.run(t, scheme)
		})
	}
	for _, scheme := range schemes.All() {
		name := scheme.ID + " " + scheme.Version
		require.GreaterOrEqual(t, examples[name], 2, "worked examples of %s", name)
	}
}

func (e workedExample) run(t *testing.T, scheme compensation.Scheme) {
	t.Helper()
	program, err := compensation.Compile(scheme)
	require.NoError(t, err)
	claim, err := compensation.ParseClaim(e.Claim)
	require.NoError(t, err)
	award, err := program.Assess(claim)
	if e.Expect.Error != "" {
		require.Equal(t, e.Expect.Error, compensation.CodeOf(err))
		return
	}
	require.NoError(t, err)
	requireMoney(t, e.Expect.Amount, scheme.Currency, award.Amount)
	if e.Expect.Carried != "" {
		requireMoney(t, e.Expect.Carried, scheme.Currency, award.Carried)
	}
	if e.Expect.Rights != nil {
		rights := []string{}
		for _, right := range award.Rights {
			rights = append(rights, right.ID)
		}
		require.Equal(t, e.Expect.Rights, rights)
	}
}

// Longer delay, or less uptime, never earns less.
func TestWorseNeverEarnsLess(t *testing.T) {
	t.Parallel()
	tests := []struct {
		id, fact   string
		from, step decimal.Decimal
		steps      int
		others     compensation.Facts
	}{
		{"aws-s3-standard", "uptime", decimal.New(1001, -1), decimal.New(-5, -2), 120, compensation.Facts{"charges": compensation.Number("123.45")}},
		{"aws-s3-ia", "uptime", decimal.New(1001, -1), decimal.New(-5, -2), 120, compensation.Facts{"charges": compensation.Number("123.45")}},
		{"aliyun-datahub", "uptime", decimal.New(1001, -1), decimal.New(-5, -2), 120, compensation.Facts{"fee": compensation.Number("99.99"), "fee_paid_by_voucher": compensation.Number("9")}},
		{"aws-ec2-region", "down_minutes", decimal.New(0, 0), decimal.New(1, 0), 2300, compensation.Facts{"total_minutes": compensation.Number("43200"), "charges": compensation.Number("99.99")}},
		{"tencent-cvm", "down_minutes", decimal.New(0, 0), decimal.New(1, 0), 2300, compensation.Facts{"total_minutes": compensation.Number("43200"), "cash_fee": compensation.Number("99.99")}},
		{"us-dbc", "delay_min", decimal.New(0, 0), decimal.New(1, 0), 300, compensation.Facts{"one_way_fare": compensation.Number("155.37")}},
		{"eu-rail", "delay_min", decimal.New(0, 0), decimal.New(1, 0), 200, compensation.Facts{"price": compensation.Number("59.90")}},
		{"ca-appr-denied", "delay_min", decimal.New(0, 0), decimal.New(5, 0), 150, compensation.Facts{"within_carrier_control": compensation.Bool(true)}},
		{"eu261", "arrival_delay_min", decimal.New(0, 0), decimal.New(1, 0), 300, compensation.Facts{"distance_km": compensation.Number("4000"), "passengers": compensation.Number("2"), "notice_days": compensation.Number("0")}},
		{"ofgem-storm2", "hours_off", decimal.New(0, 0), decimal.New(1, 0), 500, nil},
		{"tkg-58-outage", "days_since_report", decimal.New(0, 0), decimal.New(5, -1), 60, compensation.Facts{"monthly_fee": compensation.Number("39.99"), "price_reduction": compensation.Number("6.66")}},
		{"ofcom-repair", "days_after_two_working_days", decimal.New(0, 0), decimal.New(5, -1), 60, compensation.Facts{"date": compensation.Text("2026-01-05")}},
		{"cn-samr-reward", "fine", decimal.New(0, 0), decimal.New(12345, 1), 200, compensation.Facts{"level": compensation.Text("1")}},
	}
	for _, test := range tests {
		t.Run(test.id, func(t *testing.T) {
			t.Parallel()
			scheme, err := schemes.Lookup(test.id, calendar.MustDate(2026, time.January, 5))
			require.NoError(t, err)
			program, err := compensation.Compile(scheme)
			require.NoError(t, err)
			facts := compensation.Facts{}
			maps.Copy(facts, test.others)
			best, first := decimal.Decimal{}, decimal.Decimal{}
			for i := range test.steps {
				at := test.from.Add(test.step.Mul(decimal.NewFromInt(int64(i))))
				facts[test.fact] = compensation.Decimal(at)
				award, err := program.Assess(compensation.Claim{Facts: facts})
				require.NoError(t, err)
				amount := award.Amount.Amount().Add(award.Carried.Amount())
				require.False(t, amount.LessThan(best), "%v at %v, after %v", amount, at, best)
				best = amount
				if i == 0 {
					first = amount
				}
			}
			require.True(t, best.GreaterThan(first))
		})
	}
}

func requireMoney(t *testing.T, amount, currency string, got compensation.Money) {
	t.Helper()
	want, err := compensation.ParseMoney(amount + " " + currency)
	require.NoError(t, err)
	require.True(t, want.Equal(got), "want %v, got %v", want, got)
}

// A program that imports compensation alone does not carry the data.
func TestCompensationDoesNotImportTheSchemes(t *testing.T) {
	t.Parallel()
	list, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "..").Output()
	require.NoError(t, err)
	require.Contains(t, strings.Split(string(list), "\n"), "github.com/servicecommitment/commitment/compensation")
	require.NotContains(t, string(list), "compensation/schemes")
	require.NotContains(t, strings.Split(string(list), "\n"), "embed")
}

func BenchmarkLookup(b *testing.B) {
	on := calendar.MustDate(2016, time.May, 1)
	b.ReportAllocs()
	for b.Loop() {
		_, err := schemes.Lookup("us-dbc", on)
		require.NoError(b, err)
	}
}
