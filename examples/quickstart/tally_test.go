package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

func TestTallies(t *testing.T) {
	for _, c := range []struct {
		name, file string
		holidays   map[string]calendar.HolidaySource
		want       tally
	}{
		{
			"2016", "data/boston311-dead-animal-2016.csv", allHolidays(),
			tally{requests: 3396, same: 3379, near: 15, far: 2, kept: 3239, late: 68, open: 89, agreed: 3395},
		},
		{
			"2018 as if without holidays", "data/boston311-dead-animal-2018.csv", noHolidays(),
			tally{requests: 3920, same: 3855, near: 13, far: 52, kept: 3571, late: 154, open: 195, agreed: 3920},
		},
		{
			"2018 with its holidays", "data/boston311-dead-animal-2018.csv", allHolidays(),
			tally{requests: 3920, same: 3597, near: 13, far: 310, kept: 3579, late: 146, open: 195, agreed: 3912},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			requests, err := readRequests(c.file)
			require.NoError(t, err)
			office, err := readOffice(c.holidays)
			require.NoError(t, err)
			verdicts, err := judgeIn(office, requests)
			require.NoError(t, err)
			require.Equal(t, c.want, count(verdicts))
			require.Len(t, disputed(verdicts), c.want.requests-c.want.agreed)
		})
	}
}

func TestCountDueOnHolidays(t *testing.T) {
	requests, err := readRequests("data/boston311-dead-animal-2018.csv")
	require.NoError(t, err)
	office, err := readOffice(allHolidays())
	require.NoError(t, err)
	n, err := countDueOnHolidays(office, requests)
	require.NoError(t, err)
	require.Equal(t, 97, n)

	office, err = readOffice(holidaysUntil(2017))
	require.NoError(t, err)
	_, err = countDueOnHolidays(office, requests)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	require.ErrorContains(t, err, requests[0].id)
}
