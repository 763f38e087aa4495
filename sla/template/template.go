package template

import (
	"embed"

	"github.com/servicecommitment/commitment/internal/shelf"
	"github.com/servicecommitment/commitment/sla"
)

//go:embed policies/*.json
var policies embed.FS

func templates() shelf.Shelf {
	return shelf.Shelf{Files: policies, Folder: "policies", Package: "template", Kind: "a template"}
}

// Names returns the names of the templates, sorted. The list belongs to the
// caller.
func Names() []string { return templates().Names() }

// Policy returns the policy of a template. It is the caller's to adapt, and
// [sla.Compile] is what checks it. A name that is not one of [Names] is a
// [github.com/servicecommitment/commitment.FieldError] at "name".
func Policy(name string) (sla.Policy, error) {
	return shelf.Lookup(templates(), name, sla.ParsePolicy)
}

// JSON returns the text of a template, as [sla.ParsePolicy] reads it, for an
// editor or a file of one's own. It belongs to the caller. A name that is not
// one of [Names] is a [github.com/servicecommitment/commitment.FieldError] at "name".
func JSON(name string) ([]byte, error) { return templates().JSON(name) }
