package expr_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/internal/expr"
)

// The syntax of expressions is a part of Go's. For every text, Go's own scanner
// and parser say the same as ours: which tokens have no place, and where; which
// error of syntax comes first, in which words; or which tree it is.
func FuzzParser(f *testing.F) {
	for _, text := range syntaxSeeds() {
		f.Add(text)
	}
	f.Fuzz(requireAsGo)
}

func TestParserAgreesWithGo(t *testing.T) {
	parts := syntaxParts()
	for _, text := range syntaxSeeds() {
		requireAsGo(t, text)
	}
	for _, a := range parts {
		for _, b := range parts {
			for _, join := range []string{"", " "} {
				requireAsGo(t, a+join+b)
				requireAsGo(t, "x "+a+join+b+" y")
				requireAsGo(t, "f(1"+a+join+b+"2)")
			}
		}
	}
	// Random rows of parts: mostly wrong, and often right for a while.
	next := uint64(1)
	for range 5_000 {
		var text strings.Builder
		for range 12 {
			next = next*6364136223846793005 + 1442695040888963407
			text.WriteString(parts[next>>33%uint64(len(parts))])
			if next>>60 < 4 {
				text.WriteByte(' ')
			}
		}
		requireAsGo(t, text.String())
	}
}

func syntaxParts() []string {
	return []string{
		"x", "延误", "f", "true", "if", "1", "2.5", "1e3", "1e", "1e+", ".5", "5.", "0x1F", "0x", "0b1", "0o", "08", "1_0", "1__0", "0x1p-2", "3i", "1p3",
		`"a"`, `"\n"`, `"\""`, `"\q"`, `"\x4"`, `"\xff"`, `"\777"`, `"\u12"`, `"\ud800"`, `"\uDa9A"`, `"\U00110000"`, `"open`, `"\`, "\"\x00\"", "\"\ufeff\"", "\"\r\"",
		"(", ")", ",", "+", "-", "*", "/", "!", "&&", "||", "==", "!=", "<", "<=", ">", ">=",
		"=", "&", "|", "^", "%", "<-", "<<", ">>=", "&^=", ":=", "++", "...", ".", "[", "]", "{", "}", ";", ":", "~", "?", "#", "@", "\\", "$",
		"'a'", `'\''`, "'", "`raw`", "`", "// rest", "/* c */", "/* open", "\n", "\t", "\r", "\x00", "\ufeff", "٣", "\u00a0",
	}
}

func syntaxSeeds() []string {
	return []string{
		"", " ", "x", "\ufeffx", "x\n", "x\n+ y", "x +\ny", "(x\n)", "f(x\n)", "f(x,\n)", "f(\nx)", "f(x,)", "f(,)", "f()", "f()()", "(f)(x)", `"f"(x)`, "1(x)",
		"x y", "x\ny", "()", "(", ")", "(x", "x)", "f(x", "f(x y)", "f(x;)", "-x * -y", "!x && !y || z", "a == b == c", "1 + 2 * 3 - 4 / 5", "*x", "+x", "- -x", "--x",
		"a<-b", "a < -b", "a&&!b", "1..2", "1.2.3", "f.x", "x[1]", "x{}", "func() {}", "'a", `"a" "b"`, "pct(rate(x), fee)", `choose(x > 5 || y, "a", "b")`,
		"x \"\\\n\" y", "x '\\\n' y", "\"\\x1\\n\"", "1e\u00ff",
	}
}

