package cn

import (
	"time"

	"github.com/servicecommitment/commitment/calendar"
)

//go:generate go run ./gen

// festival is what a notice says of one holiday: the days off (放假) and the
// make-up workdays (上班).
type festival struct {
	name      string
	off, work dates
}

// dates are dates in decimal digits: 20260217.
type dates []int

// appendTo appends holidays of a kind on the dates.
func (d dates) appendTo(list []calendar.Holiday, name string, kind calendar.HolidayKind) []calendar.Holiday {
	for _, n := range d {
		date, _ := calendar.NewDate(n/10000, time.Month(n/100%100), n%100)
		list = append(list, calendar.Holiday{Date: date, Name: name, Kind: kind})
	}
	return list
}

// holidays returns the days of a built-in notice, festival by festival.
func holidays(notice []festival) []calendar.Holiday {
	list := make([]calendar.Holiday, 0, 48) // more than any notice has yet
	for _, f := range notice {
		list = f.off.appendTo(list, f.name, calendar.DayOff)
		list = f.work.appendTo(list, f.name, calendar.Makeup)
	}
	return list
}
