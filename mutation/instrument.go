package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// instrumented is a package in which every mutant can be switched on.
type instrumented struct {
	source  map[string][]byte
	mutants []mutant
}

// instrument rewrites the package. Where the types do not fit afterwards, the
// operator stays as it is and counts as skipped.
func (p *pkg) instrument() (instrumented, int, error) {
	sites, skipped := p.sites()
	const rounds = 20
	for range rounds {
		source := p.write(sites)
		fset := token.NewFileSet()
		files, err := p.parse(fset, source)
		if err != nil {
			return instrumented{}, 0, fmt.Errorf("instrumented: %w", err)
		}
		problems := p.check(fset, files, nil)
		if len(problems) == 0 {
			return instrumented{source, mutantsOf(sites)}, skipped, nil
		}
		unfit, err := unfitting(fset, source, sites, problems)
		if err != nil {
			return instrumented{}, 0, err
		}
		sites = slices.DeleteFunc(sites, func(s *site) bool {
			if unfit[s] {
				skipped += len(s.changes)
			}
			return unfit[s]
		})
	}
	return instrumented{}, 0, errors.New("the types of the instrumented package still do not fit")
}

// unfitting returns the sites in which the types do not fit: the innermost, or
// else all on the line.
func unfitting(fset *token.FileSet, source map[string][]byte, sites []*site, problems []error) (map[*site]bool, error) {
	unfit := make(map[*site]bool)
	for _, problem := range problems {
		var wrong types.Error
		if !errors.As(problem, &wrong) {
			return nil, problem
		}
		at := fset.Position(wrong.Pos)
		var inner *site
		for _, s := range sites {
			if s.file == at.Filename && s.written[0] <= at.Offset && at.Offset < s.written[1] &&
				(inner == nil || s.written[1]-s.written[0] < inner.written[1]-inner.written[0]) {
				inner = s
			}
		}
		if inner != nil {
			unfit[inner] = true
			continue
		}
		known := len(unfit)
		for _, s := range sites {
			if s.file == at.Filename && bytes.Count(source[s.file][:s.written[0]], []byte("\n"))+1 == at.Line {
				unfit[s] = true
			}
		}
		if len(unfit) == known {
			return nil, fmt.Errorf("instrumented: %w", problem)
		}
	}
	return unfit, nil
}

func mutantsOf(sites []*site) []mutant {
	var mutants []mutant
	for _, s := range sites {
		for i, c := range s.changes {
			mutants = append(mutants, mutant{s.first + i, s.first, s.position, c.operator, s.from, c.to})
		}
	}
	return mutants
}

// edit replaces the text of [start, end). Of edits that begin at one offset,
// those of the lowest rank come first.
type edit struct {
	start, end int
	rank       int
	text       string
	site       *site
	first      bool // the site begins here
	last       bool // the site ends here
}

// write returns the files with all sites rewritten, and numbers them.
func (p *pkg) write(sites []*site) map[string][]byte {
	edits := make(map[string][]edit)
	id := 1
	for _, s := range sites {
		s.first = id
		id += len(s.changes)
		edits[s.file] = append(edits[s.file], s.edits()...)
	}
	source := make(map[string][]byte, len(p.source)+1)
	for name, text := range p.source {
		source[name] = apply(text, edits[name])
	}
	source[helperFile] = []byte("package " + p.name + strings.ReplaceAll(helpers, idMark, strconv.Itoa(id)))
	return source
}

// edits returns what is to be done to the text. What ends at an offset comes
// before what begins there; of several, the shortest ends first and the longest
// begins first.
func (s *site) edits() []edit {
	length := s.end - s.start
	list := []edit{{
		start: s.start, end: s.start, rank: -length, text: strings.ReplaceAll(s.prefix, idMark, strconv.Itoa(s.first)), site: s, first: true,
	}}
	if s.convert != "" {
		for _, operand := range [][2]int{s.left, s.right} {
			if operand[1] > 0 {
				list = append(list,
					edit{start: operand[0], end: operand[0], rank: -(operand[1] - operand[0]) - 1, text: s.convert + "("},
					edit{start: operand[1], end: operand[1], rank: -1<<40 + operand[1] - operand[0], text: ")"})
			}
		}
	}
	// A conversion of an operand lies within the site and around the site that
	// the operand may be: its ranks are between theirs.
	for i := range list {
		list[i].rank *= 2
		if list[i].site == nil {
			list[i].rank++
		}
	}
	return append(list,
		edit{start: s.operator, end: s.afterOperator, text: s.middle},
		edit{start: s.end, end: s.end, rank: 2 * (-1<<40 + length), text: s.suffix, site: s, last: true})
}

// apply returns the text after its edits.
func apply(text []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return a.rank - b.rank
	})
	var written []byte
	at := 0
	for _, e := range edits {
		written = append(written, text[at:e.start]...)
		if e.first {
			e.site.written[0] = len(written)
		}
		written = append(written, e.text...)
		if e.last {
			e.site.written[1] = len(written)
		}
		at = e.end
	}
	return append(written, text[at:]...)
}
