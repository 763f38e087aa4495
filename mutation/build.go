package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// testBinary is the compiled tests of an instrumented package.
type testBinary struct {
	file, dir, work string
}

// build compiles the tests of a package, with the instrumented files in place of
// its own.
func build(ctx context.Context, p *pkg, from instrumented, work string) (*testBinary, error) {
	replace := make(map[string]string, len(from.source))
	for name, text := range from.source {
		to := filepath.Join(work, name)
		if err := os.WriteFile(to, text, 0o600); err != nil {
			return nil, err
		}
		replace[filepath.Join(p.dir, name)] = to
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, err
	}
	overlayFile := filepath.Join(work, "overlay.json")
	if err := os.WriteFile(overlayFile, overlay, 0o600); err != nil {
		return nil, err
	}
	b := &testBinary{file: filepath.Join(work, "tests"), dir: p.dir, work: work}
	compile := exec.CommandContext(ctx, "go", "test", "-c", "-overlay", overlayFile, "-o", b.file, ".")
	compile.Dir = p.dir
	if out, err := compile.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go test -c: %w\n%s", err, out)
	}
	if _, err := os.Stat(b.file); err != nil {
		return nil, errors.New("the package has no tests")
	}
	return b, nil
}

// maxMemory is what a run of tests may take, in KiB: some mutants loop and
// gather.
const maxMemory = "4194304"

// run runs tests with a mutant switched on, 0 for none. log is the file for the
// mutants that are reached, if it is not empty.
func (b *testBinary) run(ctx context.Context, limit time.Duration, o options, id int, log string, arguments ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	arguments = append([]string{"-c", `ulimit -v ` + maxMemory + ` 2>/dev/null; exec "$0" "$@"`, b.file}, arguments...)
	tests := exec.CommandContext(ctx, "sh", arguments...)
	tests.Dir = b.dir
	tests.WaitDelay = time.Second
	tests.Env = append(os.Environ(), variable+"="+strconv.Itoa(id), logVariable+"="+log,
		"GOMAXPROCS="+strconv.Itoa(max(1, runtime.NumCPU()/o.workers)))
	out, err := tests.CombinedOutput()
	if ctx.Err() != nil {
		return out, ctx.Err()
	}
	return out, err
}

// test is a test as it runs without a mutant.
type test struct {
	name    string
	took    time.Duration
	reaches map[int]bool
}

// longest is how long a test may take without a mutant.
const longest = 10 * time.Minute

// baseline runs each test by itself, without a mutant. The fastest come first.
func (b *testBinary) baseline(ctx context.Context, o options) ([]test, error) {
	listed, err := b.run(ctx, longest, o, 0, "", "-test.list", ".")
	if err != nil {
		return nil, fmt.Errorf("list the tests: %w\n%s", err, listed)
	}
	skip, err := regexp.Compile(o.skip)
	if err != nil {
		return nil, err
	}
	var tests []test
	for name := range strings.Lines(string(listed)) {
		name = strings.TrimSpace(name)
		if name == "" || strings.HasPrefix(name, "Benchmark") || o.skip != "" && skip.MatchString(name) {
			continue
		}
		tests = append(tests, test{name: name})
	}
	failures := make([]error, len(tests))
	inParallel(o.workers, len(tests), func(i int) { failures[i] = b.measure(ctx, o, &tests[i]) })
	if err := errors.Join(failures...); err != nil {
		return nil, err
	}
	slices.SortStableFunc(tests, func(a, b test) int { return int(a.took - b.took) })
	return tests, nil
}

// measure runs one test without a mutant.
func (b *testBinary) measure(ctx context.Context, o options, t *test) error {
	log := filepath.Join(b.work, t.name+".log")
	begun := time.Now()
	if out, err := b.run(ctx, longest, o, 0, log, "-test.run", "^"+t.name+"$"); err != nil {
		return fmt.Errorf("%s fails without a mutant (-skip leaves it out): %w\n%.2000s", t.name, err, out)
	}
	t.took = time.Since(begun)
	t.reaches = make(map[int]bool)
	reached, err := os.ReadFile(log)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for line := range bytes.Lines(reached) {
		id, err := strconv.Atoi(string(bytes.TrimSpace(line)))
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		t.reaches[id] = true
	}
	return nil
}

// inParallel calls do(0) to do(n-1), some at a time.
func inParallel(workers, n int, do func(i int)) {
	var group sync.WaitGroup
	next := make(chan int)
	for range workers {
		group.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
}
