package slatest

import (
	"io/fs"

	"github.com/servicecommitment/commitment/sla"
)

// RunOn is [Run] for a T of the tests' own, whose failures they can read.
func RunOn[T tester[T]](t T, engine *sla.Engine, fsys fs.FS) { run(t, engine, fsys) }
