package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSample(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out, []string{"testdata/sample"}))
	require.Equal(t, strings.TrimLeft(`
LIVED        sample.go:14:7 CONDITIONALS_BOUNDARY < to <=
LIVED        sample.go:17:7 CONDITIONALS_BOUNDARY > to >=
LIVED        sample.go:34:20 CONDITIONALS_BOUNDARY > to >=
LIVED        sample.go:34:17 ARITHMETIC_BASE - to +
LIVED        sample.go:45:38 CONDITIONALS_BOUNDARY >= to >
LIVED        sample.go:45:38 CONDITIONALS_NEGATION >= to <
NOT COVERED  sample.go:48:37 ARITHMETIC_BASE - to +
LIVED        sample.go:52:22 CONDITIONALS_BOUNDARY < to <=
26 mutants: 18 killed, 0 timed out, 7 lived, 1 not covered; 3 more cannot be compiled
score: 72.00 % (18 of the 25 that tests reach)
`, "\n"), out.String())
}

func TestASampleIsTheSameForTheSameSeed(t *testing.T) {
	var first, second bytes.Buffer
	require.NoError(t, run(t.Context(), &first, []string{"-n", "5", "-seed", "3", "-v", "testdata/sample"}))
	require.NoError(t, run(t.Context(), &second, []string{"-n", "5", "-seed", "3", "-v", "-j", "1", "testdata/sample"}))
	require.Equal(t, first.String(), second.String())
	require.Contains(t, first.String(), "5 mutants: ")
}

func TestErrors(t *testing.T) {
	for want, arguments := range map[string][]string{
		"give the folder":           nil,
		"must be positive":          {"-j", "0", "testdata/sample"},
		"go list":                   {"testdata/nothing"},
		"error parsing regexp":      {"-skip", "(", "testdata/sample"},
		"flag provided but not def": {"-x"},
	} {
		require.ErrorContains(t, run(t.Context(), &bytes.Buffer{}, arguments), want)
	}
}
