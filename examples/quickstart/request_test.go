package main

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/sla"
)

func TestReadRequests(t *testing.T) {
	for name, want := range map[string]int{
		"data/boston311-dead-animal-2016.csv": 3396,
		"data/boston311-dead-animal-2018.csv": 3920,
		"data/boston311-2011q3.csv.gz":        31828,
	} {
		requests, err := readRequests(name)
		require.NoError(t, err)
		require.Len(t, requests, want)
	}
	_, err := readRequests("data/boston311-dead-animal-2015.csv")
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func TestParseRequests(t *testing.T) {
	const open = "1,Pick up Dead Animal,PWDx,Constituent Call,2016-01-04T10:02:00-05:00,2016-01-05T10:02:00-05:00,,Open,OVERDUE\n"
	const closed = "2,Pick up Dead Animal,PWDx,Constituent Call,2016-01-04T10:02:00-05:00,2016-01-05T10:02:00-05:00,2016-01-04T17:00:00-05:00,Closed,ONTIME\n"
	const unjudged = "3,Tree Planting,PARK,Self Service,2016-01-04T10:02:00-05:00,,,Open,\n"
	requests, err := parseRequests(strings.NewReader(columns + "\n" + open + closed + unjudged))
	require.NoError(t, err)
	require.Len(t, requests, 3)
	require.Equal(t, "1", requests[0].id)
	require.True(t, requests[0].closed.IsZero())
	require.Equal(t, overdue, requests[0].city)
	require.True(t, requests[1].closed.Equal(time.Date(2016, 1, 4, 22, 0, 0, 0, time.UTC)))
	require.Equal(t, request{
		id: "2", kind: "Pick up Dead Animal", department: "PWDx", channel: "Constituent Call",
		opened: requests[1].opened, cityDue: requests[1].cityDue, closed: requests[1].closed, city: onTime,
	}, requests[1])
	require.Zero(t, requests[2].cityDue)
	require.Equal(t, none, requests[2].city)
}

func TestParseRequestsErrors(t *testing.T) {
	const good = "1,Animal,PWDx,Call,2016-01-04T10:02:00-05:00,2016-01-05T10:02:00-05:00,2016-01-04T17:00:00-05:00,Closed,ONTIME"
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "header: EOF"},
		{"other columns", "case_id,type\n", "columns are"},
		{"a column less", columns + "\n1,2\n", "line 2"},
		{"opened", columns + "\n" + strings.Replace(good, "2016-01-04T10", "yesterday", 1), "line 2: opened_at: "},
		{"due", columns + "\n" + good + "\n" + strings.Replace(good, "2016-01-05", "", 1), "line 3: due_at: "},
		{"closed", columns + "\n" + strings.Replace(good, "17:00:00", "25:00:00", 1), "line 2: closed_at: "},
		{"verdict", columns + "\n" + strings.Replace(good, "ONTIME", "LATE", 1), `line 2: on_time: "LATE" is neither`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parseRequests(strings.NewReader(c.text))
			require.ErrorContains(t, err, c.want)
		})
	}
}

// What the sections may take for granted about the data.
func TestLoad(t *testing.T) {
	d, err := load()
	require.NoError(t, err)
	require.Len(t, d.animals2016, 3396)
	require.Len(t, d.animals2018, 3920)
	require.Len(t, d.quarter2011, 31828)
	for _, requests := range [][]request{d.animals2016, d.animals2018, d.quarter2011} {
		require.True(t, slices.IsSortedFunc(requests, func(a, b request) int { return a.opened.Compare(b.opened) }))
	}
	undue, departments, verdicts := 0, make(map[string]int), make(map[cityVerdict]int)
	for _, r := range d.quarter2011 {
		if r.cityDue.IsZero() {
			undue++
		}
		departments[r.department]++
		verdicts[r.city]++
	}
	require.Equal(t, 5013, undue)
	require.Equal(t, map[cityVerdict]int{onTime: 25369, overdue: 6376, none: 83}, verdicts)
	require.Len(t, departments, 11)
	require.Equal(t, 19783, departments["PWDx"])
}

func TestHistory(t *testing.T) {
	opened := time.Date(2016, time.February, 1, 12, 19, 8, 0, time.UTC)
	r := request{id: "7", kind: "a", department: "b", channel: "c", opened: opened}
	require.Equal(t, sla.Case{
		ID: "7", Attributes: map[string][]string{"type": {"a"}, "department": {"b"}, "channel": {"c"}},
		Events: []sla.Event{{ID: "opened", At: opened, Kind: sla.KindOpened}},
	}, r.history())
	for _, c := range []struct {
		name         string
		closed, want time.Time
	}{
		{"later", opened.Add(time.Second), opened.Add(time.Second)},
		{"at once", opened, opened},
		{"seconds before it was opened", opened.Add(-time.Second), opened},
	} {
		t.Run(c.name, func(t *testing.T) {
			r.closed = c.closed
			require.Equal(t, sla.Event{ID: "closed", At: c.want, Kind: sla.KindClosed}, r.history().Events[1])
		})
	}
}
