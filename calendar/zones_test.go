package calendar_test

import (
	"encoding/binary"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
)

// restless returns a zone that goes forward and back by an hour, count times
// from an instant on.
func restless(t *testing.T, count int, from time.Time, every time.Duration) *time.Location {
	t.Helper()
	header := func(changes uint32, types byte) []byte {
		b := append([]byte("TZif2"), make([]byte, 15)...)
		b = append(b, make([]byte, 12)...)
		b = binary.BigEndian.AppendUint32(b, changes)
		return append(b, 0, 0, 0, types, 0, 0, 0, 4)
	}
	data := append(header(0, 1), 0, 0, 0, 0, 0, 0, 'S', 'T', 'D', 0)
	data = append(data, header(uint32(count), 2)...)
	for i := range count {
		data = binary.BigEndian.AppendUint64(data, uint64(from.Add(time.Duration(i)*every).Unix()))
	}
	for i := range count {
		data = append(data, byte(1-i%2))
	}
	data = append(data, 0, 0, 0, 0, 0, 0, 0, 0, 0x0e, 0x10, 1, 0)
	data = append(data, "STD\x00\n\n"...)
	location, err := time.LoadLocationFromTZData("Test/Restless", data)
	require.NoError(t, err)
	return location
}

func TestZonesOfManyChanges(t *testing.T) {
	t.Parallel()
	spec := januaryOffice()
	spec.Location = restless(t, 9999, utcAt("2024-01-01 00:00"), time.Minute)
	c := mustCalendar(t, spec)
	// In the hours between two changes the clock shows the same hour again and
	// again: nine o'clock is when it first does.
	opening, err := c.NextOpen(utcAt("2024-01-02 00:00"))
	require.NoError(t, err)
	require.Equal(t, "09:00", opening.Format("15:04"))
	spec.Location = restless(t, 10000, utcAt("2024-01-01 00:00"), time.Minute)
	_, err = calendar.New(spec)
	requireProblems(t, err, "time_zone: zone changes its offset more than 10,000 times")

	// Outside the coverage such a zone is not an error: its calendar does not
	// depend on it.
	for days, from := range map[string]string{"155d": "2024-06-01 00:00", "1000d": "2026-09-24 00:00"} {
		spec.Location = restless(t, 60000, utcAt(from), 20*time.Second)
		c = mustCalendar(t, spec)
		due, err := c.Due(utcAt("2024-01-02 12:00"), calendar.MustAllowance(days))
		require.NoError(t, err)
		require.Equal(t, "12:00", due.Format("15:04"))
	}
}
