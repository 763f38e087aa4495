package commitment_test

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var readmes = []string{"README.md", "README.zh.md"}

// blocks are the pieces of code and output of a page: those fenced by ```.
var blocks = regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$")

// The code of the README is that of a runnable example of this package, and what
// it prints is that example's output.
func TestREADMEHoldsRunnableExamples(t *testing.T) {
	t.Parallel()
	examples := exampleTexts(t)
	var code []string
	for _, page := range readmes {
		var mine []string
		for _, block := range blocks.FindAllStringSubmatch(readText(t, page), -1) {
			switch block[1] {
			case "go":
				mine = append(mine, block[2])
				assert.Contains(t, examples, indented(block[2], "\t"), "%s: this is in no example", page)
			case "text":
				assert.Contains(t, examples, indented(block[2], "\t// "), "%s: no example prints this", page)
			}
		}
		require.NotEmpty(t, mine)
		for _, block := range mine {
			assert.LessOrEqual(t, strings.Count(block, "\n"), 20, "%s: an example is read at a glance", page)
		}
		if code == nil {
			code = mine
		}
		assert.Equal(t, code, mine, "the pages show the same code")
		for _, command := range []string{"go run ./examples/quickstart", "go test ./..."} {
			assert.Contains(t, readText(t, page), "\n"+command+"\n", page)
		}
	}
}

// The README names every package that a host can import, and none that it cannot.
func TestREADMENamesEveryPackage(t *testing.T) {
	_, packages := library(t)
	for _, page := range readmes {
		text := readText(t, page)
		for _, p := range packages {
			if p.Internal() || p.Dir == "." || p.Types.Scope().Len() == 0 {
				continue
			}
			assert.Contains(t, text, "\n| [`"+p.Dir+"`]("+p.Dir+") | ", "%s: the table of packages", page)
		}
	}
}

// link is a link to a file of the repository, with its text.
var link = regexp.MustCompile(`\[([^\]\n]*)\]\(([^)#:\s]+)(#[^)\s]*)?\)`)

// Every link of a page leads to a file. One whose text is the name of a test or of
// a fuzz target leads to the file in which that is.
func TestLinksOfThePages(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("docs/*.md")
	require.NoError(t, err)
	more, err := filepath.Glob("*.md")
	require.NoError(t, err)
	for _, page := range append(pages, more...) {
		for _, match := range link.FindAllStringSubmatch(readText(t, page), -1) {
			name, file := strings.Trim(match[1], "`"), filepath.Join(filepath.Dir(page), match[2])
			_, err := os.Stat(file)
			require.NoError(t, err, "%s: %s", page, match[0])
			if regexp.MustCompile(`^(Test|Fuzz|Benchmark|Example)\w*$`).MatchString(name) {
				assert.Contains(t, readText(t, file), "\nfunc "+name+"(", "%s: %s", page, match[0])
			}
		}
	}
}

// exampleTexts returns the files with the examples of this package.
func exampleTexts(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("example*_test.go")
	require.NoError(t, err)
	var texts []string
	for _, file := range files {
		texts = append(texts, readText(t, file))
	}
	return strings.Join(texts, "\n")
}

func readText(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	return string(text)
}

// indented puts a prefix before every line that is not empty.
func indented(text, prefix string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line != "\n" {
			b.WriteString(prefix)
		}
		b.WriteString(line)
	}
	return b.String()
}

// Every package has one documentation, which is short enough to be read.
func TestEveryPackageHasADocumentation(t *testing.T) {
	_, packages := library(t)
	for _, p := range packages {
		var found *ast.CommentGroup
		for _, file := range p.Files {
			if file.Doc != nil {
				assert.Nil(t, found, "%s has two", p.Dir)
				found = file.Doc
			}
		}
		if assert.NotNil(t, found, p.Dir) {
			assert.True(t, strings.HasPrefix(found.Text(), "Package "+p.Types.Name()+" "), p.Dir)
			assert.LessOrEqual(t, len(found.List), 160, p.Dir)
		}
	}
}
