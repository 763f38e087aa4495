package hostile_test

import (
	"reflect"
	"sync"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
	"github.com/servicecommitment/commitment/compensation"
	"github.com/servicecommitment/commitment/compensation/schemes"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
	"github.com/servicecommitment/commitment/kpi"
	"github.com/servicecommitment/commitment/sla"
	"github.com/servicecommitment/commitment/sla/template"
)

// honestValues returns values that make sense, by their types: what gets past the
// first check is more hostile than what does not.
var honestValues = sync.OnceValue(func() map[reflect.Type][]reflect.Value {
	values := make(map[reflect.Type][]reflect.Value)
	add := func(list ...any) {
		for _, one := range list {
			v := reflect.ValueOf(one)
			values[v.Type()] = append(values[v.Type()], v)
		}
	}
	add(constants...)
	for _, text := range []string{"0s", "8h", "1bd", "2d", "1mo", `{"business_days": 3, "due": "end_of_day"}`} {
		add(calendar.MustAllowance(text))
	}
	add(calendar.MustHours("09:00-12:00,13:30-18:00"), calendar.MustHours("22:00-06:00"), calendar.MustTimeOfDay("08:30"))
	add(calendar.MustDate(2026, time.January, 5), calendar.MustDate(9999, time.December, 31), calendar.MustDate(1, time.January, 1))
	calendars := honestCalendars()
	add(calendars, calendars["always"], calendars["office"])
	for _, name := range template.Names() {
		policy, err := template.Policy(name)
		add(policy)
		if engine, errCompile := sla.Compile(calendars, policy); err == nil && errCompile == nil {
			add(engine)
		}
	}
	for _, scheme := range schemes.All() {
		add(scheme)
		if program, err := compensation.Compile(scheme); err == nil {
			add(program)
		}
	}
	for _, name := range procedures.Names() {
		procedure, err := procedures.Lookup(name)
		add(procedure)
		if desk, errCompile := feedback.Compile(calendars, procedure); err == nil && errCompile == nil {
			add(desk)
		}
	}
	if table, err := kpi.NewTable(kpi.TableRule{Dimensions: []string{"team", "channel"}}); err == nil {
		add(table)
	}
	source := cn.PublicHolidays()
	holidays := reflect.TypeFor[calendar.HolidaySource]()
	values[holidays] = append(values[holidays], reflect.ValueOf(source))
	return values
})

func honestCalendars() map[string]*calendar.Calendar {
	office, err := calendar.New(calendar.Spec{
		Name: "office", Location: time.UTC, Week: calendar.Weekdays(calendar.MustHours("09:00-18:00")),
		Holidays: []calendar.HolidaySource{cn.PublicHolidays()},
	})
	if err != nil {
		panic(err)
	}
	return map[string]*calendar.Calendar{"always": calendar.Always(time.UTC), "office": office}
}
