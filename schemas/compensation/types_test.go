package compensation_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/schemas"
)

// The members that a schema knows are those of the Go type.
func TestSchemasHaveTheFieldsOfTheTypes(t *testing.T) {
	def := func(name string) []string { return []string{"$defs", name} }
	tests := []struct {
		file string
		path []string
		of   reflect.Type
	}{
		{"scheme", nil, reflect.TypeFor[compensation.Scheme]()},
		{"scheme", []string{"properties", "effective"}, reflect.TypeFor[compensation.Effective]()},
		{"scheme", []string{"properties", "payable"}, reflect.TypeFor[compensation.Payable]()},
		{"scheme", []string{"properties", "claim"}, reflect.TypeFor[compensation.ClaimWindow]()},
		{"scheme", []string{"properties", "round"}, reflect.TypeFor[compensation.RoundTerms]()},
		{"scheme", def("round_rule"), reflect.TypeFor[compensation.RoundRule]()},
		{"scheme", def("dated_param"), reflect.TypeFor[compensation.DatedParam]()},
		{"scheme", def("table"), reflect.TypeFor[compensation.Table]()},
		{"scheme", def("band"), reflect.TypeFor[compensation.Band]()},
		{"scheme", def("slice"), reflect.TypeFor[compensation.Slice]()},
		{"scheme", def("rule"), reflect.TypeFor[compensation.Rule]()},
		{"scheme", def("exclusion"), reflect.TypeFor[compensation.Exclusion]()},
		{"scheme", def("cap"), reflect.TypeFor[compensation.Cap]()},
		{"scheme", []string{"$defs", "cap", "properties", "window"}, reflect.TypeFor[compensation.Window]()},
		{"scheme", def("entitlement"), reflect.TypeFor[compensation.Entitlement]()},
		{"claim", nil, reflect.TypeFor[compensation.Claim]()},
		{"award", nil, reflect.TypeFor[compensation.Award]()},
		{"award", def("line"), reflect.TypeFor[compensation.Line]()},
		{"award", def("fact_read"), reflect.TypeFor[compensation.FactRead]()},
		{"award", def("lookup"), reflect.TypeFor[compensation.Lookup]()},
		{"award", def("condition"), reflect.TypeFor[compensation.Condition]()},
		{"award", def("right"), reflect.TypeFor[compensation.Right]()},
	}
	for _, test := range tests {
		t.Run(test.of.Name(), func(t *testing.T) {
			want := keys(test.of)
			slices.Sort(want)
			require.Equal(t, want, slices.Sorted(maps.Keys(folder.At(t, test.file, append(test.path, "properties")...))))
		})
	}
}

// keys returns the names of a struct's fields in JSON.
func keys(of reflect.Type) []string {
	var names []string
	for i := range of.NumField() {
		field := of.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous:
			names = append(names, keys(field.Type)...)
		case name != "":
			names = append(names, name)
		default:
			names = append(names, strings.ToLower(field.Name))
		}
	}
	return names
}

func TestSchemasHaveTheValuesOfTheEnums(t *testing.T) {
	property := func(path ...string) []string {
		return append(path[:len(path)-1:len(path)-1], "properties", path[len(path)-1])
	}
	tests := []struct {
		name, file string
		path       []string
		want       []any
	}{
		{"FactType", "scheme", []string{"properties", "facts", "additionalProperties"}, schemas.Texts(compensation.FactNumber)},
		{"Grouping", "scheme", []string{"properties", "groups", "additionalProperties"}, schemas.Texts(compensation.GroupSum)},
		{"RoundAt", "scheme", property("properties", "round", "at"), schemas.Texts(compensation.AtTotal)},
		{"Below", "scheme", property("properties", "payable", "below"), schemas.Texts(compensation.BelowZero)},
		{"Allocation", "scheme", property("allocation"), schemas.Texts(compensation.LargestRemainder)},
		{"Late", "scheme", property("properties", "claim", "late"), schemas.Texts(compensation.LateVoid)},
		{"Gaps", "scheme", property("gaps"), schemas.Texts(compensation.GapsPublished)},
		{"Rounding", "scheme", []string{"$defs", "rounding"}, schemas.Texts(compensation.HalfUp)},
		{"Form", "scheme", property("$defs", "rule", "form"), schemas.Texts(compensation.FormCash)},
		{"Form", "award", property("$defs", "line", "form"), schemas.Texts(compensation.FormCash)},
		{"LineKind", "award", property("$defs", "line", "kind"), schemas.Texts(compensation.LineComputed)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.NotEmpty(t, test.want)
			require.Equal(t, test.want, folder.At(t, test.file, test.path...)["enum"])
		})
	}
}
