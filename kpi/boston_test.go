package kpi_test

import (
	"bufio"
	"compress/gzip"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
)

// request is a service request of the City of Boston, with the city's own flag.
type request struct {
	kind, department, channel string
	opened, due, closed       time.Time
	flag                      string // "1" on time, "0" overdue, "" none
}

// bostonRequests reads the requests opened in the third quarter of 2011, all
// 31,828 of them.
func bostonRequests(tb testing.TB) []request {
	tb.Helper()
	file, err := os.Open("testdata/boston311-2011q3.txt.gz")
	require.NoError(tb, err)
	defer func() { require.NoError(tb, file.Close()) }()
	unzipped, err := gzip.NewReader(file)
	require.NoError(tb, err)
	var lists [][]string
	var requests []request
	number := func(text string) int {
		n, err := strconv.Atoi(text)
		require.NoError(tb, err)
		return n
	}
	for scanner := bufio.NewScanner(unzipped); scanner.Scan(); {
		line := scanner.Text()
		if strings.HasPrefix(line, "#") {
			lists = append(lists, nil)
			continue
		}
		if len(lists) < 5 {
			lists[len(lists)-1] = append(lists[len(lists)-1], line)
			continue
		}
		f := strings.Split(line, ",")
		r := request{
			kind: lists[1][number(f[0])], department: lists[2][number(f[1])], channel: lists[3][number(f[2])],
			opened: time.Unix(int64(number(f[3])), 0).UTC(), flag: f[6],
		}
		after := func(text string) time.Time {
			if text == "" {
				return time.Time{}
			}
			return r.opened.Add(time.Duration(number(text)) * time.Second)
		}
		r.due, r.closed = after(f[4]), after(f[5])
		requests = append(requests, r)
	}
	return requests
}

// bostonFacts returns what a request adds to a cell, as of the end of the
// quarter's last case, and the city's own verdict, if it has one.
func bostonFacts(r request, asOf time.Time) (f kpi.Facts, city sla.Verdict) {
	city = map[string]sla.Verdict{"1": sla.Met, "0": sla.Missed, "": sla.NotApplicable}[r.flag]
	switch {
	case r.due.IsZero():
		return kpi.Facts{Verdict: sla.NotApplicable, Reason: kpi.ReasonNoTarget}, city
	case r.due.Year() > 2050:
		return kpi.Facts{Verdict: sla.NotApplicable, Reason: "placeholder_target"}, city
	case r.closed.IsZero():
		return kpi.Facts{Verdict: sla.NotApplicable, Reason: "open"}, city
	case r.flag == "":
		return kpi.Facts{Verdict: sla.NotApplicable, Reason: "no_flag"}, city
	}
	f = kpi.Facts{Verdict: kpi.Judge(r.due, r.closed, asOf), Done: true, Elapsed: r.closed.Sub(r.opened)}
	if f.Verdict == sla.Missed {
		f.Overdue = r.closed.Sub(r.due)
	}
	return f, city
}

// TestBoston2011Q3 counts what the city promised and kept, and finds the city's
// own flags.
func TestBoston2011Q3(t *testing.T) {
	requests := bostonRequests(t)
	require.Len(t, requests, 31828)
	asOf := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"department", "channel"}})
	require.NoError(t, err)
	var own kpi.Ratio
	for _, r := range requests {
		f, city := bostonFacts(r, asOf)
		require.NoError(t, table.Add(kpi.Key{r.department, r.channel}, f))
		if f.Verdict != sla.NotApplicable {
			require.Equal(t, city, f.Verdict, "%+v", r)
			if city == sla.Met {
				own.Met++
			} else {
				own.Missed++
			}
		}
	}
	all, err := table.RollUp()
	require.NoError(t, err)
	cell, ok := all.Cell(kpi.Key{})
	require.True(t, ok)
	require.Equal(t, kpi.Ratio{Met: 20338, Missed: 4745, NotApplicable: 6745}, cell.Counts)
	require.Equal(t, kpi.Ratio{Met: 20338, Missed: 4745}, own)
	require.Equal(t, []kpi.Reason{
		{Code: "no_flag", Count: 82}, {Code: "no_target", Count: 5013}, {Code: "open", Count: 1632}, {Code: "placeholder_target", Count: 18},
	}, cell.Reasons)
	f := all.Figure(kpi.Key{})
	require.InDelta(t, 0.810828, f.Value, 1e-6)
	require.True(t, f.Reliable)
	require.Equal(t, uint64(25083), cell.Elapsed.Count())
	require.Equal(t, uint64(4745), cell.Overdue.Count())
	depth, ok := cell.Depth()
	require.True(t, ok)
	require.Greater(t, depth, 1.0)

	// An open request past its target is missed all the same: counted so, the rate
	// is lower than the city's.
	missed := own
	for _, r := range requests {
		if !r.due.IsZero() && r.due.Year() <= 2050 && r.closed.IsZero() {
			require.Equal(t, sla.Missed, kpi.Judge(r.due, r.closed, asOf))
			missed.Missed++
		}
	}
	require.Equal(t, kpi.Ratio{Met: 20338, Missed: 6377}, missed)
}
