package sla_test

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

// bostonRequest is a service request to the City of Boston, of July to September
// 2011: testdata/boston311-2011q3.csv.gz, from the data set 311 Service Requests
// (Analyze Boston, public domain). Its due time is the date that the city
// announced, zero if it announced none.
type bostonRequest struct {
	c       sla.Case
	due     time.Time
	closed  time.Time
	verdict string // the city's own
}

func bostonRequests(tb testing.TB) []bostonRequest {
	tb.Helper()
	file, err := os.Open("testdata/boston311-2011q3.csv.gz")
	require.NoError(tb, err)
	defer file.Close() //nolint:errcheck // only read
	text, err := gzip.NewReader(file)
	require.NoError(tb, err)
	rows := csv.NewReader(text)
	header, err := rows.Read()
	require.NoError(tb, err)
	require.Equal(tb, []string{"opened", "due", "closed", "on_time"}, header)
	var requests []bostonRequest
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return requests
		}
		require.NoError(tb, err)
		seconds := func(i int) int64 {
			n, err := strconv.ParseInt(row[i], 10, 64)
			require.NoError(tb, err)
			return n
		}
		opened := time.Unix(seconds(0), 0).UTC()
		r := bostonRequest{verdict: row[3], c: sla.Case{
			ID: strconv.Itoa(len(requests)), Events: []sla.Event{{ID: "opened", At: opened, Kind: sla.KindOpened}},
		}}
		if row[1] != "" {
			r.due = opened.Add(time.Duration(seconds(1)) * time.Second)
			r.c.Events = append(r.c.Events, sla.Event{ID: "promised", At: opened, Kind: sla.KindPromised, Until: r.due})
		}
		if row[2] != "" {
			r.closed = opened.Add(time.Duration(max(seconds(2), 0)) * time.Second)
			r.c.Events = append(r.c.Events, sla.Event{ID: "closed", At: r.closed, Kind: sla.KindClosed})
		}
		requests = append(requests, r)
	}
}

// bostonEngine promises every request within a business day, and to keep the
// date that was announced.
func bostonEngine(tb testing.TB) *sla.Engine {
	tb.Helper()
	zone, err := time.LoadLocation("America/New_York")
	require.NoError(tb, err)
	office, err := calendar.New(calendar.Spec{Name: "boston", Location: zone, Week: calendar.Weekdays(calendar.MustHours("08:30-17:00"))})
	require.NoError(tb, err)
	policy, err := sla.ParsePolicy([]byte(`{"id": "boston", "version": "1", "rules": [{"id": "all", "commitments": [
		{"metric": "resolution", "within": "1bd", "calendar": "boston"}, {"metric": "promise", "calendar": "boston"}]}]}`))
	require.NoError(tb, err)
	engine, err := sla.Compile(map[string]*calendar.Calendar{"boston": office}, policy)
	require.NoError(tb, err)
	return engine
}

// bostonNow is after all that is known of the requests.
func bostonNow() time.Time { return time.Date(2023, time.January, 1, 0, 0, 0, 0, time.UTC) }

// Of the requests for which the city announced a date and gave a verdict, ours is
// the same every time.
func TestBostonVerdicts(t *testing.T) {
	t.Parallel()
	engine, judged := bostonEngine(t), 0
	for _, r := range bostonRequests(t) {
		report, err := engine.Evaluate(r.c, bostonNow())
		require.NoError(t, err)
		promise, ok := report.Clock(sla.MetricPromise)
		require.True(t, ok)
		if r.due.IsZero() {
			require.Equal(t, sla.Pending, promise.Stage)
			continue
		}
		want := map[string]sla.Verdict{"ONTIME": sla.Met, "OVERDUE": sla.Missed}[r.verdict]
		if want == 0 {
			continue
		}
		judged++
		if promise.Verdict != want {
			require.Equal(t, want, promise.Verdict, "opened %s, due %s, closed %s", r.c.Events[0].At, r.due, r.closed)
		}
	}
	require.Equal(t, 26714, judged)
}

func BenchmarkBoston(b *testing.B) {
	requests, engine, now := bostonRequests(b), bostonEngine(b), bostonNow()
	require.Len(b, requests, 31_828)
	b.ReportAllocs()
	for b.Loop() {
		for i := range requests {
			if _, err := engine.Evaluate(requests[i].c, now); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(requests)*b.N)/b.Elapsed().Seconds(), "cases/s")
}
