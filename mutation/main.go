package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
)

// options are the flags of the command.
type options struct {
	sample      int
	seed        uint64
	workers     int
	coefficient int
	skip        string
	verbose     bool
}

func main() {
	if err := run(context.Background(), os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "mutation:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, arguments []string) error {
	var o options
	flags := flag.NewFlagSet("mutation", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.IntVar(&o.sample, "n", 0, "try only so many mutants, chosen at random; 0: all")
	flags.Uint64Var(&o.seed, "seed", 1, "what chance begins with")
	flags.IntVar(&o.workers, "j", 2, "how many mutants are tried at a time")
	flags.IntVar(&o.coefficient, "k", 10, "how many times longer than without a mutant tests may take")
	flags.StringVar(&o.skip, "skip", "", "a regular expression of tests to leave out")
	flags.BoolVar(&o.verbose, "v", false, "print the killed mutants too")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("give the folder of one package")
	}
	if o.workers < 1 || o.coefficient < 1 || o.sample < 0 {
		return errors.New("-j and -k must be positive, -n not negative")
	}
	results, skipped, err := mutate(ctx, o, flags.Arg(0))
	if err != nil {
		return err
	}
	return report(out, o, results, skipped)
}

// mutate tries the mutants of the package in a folder. It returns what became of
// each, in the order of the source, and the number of places that cannot be
// changed.
func mutate(ctx context.Context, o options, folder string) ([]result, int, error) {
	p, err := load(ctx, folder)
	if err != nil {
		return nil, 0, err
	}
	instrumented, skipped, err := p.instrument()
	if err != nil {
		return nil, 0, err
	}
	work, err := os.MkdirTemp("", "mutation")
	if err != nil {
		return nil, 0, err
	}
	defer os.RemoveAll(work) //nolint:errcheck // a temporary folder
	b, err := build(ctx, p, instrumented, work)
	if err != nil {
		return nil, 0, err
	}
	tests, err := b.baseline(ctx, o)
	if err != nil {
		return nil, 0, err
	}
	chosen := instrumented.mutants
	if o.sample > 0 && o.sample < len(chosen) {
		chance := rand.New(rand.NewPCG(o.seed, 0)) //nolint:gosec // a sample
		chosen = slices.Clone(chosen)
		chance.Shuffle(len(chosen), func(i, j int) { chosen[i], chosen[j] = chosen[j], chosen[i] })
		chosen = chosen[:o.sample]
		slices.SortFunc(chosen, func(a, b mutant) int { return a.id - b.id })
	}
	results, err := b.try(ctx, o, tests, chosen)
	return results, skipped, err
}
