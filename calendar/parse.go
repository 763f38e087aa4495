package calendar

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// Env is what a definition in JSON refers to by name: the host passes it,
// since the library reads neither zone files nor the network.
type Env struct {
	// Zone finds a time zone: [time.LoadLocation], or a host's own.
	Zone func(name string) (*time.Location, error)
	// Holidays are the sources that "source" may name.
	Holidays map[string]HolidaySource
}

const (
	// maxSpecBytes holds some 15,000 dates with names and hours.
	maxSpecBytes = 1 << 20
	maxSpecDepth = 8
	specFormat   = 1
)

// Parse reads a calendar from its JSON form and compiles it: [ParseSpec], then
// [New].
//
// The error lists everything that is wrong, each as a [commitment.FieldError]
// with its path, such as "week.mon-fri" or "holidays[2].date".
func Parse(data []byte, env Env) (*Calendar, error) {
	var problems check.Problems
	spec, ok := readSpec(data, env, &problems)
	if ok && problems.Len() > 0 {
		// What could be read is checked all the same, to report all at once.
		spec.checkReadable(&problems)
	}
	if err := problems.Err("calendar"); err != nil {
		return nil, err
	}
	return New(spec)
}

// ParseSpec reads the JSON form of a definition:
//
//	{"format": 1, "name": "boston", "time_zone": "America/New_York",
//	 "week": {"mon-thu": "08:30-17:00", "fri": "08:30-12:00,13:00-16:00"},
//	 "changes": [{"from": "2026-07-01", "week": {"mon-fri": "08:00-16:30"}}],
//	 "makeup": "09:00-12:00,13:30-18:00",
//	 "holidays": [{"source": "us-federal"},
//	              {"date": "2026-04-20", "name": "Patriots' Day"},
//	              {"date": "2026-12-24", "name": "Christmas Eve", "hours": "08:30-12:00"},
//	              {"date": "2026-02-14", "name": "春节调休", "makeup": true}],
//	 "overrides": [{"date": "2026-03-01", "hours": "10:00-14:00", "name": "stocktaking"}],
//	 "coverage": {"first": "2026-01-01", "last": "2026-12-31"},
//	 "beyond": "provisional"}
//
// Keys of a week are sun, mon, tue, wed, thu, fri and sat or ranges of them; a
// day not named is closed. Instead of "week", here and in a change, there may
// be {"rotation": {"anchor": "2026-01-05", "weeks": [{"mon-sat": …}, …]}}.
// Only format, time_zone and working time are required. Dates written here cut
// no coverage: the author answers for them.
//
// Text that is not JSON or larger than 1 MiB, unknown and duplicate keys,
// wrong types, texts and names are errors, all reported at once with their
// paths. Whether the parts fit together is for [New] to say.
func ParseSpec(data []byte, env Env) (Spec, error) {
	var problems check.Problems
	spec, _ := readSpec(data, env, &problems)
	if err := problems.Err("calendar"); err != nil {
		return Spec{}, err
	}
	return spec, nil
}

// checkReadable adds what New would say of the parts that could be read whole.
func (s Spec) checkReadable(problems *check.Problems) {
	unreadable := make(map[string]bool)
	hoursUnreadable, sourcesUnreadable := false, false
	for _, f := range commitment.FieldErrors(problems.Err("")) {
		part := partOf(f.Path)
		unreadable[part] = true
		switch name, _, _ := strings.Cut(part, "["); name {
		case "week", "rotation", "changes", "overrides":
			hoursUnreadable = true
		case "holidays":
			hoursUnreadable, sourcesUnreadable = true, true
		case "coverage", "beyond":
			sourcesUnreadable = true
		}
	}
	var more check.Problems
	if sourcesUnreadable {
		s.check(&more)
	} else {
		s.examine(&more)
	}
	for _, f := range commitment.FieldErrors(more.Err("")) {
		if unreadable[partOf(f.Path)] || hoursUnreadable && errors.Is(f.Err, ErrNoWorkingTime) {
			continue
		}
		problems.Add(check.Path(f.Path), f.Err)
	}
}

