package kpi

import (
	"strings"
	"unicode/utf8"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// Definition says exactly which KPI a figure is: rates of one name are not the
// same KPI if they differ in version, variant, basis date, calendar or policy,
// and do not merge.
//
// It is comparable, immutable and safe for concurrent use. The zero value
// defines nothing.
type Definition struct { //nolint:recvcheck // written by value, read into a pointer
	// Name is the family and its variant: "fcr.window", "csat.top2box".
	Name string `json:"name"`
	// Version is that of the rule; the package's own are "1".
	Version string `json:"version"`
	// Variant is the parameters of the rule: "window=168h0m0s", "scale=5".
	Variant string `json:"variant,omitempty"`
	// Basis is the date by which a case belongs to a period.
	Basis Basis `json:"basis,omitzero"`
	// Calendar and Policy identify what verdicts rest on.
	Calendar string `json:"calendar,omitempty"`
	Policy   string `json:"policy,omitempty"`
}

// String returns the definition as one text, the identity of what counts by it:
// "fcr.window@1 window=168h0m0s by resolved".
func (d Definition) String() string {
	var text strings.Builder
	text.WriteString(d.Name + "@" + d.Version)
	for _, part := range [...]struct{ before, text string }{
		{" ", d.Variant},
		{" by ", d.Basis.text()},
		{" calendar ", d.Calendar},
		{" policy ", d.Policy},
	} {
		if part.text != "" {
			text.WriteString(part.before + part.text)
		}
	}
	return text.String()
}

// ParseDefinition reads the JSON form of a definition: an object with name,
// version, variant, basis, calendar and policy, of which the first two must be
// there. Anything else is reported with its path, all problems at once.
func ParseDefinition(data []byte) (Definition, error) {
	var problems check.Problems
	var d Definition
	if root, ok := strictjson.Read(data, strictjson.Limits{}, &problems); ok {
		if object, ok := root.Object(); ok {
			d.read(object)
		}
	}
	if err := problems.Err("kpi"); err != nil {
		return Definition{}, err
	}
	return d, nil
}

// read takes the parts of a definition out of an object.
func (d *Definition) read(object *strictjson.Object) {
	for _, member := range [...]struct {
		key      string
		to       *string
		required bool
	}{
		{"name", &d.Name, true},
		{"version", &d.Version, true},
		{"variant", &d.Variant, false},
		{"calendar", &d.Calendar, false},
		{"policy", &d.Policy, false},
	} {
		take := object.Take
		if member.required {
			take = object.Required
		}
		if v, ok := take(member.key); ok {
			if *member.to, ok = v.Text(); ok && (*member.to == "" && member.required || !named(*member.to)) {
				v.Failf("must be a text of 1 to %d bytes", maxText)
			}
		}
	}
	if v, ok := object.Take("basis"); ok {
		d.Basis, _ = strictjson.Parse(v, func(text string) (Basis, error) { return readEnum(text, ByAnswered) })
	}
	object.Done()
}

// Basis is the date that decides to which period a case belongs. It is
// comparable; the zero value is no basis.
type Basis uint8

// The bases.
const (
	// ByCreated counts a case when it was created: the basis of promises.
	ByCreated Basis = iota + 1
	// ByDue counts it when it was due.
	ByDue
	// ByResolved counts it when it was resolved: open cases are not in it.
	ByResolved
	// ByAnswered counts an answer when it was given.
	ByAnswered
)

// String returns "created", "due", "resolved" or "answered".
func (b Basis) String() string { return enumText(b, "Basis", "created due resolved answered") }

// text is String, and nothing for no basis.
func (b Basis) text() string {
	if b == 0 {
		return ""
	}
	return b.String()
}

// ParseBasis reads what [Basis.String] writes.
func ParseBasis(text string) (Basis, error) { return parseEnum(text, "basis", ByAnswered) }

// MarshalText returns the text of [Basis.String]; a value that is no basis is
// an error.
func (b Basis) MarshalText() ([]byte, error) { return marshalEnum(b, "basis", ByAnswered) }

// UnmarshalText reads what [Basis.MarshalText] writes.
func (b *Basis) UnmarshalText(text []byte) (err error) {
	*b, err = ParseBasis(string(text))
	return err
}

// check reports what is wrong with a definition at a path: no name, no version, a
// part that is no short text, and a basis that is none.
func (d Definition) check(at check.Path, problems *check.Problems) {
	for _, part := range [...]struct {
		path, text string
		required   bool
	}{
		{"name", d.Name, true},
		{"version", d.Version, true},
		{"variant", d.Variant, false},
		{"calendar", d.Calendar, false},
		{"policy", d.Policy, false},
	} {
		if !named(part.text) || part.text == "" && part.required {
			problems.Addf(at.Key(part.path), "must be a text of 1 to %d bytes", maxText)
		}
	}
	if d.Basis > ByAnswered {
		problems.Addf(at.Key("basis"), "no value %d", uint8(d.Basis))
	}
}

// named reports whether a text may be a name in an accumulator: short, UTF-8
// and without control characters.
func named(text string) bool { return len(text) <= maxText && textual(text) }

// textual reports whether a text is UTF-8 without control characters.
func textual(text string) bool {
	for _, c := range []byte(text) {
		if c < ' ' || c == 0x7f {
			return false
		}
	}
	return utf8.ValidString(text)
}
