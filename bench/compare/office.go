// Package compare asks rickar/cal and the package calendar the same questions.
//
// Its tests say where the two agree, and where rickar/cal is wrong or does not
// return; the command beside it measures how long they take.
package compare

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"

	"github.com/servicecommitment/commitment/calendar"
)

// Office is the same working time twice: Monday to Friday, 9 to 17, without the
// holidays of the United States.
type Office struct {
	Location *time.Location
	Ours     *calendar.Calendar
	// Plain works out the holidays for every date it is asked for, Cached keeps
	// what it found out.
	Plain, Cached *cal.BusinessCalendar
}

// NewOffice returns the office in a zone.
func NewOffice(location *time.Location) (Office, error) {
	ours, err := calendar.New(Spec(location))
	return Office{Location: location, Ours: ours, Plain: rival(false), Cached: rival(true)}, err
}

// Spec is the office as a definition of ours.
func Spec(location *time.Location) calendar.Spec {
	return calendar.Spec{
		Name:     "office",
		Location: location,
		Week:     calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.FromCal(us.Holidays...)},
	}
}

func rival(cached bool) *cal.BusinessCalendar {
	office := cal.NewBusinessCalendar() // Monday to Friday, 9 to 17
	office.Cacheable = cached
	office.AddHoliday(us.Holidays...)
	return office
}
