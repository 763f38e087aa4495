package sla_test

import (
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/schemas"
	"github.com/servicecommitment/commitment/sla"
)

// The members that a schema knows are those of the Go type.
func TestSchemasHaveTheFieldsOfTheTypes(t *testing.T) {
	def := func(name string) []string { return []string{"$defs", name} }
	tests := []struct {
		file string
		path []string
		of   reflect.Type
	}{
		{"policy", nil, reflect.TypeFor[sla.Policy]()},
		{"policy", []string{"properties", "effective"}, reflect.TypeFor[sla.Effective]()},
		{"policy", def("rule"), reflect.TypeFor[sla.Rule]()},
		{"policy", def("commitment"), reflect.TypeFor[sla.Commitment]()},
		{"policy", def("alert"), reflect.TypeFor[sla.Alert]()},
		{"policy", def("metric"), reflect.TypeFor[sla.Metric]()},
		{"policy", def("status_map"), reflect.TypeFor[sla.StatusMap]()},
		{"case", nil, reflect.TypeFor[sla.Case]()},
		{"case", def("event"), reflect.TypeFor[sla.Event]()},
		{"case", def("extension"), reflect.TypeFor[sla.Extension]()},
		{"report", def("report"), reflect.TypeFor[sla.Report]()},
		{"report", def("clock"), reflect.TypeFor[sla.Clock]()},
		{"report", def("outcome"), reflect.TypeFor[sla.Outcome]()},
		{"report", def("firing"), reflect.TypeFor[sla.Firing]()},
		{"report", def("finding"), reflect.TypeFor[sla.Finding]()},
		{"report", def("shares"), reflect.TypeFor[sla.Shares]()},
		{"report", []string{"$defs", "shares", "properties", "groups", "items"}, reflect.TypeFor[sla.Share]()},
		{"report", def("explanation"), reflect.TypeFor[sla.Explanation]()},
		{"report", def("segment"), reflect.TypeFor[sla.Segment]()},
		{"report", def("move"), reflect.TypeFor[sla.Move]()},
	}
	for _, test := range tests {
		t.Run(test.of.Name(), func(t *testing.T) {
			properties := folder.At(t, test.file, append(test.path, "properties")...)
			var want []string
			for i := range test.of.NumField() {
				if field := test.of.Field(i); !field.Anonymous {
					want = append(want, snake(field.Name))
				}
			}
			slices.Sort(want)
			require.Equal(t, want, slices.Sorted(maps.Keys(properties)))
		})
	}
}

func snake(name string) string {
	var key strings.Builder
	previous := 'A'
	for _, c := range name {
		if unicode.IsUpper(c) && unicode.IsLower(previous) {
			key.WriteByte('_')
		}
		key.WriteRune(unicode.ToLower(c))
		previous = c
	}
	return key.String()
}

func TestSchemasHaveTheValuesOfTheEnums(t *testing.T) {
	inCommitment := func(name string) []string { return []string{"$defs", "commitment", "properties", name} }
	tests := []struct {
		name, file string
		path       []string
		want       []any
	}{
		{"PolicyKind", "policy", []string{"properties", "kind"}, schemas.Texts(sla.SLA)},
		{"AppliesTo", "policy", []string{"properties", "applies_to"}, schemas.Texts(sla.NewCases)},
		{"Reopen", "policy", inCommitment("reopen"), schemas.Texts(sla.Resume)},
		{"Retarget", "policy", inCommitment("retarget"), schemas.Texts(sla.KeepElapsed)},
		{"Consent", "policy", inCommitment("consent"), schemas.Texts(sla.NotRequired)},
		{"OnResolved", "policy", []string{"$defs", "on_resolved"}, schemas.Texts(sla.NotApplicableOnResolved)},
		{"AlertClock", "policy", []string{"$defs", "alert", "properties", "clock"}, schemas.Texts(sla.WorkingClock)},
		{"WhileRunning", "policy", []string{"$defs", "metric", "properties", "while_running"}, schemas.Texts(sla.Keep)},
		{"Stage", "report", []string{"$defs", "clock", "properties", "stage"}, schemas.Texts(sla.Pending)},
		{"Verdict", "report", []string{"$defs", "verdict"}, schemas.Texts(sla.Open)},
		{"Cause", "report", []string{"$defs", "segment", "properties", "cause"}, schemas.Texts(sla.CauseWorkingTime)},
		{"MoveKind", "report", []string{"$defs", "move", "properties", "kind"}, schemas.Texts(sla.MoveStart)},
		{"Actor", "case", []string{"$defs", "event", "properties", "actor"}, []any{
			string(sla.ActorCustomer), string(sla.ActorAgent), string(sla.ActorAutomation), string(sla.ActorSystem),
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.NotEmpty(t, test.want)
			require.ElementsMatch(t, test.want, folder.At(t, test.file, test.path...)["enum"])
		})
	}
}

// suggested returns the values that the first of the alternatives lists.
func suggested(t *testing.T, schema schemas.Object) []any {
	t.Helper()
	alternatives, _ := schema["anyOf"].([]any)
	require.NotEmpty(t, alternatives)
	first, _ := alternatives[0].(schemas.Object)
	values, _ := first["enum"].([]any)
	return values
}

func TestSchemasSuggestWhatIsBuiltIn(t *testing.T) {
	metrics := slices.Sorted(maps.Keys(sla.BuiltInMetrics()))
	require.ElementsMatch(t, metrics, suggested(t, folder.At(t, "policy", "$defs", "commitment", "properties", "metric")))

	source, err := os.ReadFile("../../sla/kind.go")
	require.NoError(t, err)
	var kinds []string
	for _, found := range regexp.MustCompile(`Kind\w+ +Kind = "(\w+)"`).FindAllSubmatch(source, -1) {
		kinds = append(kinds, string(found[1]))
	}
	require.ElementsMatch(t, kinds, suggested(t, folder.At(t, "policy", "$defs", "kind")))
}
