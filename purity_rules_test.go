package commitment_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The rules find what they are there for: each line of this file that has a
// comment breaks one, and no other does.
func TestRulesOfPurityFindWhatBreaksThem(t *testing.T) {
	m, _ := library(t)
	p, err := m.Parse("sample", `package sample

import (
	"embed"
	"errors"
	"fmt"
	clock "time"
)

var ErrSample = errors.New("fine")

var files embed.FS

var cache = map[string]int{} // a variable of the package: cache

var now = clock.Now // a variable of the package: now; time.Now reads the clock

func init() { // runs when it is imported
	cache["a"]++ // changes a variable of a package: cache
}

func MustDo() { must() }

func must() { panic("fine") }

func Do(t clock.Time) clock.Time {
	if t.IsZero() {
		must() // may panic: must
		panic("no") // panics
	}
	go Do(t) // starts a goroutine
	fmt.Println(files) // fmt.Println prints
	_ = clock.Unix(0, 0) // an instant in the zone of the machine: call In or UTC
	_ = clock.Unix(0, 0).UTC()
	_ = clock.Unix(0, 0).In(t.Location())
	ErrSample = nil // changes a variable of a package: ErrSample
	clock.Local = t.Location() // changes a variable of a package: Local; time.Local is the zone of the machine
	local := &ErrSample // changes a variable of a package: ErrSample
	*local = nil
	return t.Local() // (time.Time).Local is the zone of the machine
}

`)
	require.NoError(t, err)
	want := map[int][]string{}
	for _, group := range p.Files[0].Comments {
		line := m.Fset.Position(group.Pos()).Line
		want[line] = strings.Split(strings.TrimSpace(group.Text()), "; ")
	}
	found := map[int][]string{}
	for _, fault := range append(state(p), judge(p)...) {
		line := m.Fset.Position(fault.pos).Line
		found[line] = append(found[line], fault.text)
	}
	require.Equal(t, want, found)
}
