package main

const (
	helperFile = "zz_mutation.go"
	// variable switches a mutant on, logVariable names the file to which the
	// numbers of reached mutants are appended.
	variable    = "MUTATION_ON"
	logVariable = "MUTATION_LOG"
)

// helpers is the text of the functions that operators become. They are small
// enough to be inlined, so that they allocate nothing.
const helpers = `

import (
	"cmp"
	"os"
	"strconv"
	"sync/atomic"
)

var (
	mutationOn, _ = strconv.Atoi(os.Getenv("` + variable + `"))
	mutationLog   = os.Getenv("` + logVariable + `")
	mutationSeen  [` + idMark + `]atomic.Bool
)

//go:noinline
func mutationNote(id int) {
	if mutationSeen[id].Swap(true) {
		return
	}
	file, err := os.OpenFile(mutationLog, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err == nil {
		_, err = file.WriteString(strconv.Itoa(id) + "\n")
		if closing := file.Close(); err == nil {
			err = closing
		}
	}
	if err != nil {
		panic(err)
	}
}

func mutationIs(id int) bool {
	if mutationLog != "" {
		mutationNote(id)
	}
	return mutationOn == id
}

type mutationInteger interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

type mutationNumber interface{ mutationInteger | ~float32 | ~float64 }

func mutationAdd[T mutationNumber](id int, a, b T) T { if mutationIs(id) { return a - b }; return a + b }
func mutationSub[T mutationNumber](id int, a, b T) T { if mutationIs(id) { return a + b }; return a - b }
func mutationMul[T mutationNumber](id int, a, b T) T { if mutationIs(id) { return a / b }; return a * b }
func mutationQuo[T mutationNumber](id int, a, b T) T { if mutationIs(id) { return a * b }; return a / b }
func mutationRem[T mutationInteger](id int, a, b T) T { if mutationIs(id) { return a * b }; return a % b }
func mutationNeg[T mutationNumber](id int, a T) T { if mutationIs(id) { return a }; return -a }
func mutationInc[T mutationNumber](id int, a T) T { if mutationIs(id) { return a - 1 }; return a + 1 }
func mutationDec[T mutationNumber](id int, a T) T { if mutationIs(id) { return a + 1 }; return a - 1 }
func mutationNot[T ~bool](id int, a T) T { if mutationIs(id) { return !a }; return a }
func mutationLss[T cmp.Ordered](id int, a, b T) bool { if mutationIs(id) { return a <= b }; if mutationOn == id+1 { return a >= b }; return a < b }
func mutationLeq[T cmp.Ordered](id int, a, b T) bool { if mutationIs(id) { return a < b }; if mutationOn == id+1 { return a > b }; return a <= b }
func mutationGtr[T cmp.Ordered](id int, a, b T) bool { if mutationIs(id) { return a >= b }; if mutationOn == id+1 { return a <= b }; return a > b }
func mutationGeq[T cmp.Ordered](id int, a, b T) bool { if mutationIs(id) { return a > b }; if mutationOn == id+1 { return a < b }; return a >= b }
`
