package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/sla"
)

func TestJudge(t *testing.T) {
	office, err := readOffice(allHolidays())
	require.NoError(t, err)
	at := func(day, hour, minute int) time.Time {
		return time.Date(2016, time.April, day, hour, minute, 0, 0, office.Location())
	}
	friday, due := at(15, 12, 0), at(19, 12, 0) // the 18th is Patriots' Day
	late := published().Sub(due)                // not in working time: more than that
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
	} {
		t.Run(c.name, func(t *testing.T) {
			verdicts, err := judgeIn(office, []request{{id: "1", kind: animal, opened: friday, closed: c.closed}})
			require.NoError(t, err)
			require.Len(t, verdicts, 1)
			require.True(t, verdicts[0].clock.Due.Equal(due))
			require.Equal(t, c.kept, verdicts[0].kept())
			require.Equal(t, c.late, verdicts[0].clock.Overdue)
		})
	}
	t.Run("never closed", func(t *testing.T) {
		verdicts, err := judgeIn(office, []request{{id: "1", kind: animal, opened: friday}})
		require.NoError(t, err)
		require.False(t, verdicts[0].kept())
		require.Equal(t, sla.Missed, verdicts[0].clock.Verdict)
		require.Positive(t, verdicts[0].clock.Overdue)
		require.Less(t, verdicts[0].clock.Overdue, late)
	})
}

const animal = "Pick up Dead Animal"

func TestJudgeNamesTheCaseItCannotJudge(t *testing.T) {
	office, err := readOffice(holidaysUntil(2016))
	require.NoError(t, err)
	opened := time.Date(2017, time.December, 1, 12, 0, 0, 0, office.Location())
	_, err = judgeIn(office, []request{{id: "7", kind: animal, opened: opened}})
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	require.ErrorContains(t, err, "case 7: ")

	_, err = judgeIn(office, []request{{id: "8", kind: "Pothole Repair", opened: opened}})
	require.ErrorIs(t, err, errNoPromise)
	require.ErrorContains(t, err, "case 8: ")
}

func TestLatest(t *testing.T) {
	closed := published()
	late := func(id string, by time.Duration) verdict {
		return verdict{request{id: id, closed: closed}, sla.Clock{Overdue: by}}
	}
	open := verdict{request{id: "9"}, sla.Clock{Overdue: 9}}
	verdicts := []verdict{late("1", 1), open, late("3", 2), late("2", 2)}
	got := latest(verdicts, 2)
	require.Len(t, got, 2)
	require.Equal(t, "2", got[0].id)
	require.Equal(t, "3", got[1].id)
	require.Len(t, latest(verdicts, 10), 3)
	require.Equal(t, "9", verdicts[1].id, "the list stays as it was")
}

func TestFind(t *testing.T) {
	verdicts := []verdict{{request: request{id: "1"}}, {request{id: "2"}, sla.Clock{Verdict: sla.Met}}}
	v, err := find(verdicts, "2")
	require.NoError(t, err)
	require.True(t, v.kept())
	_, err = find(verdicts, "3")
	require.ErrorContains(t, err, "no case 3")
}
