package check_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

func TestProblemsText(t *testing.T) {
	tests := []struct {
		name string
		add  func(p *check.Problems)
		want string
	}{
		{
			"one", func(p *check.Problems) { p.Addf("zone", "is required") },
			"calendar: zone: is required",
		},
		{
			"one of the whole document", func(p *check.Problems) { p.Addf("", "too large") },
			"calendar: too large",
		},
		{
			"two, in the order found", func(p *check.Problems) {
				p.Addf("zone", "is required")
				p.Addf("", "too large")
			},
			"calendar: 2 problems:\n\tzone: is required\n\ttoo large",
		},
		{
			"a nil error is no problem", func(p *check.Problems) {
				p.Add("zone", nil)
				p.Add("week", io.EOF)
			},
			"calendar: week: EOF",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var p check.Problems
			test.add(&p)
			require.EqualError(t, p.Err("calendar"), test.want)
		})
	}
}

func TestProblemsNone(t *testing.T) {
	var p check.Problems
	require.Zero(t, p.Len())
	require.False(t, p.Full())
	require.NoError(t, p.Err("calendar"))
}

func TestProblemsJoinPaths(t *testing.T) {
	field := func(path string) error { return &commitment.FieldError{Path: path, Err: io.EOF} }
	tests := []struct {
		name string
		at   check.Path
		err  error
		want []string
	}{
		{"plain error", "week", io.EOF, []string{"week"}},
		{"member", "week", field("mon"), []string{"week.mon"}},
		{"element", "week", field("[0].start"), []string{"week[0].start"}},
		{"same place", "week", field(""), []string{"week"}},
		{"of the whole document", "", field("mon"), []string{"mon"}},
		{"nowhere in the whole document", "", field(""), []string{""}},
		{"wrapped", "week", fmt.Errorf("calendar: %w", field("mon")), []string{"week.mon"}},
		{"several", "week", errors.Join(field("mon"), field("[1]")), []string{"week.mon", "week[1]"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var p check.Problems
			p.Add(test.at, test.err)
			require.Equal(t, len(test.want), p.Len())
			require.Equal(t, test.want, paths(p.Err("x")))
			require.ErrorIs(t, p.Err("x"), io.EOF)
		})
	}
}

func TestProblemsOfProblems(t *testing.T) {
	var inner, outer check.Problems
	inner.Addf("mon", "overlaps")
	inner.Addf("tue[1]", "is empty")
	outer.Addf("zone", "is required")
	outer.Add("week", inner.Err("hours"))
	require.EqualError(t, outer.Err("calendar"),
		"calendar: 3 problems:\n\tzone: is required\n\tweek.mon: overlaps\n\tweek.tue[1]: is empty")
}

func TestProblemsMatch(t *testing.T) {
	var p check.Problems
	p.Addf("zone", "no such zone: %w", fs.ErrNotExist)
	one := p.Err("calendar")
	p.Add("source", &fs.PathError{Op: "open", Path: "cn", Err: fs.ErrPermission})
	two := p.Err("calendar")

	for _, err := range []error{one, two} {
		require.ErrorIs(t, err, commitment.ErrInvalid)
		require.ErrorIs(t, err, fs.ErrNotExist)
		require.NotErrorIs(t, err, io.EOF)
		var field *commitment.FieldError
		require.ErrorAs(t, err, &field)
		require.Equal(t, "zone", field.Path)
	}
	require.Len(t, commitment.FieldErrors(one), 1, "problems added later are not in it")
	require.NotErrorIs(t, one, fs.ErrPermission)
	require.ErrorIs(t, two, fs.ErrPermission)
	var cause *fs.PathError
	require.ErrorAs(t, two, &cause)
}

func TestProblemsKeepTheFirstThousand(t *testing.T) {
	tests := []struct {
		problems int
		kept     int
		last     string
	}{
		{999, 999, "[998]: wrong"},
		{1000, 1000, "[999]: wrong"},
		{1001, 1001, "and 1 more problem"},
		{1002, 1001, "and 2 more problems"},
		{1_000_000, 1001, "and 999000 more problems"},
	}
	for _, test := range tests {
		t.Run(strconv.Itoa(test.problems), func(t *testing.T) {
			var p check.Problems
			cause := errors.New("wrong")
			for i := range test.problems {
				p.Add(check.Path("").Index(i), cause)
			}
			require.Equal(t, test.problems >= 1000, p.Full())
			require.Equal(t, test.problems, p.Len())
			err := p.Err("sla")
			fields := commitment.FieldErrors(err)
			require.Len(t, fields, test.kept)
			require.EqualError(t, fields[test.kept-1], test.last)
			text := err.Error()
			require.True(t, strings.HasPrefix(text, fmt.Sprintf("sla: %d problems:\n\t[0]: wrong\n", test.problems)), text[:40])
			require.True(t, strings.HasSuffix(text, "\n\t"+test.last), text[len(text)-40:])
		})
	}
}

func paths(err error) []string {
	var found []string
	for _, field := range commitment.FieldErrors(err) {
		found = append(found, field.Path)
	}
	return found
}
