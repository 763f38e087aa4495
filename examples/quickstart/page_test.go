package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestPage(t *testing.T) {
	var out bytes.Buffer
	p := page{w: &out}
	p.title("Größe %d", 1)
	p.heading("A table")
	p.table([]string{"case", "what"}, []string{"1"}, []string{"12345", "é", "x"})
	p.lines([]string{"100 %", "b"})
	p.share("kept", 1, 3)
	require.NoError(t, p.err)
	require.Equal(t, `Größe 1
=======

A table
  case   what
  1
  12345  é     x
  100 %
  b
  kept                         1   33.33 %
`, out.String())
}

func TestPageKeepsItsFirstError(t *testing.T) {
	disk := fullDisk(3)
	p := page{w: &disk}
	p.line("%s", "ab")
	require.NoError(t, p.err)
	p.line("%s", "cd")
	require.ErrorIs(t, p.err, errFull)
	require.EqualError(t, p.err, "print: disk full")
	disk = 100
	p.line("%s", "ef")
	require.Equal(t, fullDisk(100), disk, "a line after the first that failed")
}

func TestMinuteAndHours(t *testing.T) {
	require.Equal(t, "never", minute(time.Time{}))
	require.Equal(t, "Mon 2016-04-18 09:05", minute(time.Date(2016, time.April, 18, 9, 5, 59, 0, time.UTC)))
	require.Equal(t, "0 h 59 min", hours(time.Hour-time.Nanosecond))
	require.Equal(t, "100 h 00 min", hours(100*time.Hour))
}
