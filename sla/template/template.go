package template

import (
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/sla"
)

//go:embed policies/*.json
var policies embed.FS

const (
	folder    = "policies"
	extension = ".json"
)

// Names returns the names of the templates, sorted. The list belongs to the
// caller.
func Names() []string {
	entries, err := policies.ReadDir(folder)
	if err != nil {
		return nil // the folder is embedded
	}
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = strings.TrimSuffix(entry.Name(), extension)
	}
	slices.Sort(names) // "a.json" comes after "a-b.json", but "a" before "a-b"
	return names
}

var errUnknown = errors.New("is not the name of a template")

// Policy returns the policy of a template. It is the caller's to adapt, and
// [sla.Compile] is what checks it. A name that is not one of [Names] is a
// [commitment.FieldError] at "name".
func Policy(name string) (sla.Policy, error) {
	data, err := JSON(name)
	if err != nil {
		return sla.Policy{}, err
	}
	policy, err := sla.ParsePolicy(data)
	if err != nil {
		return sla.Policy{}, fmt.Errorf("template: %s: %w", name, err)
	}
	return policy, nil
}

// JSON returns the text of a template, as [sla.ParsePolicy] reads it, for an
// editor or a file of one's own. It belongs to the caller. A name that is not
// one of [Names] is a [commitment.FieldError] at "name".
func JSON(name string) ([]byte, error) {
	data, err := policies.ReadFile(path.Join(folder, name+extension))
	if err != nil || path.Base(name) != name {
		return nil, fmt.Errorf("template: %w", &commitment.FieldError{Path: "name", Err: fmt.Errorf("%s %w", check.Quote(name), errUnknown)})
	}
	return data, nil
}
