package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files")

// Each section prints what its golden file holds.
func TestSections(t *testing.T) {
	d, err := load()
	require.NoError(t, err)
	for _, s := range sections() {
		t.Run(s.name, func(t *testing.T) {
			golden := filepath.Join("testdata", s.name+".golden")
			var out bytes.Buffer
			require.NoError(t, s.print(&out, d))
			if *update {
				require.NoError(t, os.WriteFile(golden, out.Bytes(), 0o600))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), out.String(), "run go test ./examples/quickstart -update if the change is meant")
		})
	}
}

// A golden file that no section prints any more is not kept.
func TestEveryGoldenFileHasItsSection(t *testing.T) {
	want := make([]string, 0, len(sections()))
	for _, s := range sections() {
		want = append(want, filepath.Join("testdata", s.name+".golden"))
	}
	got, err := filepath.Glob("testdata/*")
	require.NoError(t, err)
	require.ElementsMatch(t, want, got)
}

func TestRunPrintsAllSections(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(&out))
	rest := out.String()
	for i, s := range sections() {
		text, err := os.ReadFile(filepath.Join("testdata", s.name+".golden"))
		require.NoError(t, err)
		if i > 0 {
			text = append([]byte("\n\n"), text...)
		}
		require.Greater(t, len(rest), len(text)-1)
		require.Equal(t, string(text), rest[:len(text)])
		rest = rest[len(text):]
	}
	require.Empty(t, rest)
}

var errFull = errors.New("disk full")

// fullDisk takes so many bytes.
type fullDisk int

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > int(*d) {
		return 0, errFull
	}
	*d -= fullDisk(len(p))
	return len(p), nil
}

func TestRunReportsThatItCannotPrint(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(&out))
	for n := 0; n < out.Len(); n += 1009 {
		disk := fullDisk(n)
		require.ErrorIs(t, run(&disk), errFull, "%d bytes", n)
	}
}
