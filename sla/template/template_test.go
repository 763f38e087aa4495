package template_test

import (
	"os"
	"path"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
	"github.com/servicecommitment/commitment/sla"
	"github.com/servicecommitment/commitment/sla/slatest"
	"github.com/servicecommitment/commitment/sla/template"
)

// calendars are those that the templates name: in Shanghai with the public
// holidays for the Chinese one, in London for the others.
func calendars(t *testing.T, name string) map[string]*calendar.Calendar {
	t.Helper()
	spec := calendar.Spec{Name: "office", Week: calendar.Weekdays(calendar.MustHours("09:00-17:00"))}
	zone := "Europe/London"
	if name == "cn-service-commitment" {
		zone = "Asia/Shanghai"
		spec.Week = calendar.Weekdays(calendar.MustHours("09:00-12:00,13:00-18:00"))
		spec.Holidays = []calendar.HolidaySource{cn.PublicHolidays()}
	}
	location, err := time.LoadLocation(zone)
	require.NoError(t, err)
	spec.Location = location
	office, err := calendar.New(spec)
	require.NoError(t, err)
	return map[string]*calendar.Calendar{"always": calendar.Always(location), "office": office}
}

func compile(t *testing.T, name string) *sla.Engine {
	t.Helper()
	policy, err := template.Policy(name)
	require.NoError(t, err)
	require.Equal(t, name, policy.ID)
	engine, err := sla.Compile(calendars(t, name), policy)
	require.NoError(t, err)
	return engine
}

func TestNames(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{
		"cn-service-commitment", "field-service",
		"itil-incident", "itil-incident-ola", "itil-incident-supplier", "tiered-support",
	}, template.Names())
}

// TestTemplates holds each template against its scenarios, which show what it
// promises and leave no rule, commitment or alert out.
func TestTemplates(t *testing.T) {
	t.Parallel()
	for _, name := range template.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			engine := compile(t, name)
			for _, warning := range engine.Warnings() {
				t.Errorf("warning: %v", warning)
			}
			scenarios := os.DirFS(path.Join("testdata", name))
			slatest.Run(t, engine, scenarios)
			unreached, err := slatest.Coverage(engine, scenarios)
			require.NoError(t, err)
			for _, u := range unreached {
				t.Errorf("no scenario reaches %s", u)
			}
		})
	}
}

func TestUnknownName(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "sla", "../policies/tiered-support", "tiered-support.json", "TIERED-SUPPORT"} {
		_, err := template.Policy(name)
		require.ErrorIs(t, err, commitment.ErrInvalid, name)
		require.ErrorContains(t, err, "is not the name of a template", name)
	}
}

func TestJSONIsACopy(t *testing.T) {
	t.Parallel()
	first, err := template.JSON("tiered-support")
	require.NoError(t, err)
	first[0] = 'x'
	second, err := template.JSON("tiered-support")
	require.NoError(t, err)
	require.Equal(t, byte('{'), second[0])
}
