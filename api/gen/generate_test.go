package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	main "github.com/servicecommitment/commitment/api/gen"
)

// The files in the folder api are what the generator makes of the code.
func TestFilesAreUpToDate(t *testing.T) {
	want, err := main.Generate("../..")
	require.NoError(t, err)
	got, err := main.Texts("..")
	require.NoError(t, err)
	for name, text := range want {
		require.Equal(t, text, got[name], "%s: the interface changed; if that is meant, run: go generate", name)
		delete(got, name)
	}
	require.Empty(t, got, "files of packages that there are not; run: go generate")
}

// So is the list of what the hostile test calls.
func TestSurfaceIsUpToDate(t *testing.T) {
	want, err := main.GenerateSurface("../..")
	require.NoError(t, err)
	got, err := os.ReadFile("../hostile/surface_test.go")
	require.NoError(t, err)
	require.Equal(t, want, string(got), "the interface changed; if that is meant, run: go generate")
}

func TestList(t *testing.T) {
	require.Equal(t, `package sample // example.com/sample

const One Kind = 1
const Ten Kind = 10
const Any Kind = 11
const Text untyped string = "a\"b"
var ErrNo error
func Do(n int, more ...string) (b B, err error)
type A = B
type B struct
	field B.Inner Inner (embedded)
	field B.X []Kind
	field B.Z map[string]*B `+"`json:\"z\"`"+`
	func (B) Get() Kind
	func (*B) Set(k Kind)
type Both[K comparable, V any] struct
	field Both.Key K
type Inner struct
type Kind uint8
	func (Kind) String() string
type Source interface
	Known() (from int, to int)
type Sources []Source
`, main.List(check(t, `package sample

const (
	Text     = "a\"b"
	hidden   = 2
)
const (
	Ten Kind = 10
	One Kind = 1
	Any Kind = 11
)

var ErrNo error
var state int

func Do(n int, more ...string) (b B, err error) { return }
func do()                                       {}

type A = B
type B struct {
	Z map[string]*B `+"`json:\"z\"`"+`
	X []Kind
	y int
	Inner
}

func (B) Get() Kind     { return 0 }
func (*B) Set(k Kind)   {}
func (*B) unset(k Kind) {}

type Both[K comparable, V any] struct{ Key K }
type Inner struct{}
type Kind uint8

func (k Kind) String() string { return "" }

type Source interface{ Known() (from, to int) }
type Sources []Source
type lesser struct{}
`)))
}

// check returns the types of a file that imports nothing.
func check(t *testing.T, text string) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "sample.go", text, 0)
	require.NoError(t, err)
	p, err := new(types.Config).Check("example.com/sample", fset, []*ast.File{file}, nil)
	require.NoError(t, err)
	return p
}