// partOf returns the first name of a path, with its index: "changes[1]".
func partOf(path string) string {
	part, _, _ := strings.Cut(path, ".")
	return part
}

// readSpec reads what it can of a document, and reports whether it is one.
func readSpec(data []byte, env Env, problems *check.Problems) (spec Spec, ok bool) {
	root, ok := strictjson.Read(data, strictjson.Limits{Bytes: maxSpecBytes, Depth: maxSpecDepth}, problems)
	if !ok {
		return spec, false
	}
	o, ok := root.Object()
	if !ok {
		return spec, false
	}
	if format, ok := o.Required("format"); ok {
		if n, ok := format.Int(); ok && n != specFormat {
			format.Failf("unknown format %d, this library reads %d", n, specFormat)
		}
	}
	spec.Name = readName(o)
	if zone, ok := o.Required("time_zone"); ok {
		spec.Location, _ = strictjson.Parse(zone, env.zone)
	}
	spec.Week, spec.Rotation = readWeekOrRotation(o)
	spec.Changes = strictjson.List(o, "changes", readChange)
	spec.Makeup = strictjson.Optional(o, "makeup", readOpenHours)
	spec.Holidays = readHolidays(o, env, spec.Name)
	spec.Overrides = strictjson.List(o, "overrides", readOverride)
	covered := strictjson.Optional(o, "coverage", readCoverage)
	spec.First, spec.Last = covered.first, covered.last
	if beyond, ok := o.Take("beyond"); ok {
		spec.Beyond, _ = strictjson.Parse(beyond, parseBeyond)
	}
	o.Done()
	return spec, true
}

var errNoZone = errors.New("Env has no Zone to find it by")

// zone finds a time zone by its name.
func (e Env) zone(name string) (*time.Location, error) {
	switch {
	case name == "" || name == "Local":
		return nil, errors.New("names no zone: write one such as Europe/London or UTC")
	case e.Zone == nil:
		return nil, errNoZone
	}
	location, err := e.Zone(name)
	if err == nil && location == nil {
		err = errNoZone
	}
	if err != nil {
		return nil, caused(err, "unknown zone %s", check.Quote(name))
	}
	return location, nil
}

func readDate(v strictjson.Value) Date {
	date, _ := strictjson.Parse(v, parseDate)
	return date
}

// readRequiredDate reads a date that must be there.
func readRequiredDate(o *strictjson.Object, key string) Date {
	value, ok := o.Required(key)
	if !ok {
		return Date{}
	}
	return readDate(value)
}

func readName(o *strictjson.Object) string { return strictjson.Optional(o, "name", strictjson.Text) }

// readOpenHours reads hours of a make-up workday.
func readOpenHours(v strictjson.Value) Hours {
	hours, ok := strictjson.Parse(v, parseHours)
	if ok && hours.IsZero() {
		v.Failf("a make-up workday is not closed")
	}
	return hours
}

func readCoverage(v strictjson.Value) dateRange {
	return strictjson.Members(v, func(o *strictjson.Object) dateRange {
		return dateRange{strictjson.Optional(o, "first", readDate), strictjson.Optional(o, "last", readDate)}
	})
}

func readOverride(v strictjson.Value) Override {
	return strictjson.Members(v, func(o *strictjson.Object) Override {
		override := Override{Date: readRequiredDate(o, "date"), Name: readName(o)}
		if hours, ok := o.Required("hours"); ok {
			override.Hours, _ = strictjson.Parse(hours, parseHours)
		}
		return override
	})
}

func readChange(v strictjson.Value) Change {
	return strictjson.Members(v, func(o *strictjson.Object) Change {
		change := Change{From: readRequiredDate(o, "from")}
		change.Week, change.Rotation = readWeekOrRotation(o)
		return change
	})
}

func readWeekOrRotation(o *strictjson.Object) (Week, Rotation) {
	return strictjson.Optional(o, "week", readWeek), strictjson.Optional(o, "rotation", readRotation)
}

