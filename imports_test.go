package commitment_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/servicecommitment/commitment/api/gen/source"
)

// layers says, from the bottom up, which other packages of the library those of
// a folder and below it may import, besides the root package, internal/check,
// internal/jsonwriter, internal/strictjson and internal/timewords, which all may.
// The longest prefix counts.
var layers = map[string][]string{
	".":                    {},
	"internal/check":       {},
	"internal/jsonwriter":  {},
	"internal/strictjson":  {},
	"internal/shelf":       {},
	"internal/timewords":   {},
	"calendar":             {},
	"calendar/cn":          {"calendar"},
	"internal/expr":        {"calendar"},
	"sla":                  {"calendar"},
	"sla/slatest":          {"sla"},
	"sla/template":         {"internal/shelf", "sla"},
	"compensation":         {"calendar", "internal/expr", "sla"},
	"compensation/schemes": {"calendar", "compensation", "internal/shelf"},
	"kpi":                  {"calendar", "kpi/stat", "sla"},
	"kpi/stat":             {},
	"feedback":             {"calendar", "kpi", "kpi/stat", "sla"},
	"feedback/procedures":  {"calendar", "feedback", "internal/shelf"},
}

// foreign says which packages may import which module.
var foreign = map[string][]string{
	calModule:     {"calendar"},
	decimalModule: {"compensation", "internal/expr"},
}

// Imports go down only, and a new package has to say where it belongs.
func TestLayers(t *testing.T) {
	_, packages := library(t)
	for _, p := range packages {
		below, ok := layers[p.Dir]
		if !assert.True(t, ok, "the package %s is in no layer", p.Dir) {
			continue
		}
		for _, name := range p.Imports {
			dir, own := strings.CutPrefix(name, source.Path)
			dir = strings.TrimPrefix(dir, "/")
			switch {
			case dir == "" && own:
			case dir == "internal/check", dir == "internal/jsonwriter", dir == "internal/strictjson", dir == "internal/timewords":
			case own:
				assert.Contains(t, below, dir, "%s imports %s", p.Dir, dir)
			case strings.Contains(name, "."):
				assert.Contains(t, foreign[name], p.Dir, "%s imports %s", p.Dir, name)
			}
		}
	}
}

// Who imports a package gets what it needs and nothing else.
func TestImportingBringsOnlyWhatIsNeeded(t *testing.T) {
	m, packages := library(t)
	for _, p := range packages {
		brought := m.Brings(p.Path)
		money := p.Dir == "internal/expr" || strings.HasPrefix(p.Dir, "compensation")
		assert.Equal(t, money, brought[decimalModule], "%s and decimal", p.Dir)
		assert.Equal(t, p.Dir == "calendar/cn", brought[source.In("calendar/cn")], "%s and the Chinese holidays", p.Dir)
		for name := range brought {
			if dir, own := strings.CutPrefix(name, source.Path+"/"); own && p.Dir == "calendar" {
				assert.Contains(t, []string{"calendar", "internal/check", "internal/jsonwriter", "internal/strictjson", "internal/timewords"}, dir, "calendar is a leaf")
			}
			for _, data := range []string{"sla/template", "compensation/schemes", "feedback/procedures"} {
				assert.False(t, name == source.In(data) && p.Dir != data, "%s brings the data of %s", p.Dir, data)
			}
			assert.False(t, strings.HasPrefix(name, calModule+"/"), "%s brings the holidays of %s", p.Dir, name)
			assert.False(t, name == "testing" && p.Dir != "sla/slatest", "%s brings package testing", p.Dir)
		}
	}
}
