package main

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestReadRequests(t *testing.T) {
	for name, want := range map[string]int{
		"data/boston311-dead-animal-2016.csv": 3396,
		"data/boston311-dead-animal-2018.csv": 3920,
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
	requests, err := parseRequests(strings.NewReader(columns + "\n" + open + closed))
	require.NoError(t, err)
	require.Len(t, requests, 2)
	require.Equal(t, "1", requests[0].id)
	require.True(t, requests[0].closed.IsZero())
	require.False(t, requests[0].onTime)
	require.True(t, requests[1].closed.Equal(time.Date(2016, 1, 4, 22, 0, 0, 0, time.UTC)))
	require.True(t, requests[1].onTime)
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