func readRotation(v strictjson.Value) Rotation {
	return strictjson.Members(v, func(o *strictjson.Object) Rotation {
		rotation := Rotation{Anchor: readRequiredDate(o, "anchor")}
		if weeks, ok := o.Required("weeks"); ok {
			rotation.Weeks = strictjson.Items(weeks, readWeek)
		}
		return rotation
	})
}

func readWeek(v strictjson.Value) Week {
	var week Week
	o, ok := v.Object()
	if !ok {
		return week
	}
	var named [7]string
	for _, member := range o.Rest() {
		hours, _ := strictjson.Parse(member.Value, parseHours)
		days, ok := parseDayRange(member.Key)
		if !ok {
			member.Value.Failf("%s is neither a day, one of %s, nor a range of them such as mon-fri", check.Quote(member.Key), strings.Join(dayNames(), ", "))
			continue
		}
		for _, day := range days {
			if named[day] != "" {
				member.Value.Failf("names %s, as %s does already", dayNames()[day], check.Quote(named[day]))
				break
			}
			named[day] = member.Key
			week[day] = hours
		}
	}
	return week
}

// dayNames returns the weekdays' keys, indexed by [time.Weekday].
func dayNames() []string { return []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} }

// parseDayRange reads "mon" or "mon-fri"; a range may run over the weekend.
func parseDayRange(text string) (days []time.Weekday, ok bool) {
	from, to, isRange := strings.Cut(text, "-")
	if !isRange {
		to = from
	}
	names := dayNames()
	first, last := slices.Index(names, from), slices.Index(names, to)
	if first < 0 || last < 0 || isRange && first == last {
		return nil, false
	}
	for day := first; ; day = (day + 1) % len(names) {
		days = append(days, time.Weekday(day))
		if day == last {
			return days, true
		}
	}
}

// readHolidays reads the named sources and the dates written out, which make
// one source under the calendar's own name.
func readHolidays(o *strictjson.Object, env Env, name string) []HolidaySource {
	value, ok := o.Take("holidays")
	if !ok {
		return nil
	}
	values, _ := value.Array()
	var sources []HolidaySource
	var written []writtenHoliday
	for _, v := range values {
		item, ok := v.Object()
		if !ok {
			continue
		}
		if key, ok := item.Take("source"); ok {
			if source := env.source(key); source != nil {
				source.at = v.Path()
				sources = append(sources, source)
			}
			for _, alone := range []string{"date", "name", "hours", "makeup"} {
				if part, ok := item.Take(alone); ok {
					part.Failf("stands beside a source, which has its own")
				}
			}
		} else {
			written = append(written, writtenHoliday{readHoliday(item), v.Path()})
		}
		item.Done()
	}
	if len(written) > 0 {
		sources = append(sources, newWrittenDates(name, written))
	}
	return sources
}

// source finds the source that a definition names.
func (e Env) source(key strictjson.Value) *namedSource {
	name, ok := key.Text()
	if !ok {
		return nil
	}
	source, known := e.Holidays[name]
	if known && source == nil {
		key.Failf("source %s is nil in Env", check.Quote(name))
		return nil
	}
	if !known {
		names := "none"
		if len(e.Holidays) > 0 {
			names = strings.Join(slices.Sorted(maps.Keys(e.Holidays)), ", ")
		}
		key.Failf("unknown holiday source %s: Env has %.80s", check.Quote(name), names)
		return nil
	}
	return &namedSource{HolidaySource: source, name: name}
}

func readHoliday(o *strictjson.Object) Holiday {
	h := Holiday{Date: readRequiredDate(o, "date"), Name: readName(o), Kind: DayOff}
	if makeup, ok := o.Take("makeup"); ok {
		if works, _ := makeup.Bool(); works {
			h.Kind = Makeup
		}
	}
	hours, ok := o.Take("hours")
	switch {
	case !ok:
	case h.Kind == Makeup:
		h.Hours = readOpenHours(hours)
	default:
		if h.Hours, _ = strictjson.Parse(hours, parseHours); !h.Hours.IsZero() {
			h.Kind = ShortDay
		}
	}
	return h
}
