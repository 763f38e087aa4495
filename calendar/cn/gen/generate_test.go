package main_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	main "github.com/servicecommitment/commitment/calendar/cn/gen"
)

// The generated file is what the generator makes of the files.
func TestGeneratedFileIsUpToDate(t *testing.T) {
	want, err := main.Generate(os.DirFS("../testdata/holiday-cn"))
	require.NoError(t, err)
	got, err := os.ReadFile("../zz_notices.go")
	require.NoError(t, err)
	require.Equal(t, string(want), string(got), "run: go generate ./calendar/cn")
	require.True(t, strings.HasPrefix(string(got), "// Code generated "))

	licence, err := os.ReadFile("../testdata/holiday-cn/LICENSE.txt")
	require.NoError(t, err)
	for line := range strings.Lines(string(licence)) {
		require.Contains(t, string(got), strings.TrimSpace("// "+line)+"\n")
	}
}

// notices returns a directory of the given files and a licence.
func notices(files map[string]string) fstest.MapFS {
	dir := fstest.MapFS{"LICENSE.txt": {Data: []byte("MIT License")}, "README.md": {}}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return dir
}

func TestGenerate(t *testing.T) {
	code, err := main.Generate(notices(map[string]string{
		"2030.json": `{"$schema":"","$id":"","year":2030,"papers":["https://a","https://b\n// c"],"days":[
			{"name":"B","date":"2030-02-02","isOffDay":true},{"name":"A","date":"2029-12-31","isOffDay":false},
			{"name":"B","date":"2030-02-01","isOffDay":true},{"name":"A","date":"2030-01-01","isOffDay":true}]}`,
		"2031.json": `{"year":2031,"papers":["https://d"],"days":[{"name":"\"","date":"2031-01-01","isOffDay":true}]}`,
		"2032.json": `{"year":2032,"papers":[],"days":[]}`,
	}))
	require.NoError(t, err)
	_, body, found := strings.Cut(string(code), "\npackage cn\n")
	require.True(t, found)
	require.Equal(t, `
// The years of the first and the last built-in notice.
const firstBuiltIn, lastBuiltIn = 2030, 2031

// builtIn returns the notice for a year, nil if there is none.
func builtIn(year int) []festival {
	switch year {
	case 2030:
		// https://a
		// https://b//c
		return []festival{
			{"A", dates{20300101}, dates{20291231}},
			{"B", dates{20300201, 20300202}, nil},
		}
	case 2031:
		// https://d
		return []festival{
			{"\"", dates{20310101}, nil},
		}
	}
	return nil
}
`, body)
}

func TestGenerateErrors(t *testing.T) {
	day := func(text string) string { return `{"year":2030,"papers":["p"],"days":[` + text + `]}` }
	const good = `{"name":"A","date":"2030-01-01","isOffDay":true}`
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"none", nil, "no notices in 0 files"},
		{"none announced", map[string]string{"2030.json": `{"year":2030,"papers":[],"days":[]}`}, "no notices in 1 files"},
		{"not JSON", map[string]string{"2030.json": "{"}, "2030.json: unexpected EOF"},
		{"unknown field", map[string]string{"2030.json": `{"yeer":2030}`}, `2030.json: json: unknown field "yeer"`},
		{"another year", map[string]string{"2031.json": day(good)}, "2031.json: is for the year 2030"},
		{"no papers", map[string]string{"2030.json": `{"year":2030,"papers":[],"days":[` + good + `]}`}, "2030.json: has 0 papers and 1 days"},
		{"no days", map[string]string{"2030.json": `{"year":2030,"papers":["p"],"days":[]}`}, "2030.json: has 1 papers and 0 days"},
		{"no date", map[string]string{"2030.json": day(`{"name":"A","date":"2030-02-29","isOffDay":true}`)}, "day out of range"},
		{"date after", map[string]string{"2030.json": day(`{"name":"A","date":"2031-01-01","isOffDay":true}`)}, "2031-01-01 lies neither"},
		{"date before", map[string]string{"2030.json": day(`{"name":"A","date":"2029-11-30","isOffDay":true}`)}, "2029-11-30 lies neither"},
		{"twice", map[string]string{"2030.json": day(good + "," + good)}, "2030-01-01 is listed twice"},
		{"no name", map[string]string{"2030.json": day(`{"date":"2030-01-01","isOffDay":true}`)}, "2030-01-01 lacks"},
		{"no kind", map[string]string{"2030.json": day(`{"name":"A","date":"2030-01-01"}`)}, "2030-01-01 lacks"},
		{"gap", map[string]string{
			"2030.json": day(good),
			"2032.json": `{"year":2032,"papers":["p"],"days":[{"name":"A","date":"2032-01-01","isOffDay":true}]}`,
		}, "2032.json: the notice before it is for 2030"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := main.Generate(notices(test.files))
			require.ErrorContains(t, err, test.want)
		})
	}
	_, err := main.Generate(fstest.MapFS{})
	require.ErrorContains(t, err, "LICENSE.txt")
}
