package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

func TestJudge(t *testing.T) {
	office, err := readOffice(allHolidays())
	require.NoError(t, err)
	at := func(day, hour, minute int) time.Time {
		return time.Date(2016, time.April, day, hour, minute, 0, 0, office.Location())
	}
	friday, due := at(15, 12, 0), at(19, 12, 0) // the 18th is Patriots' Day
	for _, c := range []struct {
		name   string
		closed time.Time
		kept   bool
		late   time.Duration
	}{
		{"closed before", at(16, 9, 0), true, 0},
		{"closed at the due time", due, true, 0},
		{"closed a moment later", due.Add(time.Nanosecond), false, time.Nanosecond},
		{"closed after hours", at(19, 20, 0), false, 5 * time.Hour},
		{"closed the next day", at(20, 9, 0), false, 5*time.Hour + 30*time.Minute},
		{"never closed", time.Time{}, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			verdicts, err := judge(office, calendar.MustAllowance("1bd"), []request{{id: "1", opened: friday, closed: c.closed}})
			require.NoError(t, err)
			require.Len(t, verdicts, 1)
			require.True(t, verdicts[0].due.Equal(due))
			require.Equal(t, c.kept, verdicts[0].kept)
			require.Equal(t, c.late, verdicts[0].late)
		})
	}
}

func TestJudgeNamesTheCaseItCannotJudge(t *testing.T) {
	office, err := readOffice(holidaysUntil(2016))
	require.NoError(t, err)
	opened := time.Date(2016, time.December, 1, 12, 0, 0, 0, office.Location())
	for _, c := range []struct {
		want string
		request
	}{
		{"case 7: due: ", request{id: "7", opened: opened.AddDate(1, 0, 0)}},
		{"case 8: late: ", request{id: "8", opened: opened, closed: opened.AddDate(1, 0, 0)}},
	} {
		_, err := judge(office, calendar.MustAllowance("1bd"), []request{c.request})
		require.ErrorIs(t, err, calendar.ErrNotCovered)
		require.ErrorContains(t, err, c.want)
	}
}

func TestLatest(t *testing.T) {
	verdicts := []verdict{{request: request{id: "1"}, late: 1}, {request: request{id: "3"}, late: 2}, {request: request{id: "2"}, late: 2}}
	got := latest(verdicts, 2)
	require.Len(t, got, 2)
	require.Equal(t, "2", got[0].id)
	require.Equal(t, "3", got[1].id)
	require.Len(t, latest(verdicts, 10), 3)
}

func TestFind(t *testing.T) {
	verdicts := []verdict{{request: request{id: "1"}}, {request: request{id: "2"}, kept: true}}
	v, err := find(verdicts, "2")
	require.NoError(t, err)
	require.True(t, v.kept)
	_, err = find(verdicts, "3")
	require.ErrorContains(t, err, "no case 3")
}