// requireAsGo looks at the first column alone where there may be a comment, a
// raw text or a character in quotes, within which Go finds more. Numbers that
// are not even Go's are refused where they begin, as are all that are not
// decimals.
func requireAsGo(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) || len(text) > 4096 || strings.Count(text, "(") > 32 {
		return // the limits, which come first
	}
	tree, problems := expr.Tree(text)
	columns, odd := foreign(text)
	if odd {
		_, problems = expr.Compile(text, expr.Scope{}, expr.Numeric)
		require.NotEmpty(t, problems, "%q", text)
		return
	}
	if len(columns) > 0 {
		got := columnsOf(problems)
		if strings.ContainsAny(text, "'`") || strings.Contains(text, "//") || strings.Contains(text, "/*") {
			require.NotEmpty(t, got, "%q", text)
			columns, got = columns[:1], got[:1]
		}
		require.Equal(t, columns, got, "%q", text)
		return
	}
	parsed, err := parser.ParseExprFrom(token.NewFileSet(), "", text, 0)
	var list scanner.ErrorList
	if errors.As(err, &list) {
		require.Equal(t, []int{column(text, list[0].Pos.Offset)}, columnsOf(problems), "%q: %v", text, err)
		require.EqualError(t, problems[0].Err, list[0].Msg, "%q", text)
		return
	}
	require.NoError(t, err)
	require.Empty(t, problems, "%q", text)
	require.Equal(t, dump(parsed), tree, "%q", text)
}

func column(text string, offset int) int { return 1 + utf8.RuneCountInString(text[:offset]) }

// columnsOf returns where problems are, each place once.
func columnsOf(problems []expr.Problem) []int {
	var columns []int
	for _, problem := range problems {
		columns = append(columns, problem.Column)
	}
	slices.Sort(columns)
	return slices.Compact(columns)
}

// foreign returns the columns at which Go's scanner finds an error or a token
// that is not of the language, and whether a number is malformed other than by
// an exponent without digits.
func foreign(text string) (columns []int, odd bool) {
	file := token.NewFileSet().AddFile("", -1, len(text))
	var lexer scanner.Scanner
	wrong := make(map[int]string)
	lexer.Init(file, []byte(text), func(at token.Position, message string) { wrong[at.Offset] = message }, scanner.ScanComments)
	found := token.ILLEGAL
	for found != token.EOF {
		var at token.Pos
		var literal string
		at, found, literal = lexer.Scan()
		offset := file.Offset(at)
		//exhaustive:ignore
		switch found {
		case token.EOF, token.IDENT, token.ILLEGAL, token.COMMA, token.LPAREN, token.RPAREN,
			token.ADD, token.SUB, token.MUL, token.QUO, token.NOT, token.LAND, token.LOR,
			token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			continue
		case token.INT, token.FLOAT, token.IMAG:
			for i := offset; i <= offset+len(literal); i++ {
				message, ok := wrong[i]
				ofNumber := strings.Contains(message, "literal") || strings.Contains(message, "exponent") || strings.Contains(message, "digits")
				odd = odd || ok && ofNumber && message != "exponent has no digits"
			}
			if found != token.IMAG {
				continue
			}
			delete(wrong, offset+len(literal)-1)
		case token.STRING:
			if literal[0] == '"' {
				continue
			}
		case token.SEMICOLON:
			if literal != ";" {
				continue
			}
		}
		columns = append(columns, column(text, offset))
	}
	for offset := range wrong {
		columns = append(columns, column(text, offset))
	}
	slices.Sort(columns)
	return slices.Compact(columns), odd
}

// dump writes the tree of Go's parser as [expr.Tree] writes ours.
func dump(e ast.Expr) string {
	var terms []string
	switch e := e.(type) {
	case *ast.Ident:
		terms = []string{e.Name}
	case *ast.BasicLit:
		terms = []string{e.Value}
	case *ast.ParenExpr:
		terms = []string{dump(e.X), "()"}
	case *ast.StarExpr:
		terms = []string{dump(e.X), "*"}
	case *ast.UnaryExpr:
		terms = []string{dump(e.X), e.Op.String()}
	case *ast.BinaryExpr:
		terms = []string{dump(e.X), dump(e.Y), e.Op.String(), strconv.Itoa(int(e.OpPos) - 1)}
	case *ast.CallExpr:
		for _, arg := range e.Args {
			terms = append(terms, dump(arg))
		}
		terms = append(terms, "call", dump(e.Fun))
	}
	return fmt.Sprintf("[%d:%d %s]", int(e.Pos())-1, int(e.End())-1, strings.Join(terms, " "))
}
