package calendar

import (
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// MarshalJSON returns the JSON form that [ParseSpec] reads. Holiday sources are
// written by their names ([Named]) and the dates of a document one by one.
//
// A spec that [New] would refuse by itself, a source without a name, which JSON
// cannot refer to, and a text that is not UTF-8 are errors at their paths.
func (s Spec) MarshalJSON() ([]byte, error) {
	var problems check.Problems
	s.check(&problems)
	s.checkNames(&problems)
	if err := problems.Err("calendar"); err != nil {
		return nil, err
	}
	return jsonwriter.Object("calendar", s.write)
}

// checkNames reports what JSON needs a name for and has none.
func (s Spec) checkNames(problems *check.Problems) {
	if s.Location != nil && s.Location.String() == "" {
		problems.Addf("time_zone", "has no name")
	}
	for i, source := range s.Holidays {
		if named, ok := source.(*namedSource); source != nil && (!ok || named.name == "") {
			problems.Addf(check.Path("holidays").Index(i), "has no name: give it one by Named")
		}
	}
}

func (s Spec) write(w *jsonwriter.Writer) {
	w.Int("format", specFormat)
	w.Text("name", s.Name)
	w.Text("time_zone", s.Location.String())
	writeWeekOrRotation(w, s.Week, s.Rotation)
	jsonwriter.Objects(w, "changes", s.Changes, func(c *Change) {
		writeDate(w, "from", c.From)
		writeWeekOrRotation(w, c.Week, c.Rotation)
	})
	writeOpenHours(w, "makeup", s.Makeup)
	jsonwriter.Objects(w, "holidays", s.holidayEntries(), func(e *holidayEntry) {
		w.Text("source", e.source)
		writeDate(w, "date", e.Date)
		w.Text("name", e.Name)
		writeOpenHours(w, "hours", e.Hours)
		w.Bool("makeup", e.Kind == Makeup)
	})
	jsonwriter.Objects(w, "overrides", s.Overrides, func(o *Override) {
		writeDate(w, "date", o.Date)
		w.Text("hours", o.Hours.String())
		w.Text("name", o.Name)
	})
	if !s.First.IsZero() || !s.Last.IsZero() {
		w.Key("coverage")
		w.Object(func() {
			writeDate(w, "first", s.First)
			writeDate(w, "last", s.Last)
		})
	}
	jsonwriter.Enum(w, "beyond", s.Beyond, Provisional)
}

// holidayEntry is an entry of "holidays": the name of a source, or a holiday.
type holidayEntry struct {
	source string
	Holiday
}

// holidayEntries returns the names of the sources and the dates of documents.
func (s Spec) holidayEntries() []holidayEntry {
	var entries []holidayEntry
	for _, source := range s.Holidays {
		named, _ := source.(*namedSource)
		list, ok := named.HolidaySource.(*dateList)
		if !ok || list.places == nil {
			entries = append(entries, holidayEntry{source: named.name})
			continue
		}
		for _, h := range list.holidays {
			entries = append(entries, holidayEntry{Holiday: h})
		}
	}
	return entries
}

// writeWeekOrRotation writes a week, an empty one too, unless there is a rotation.
func writeWeekOrRotation(w *jsonwriter.Writer, week Week, rotation Rotation) {
	if rotation.IsZero() {
		w.Key("week")
		writeWeek(w, week)
		return
	}
	w.Key("rotation")
	w.Object(func() {
		writeDate(w, "anchor", rotation.Anchor)
		jsonwriter.List(w, "weeks", rotation.Weeks, func(week *Week) { writeWeek(w, *week) })
	})
}

// writeWeek writes runs of weekdays with the same hours as ranges.
func writeWeek(w *jsonwriter.Writer, week Week) {
	w.Object(func() {
		for _, run := range week.runs() {
			days := dayNames()[run.first]
			if run.last != run.first {
				days += "-" + dayNames()[run.last]
			}
			writeOpenHours(w, days, run.hours)
		}
	})
}

func writeOpenHours(w *jsonwriter.Writer, key string, hours Hours) {
	if !hours.IsZero() {
		w.Text(key, hours.String())
	}
}

func writeDate(w *jsonwriter.Writer, key string, date Date) {
	if !date.IsZero() {
		w.Text(key, date.String())
	}
}

// unmarshal stores what parse reads, and leaves the value alone on an error.
func unmarshal[T any](to *T, text []byte, parse func(string) (T, error)) error {
	parsed, err := parse(string(text))
	if err == nil {
		*to = parsed
	}
	return err
}
