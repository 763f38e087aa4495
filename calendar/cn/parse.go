package cn

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

const (
	// maxBytes is the largest size of a document; those of holiday-cn have 5 KB.
	maxBytes = 64 << 10
	// The years that a document can be for. The rules on public holidays
	// (全国年节及纪念日放假办法) are of December 1949.
	minYear, maxYear = 1950, 9999
)

// ParseNotices returns the built-in notices together with those in data, each
// a JSON document in the form of holiday-cn's YYYY.json:
//
//	{"year": 2027, "papers": ["https://www.gov.cn/…"],
//	 "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}, …]}
//
// A document stands for its whole year: the built-in notice for that year, if
// there is one, no longer counts. After a second notice in the middle of a
// year, hand over the document in which both are worked in. A document without
// papers and days says that its year has not been announced and changes
// nothing. The source returned is like that of [PublicHolidays]; its coverage
// ends with the last year announced.
//
// The error matches [commitment.ErrInvalid] and lists everything that is wrong,
// each as a [commitment.FieldError] with a path such as "notices[0].days[3].date",
// the first document being notices[0]: a document above 64 KiB or not of this
// form ("$schema" and "$id" may be there, nothing else), a year outside 1950 to
// 9999, a date neither in the year nor in the December before it, one that is
// listed twice, papers without days or the reverse, two documents for one year,
// and a year with none between it and the built-in ones, be it later or earlier.
func ParseNotices(data ...[]byte) (calendar.HolidaySource, error) {
	var problems check.Problems
	documents := make([]document, len(data))
	for i, text := range data {
		var own check.Problems
		documents[i] = document{index: i}
		if root, ok := strictjson.Read(text, strictjson.Limits{Bytes: maxBytes}, &own); ok {
			documents[i].read(root)
		}
		problems.Add(documents[i].path(), own.Err("cn"))
	}
	s := &source{first: firstBuiltIn, last: lastBuiltIn, given: make(map[int][]calendar.Holiday)}
	s.take(documents, &problems)
	if err := problems.Err("cn"); err != nil {
		return nil, err
	}
	return s, nil
}

// document is what one of the documents says; its year is 0 if that is wrong.
type document struct {
	index     int
	year      int
	announced bool
	days      []calendar.Holiday
}

func (d *document) path() check.Path { return check.Path("notices").Index(d.index) }

// read reads a document, whose problems go to those of the value.
func (d *document) read(root strictjson.Value) {
	o, ok := root.Object()
	if !ok {
		return
	}
	for _, key := range []string{"$schema", "$id"} {
		if v, ok := o.Take(key); ok {
			v.Text()
		}
	}
	if v, ok := o.Required("year"); ok {
		d.year = readYear(v)
	}
	papers, hasPapers := required(o, "papers")
	days, hasDays := required(o, "days")
	for _, v := range papers {
		readText(v)
	}
	d.readDays(days)
	d.announced = true
	if hasPapers && hasDays {
		switch {
		case len(papers) == 0 && len(days) == 0:
			d.announced = false
		case len(papers) == 0:
			fail(o, "papers", "is empty, although days are listed: where were they announced?")
		case len(days) == 0:
			fail(o, "days", "is empty, although a paper is named: a year that is not announced has neither")
		}
	}
	o.Done()
}

// required returns the elements of an array that must be there.
func required(o *strictjson.Object, key string) ([]strictjson.Value, bool) {
	v, ok := o.Required(key)
	if !ok {
		return nil, false
	}
	return v.Array()
}

// fail reports what is wrong with a member that is there.
func fail(o *strictjson.Object, key, cause string) {
	if v, ok := o.Take(key); ok {
		v.Fail(errors.New(cause))
	}
}

// readYear returns a year, 0 if it is wrong.
func readYear(v strictjson.Value) int {
	year, ok := v.Int()
	if ok && (year < minYear || year > maxYear) {
		v.Failf("%d is not a year from %d to %d", year, minYear, maxYear)
		return 0
	}
	return year
}

// readText returns a text that must not be empty.
func readText(v strictjson.Value) string {
	text, ok := v.Text()
	if ok && text == "" {
		v.Fail(errors.New("is empty"))
	}
	return text
}

func (d *document) readDays(days []strictjson.Value) {
	index := make(map[calendar.Date]int, len(days))
	for i, v := range days {
		o, ok := v.Object()
		if !ok {
			continue
		}
		h := calendar.Holiday{Kind: calendar.Makeup}
		if v, ok := o.Required("name"); ok {
			h.Name = readText(v)
		}
		if v, ok := o.Required("date"); ok {
			h.Date = d.readDate(v, i, index)
		}
		if v, ok := o.Required("isOffDay"); ok {
			if off, _ := v.Bool(); off {
				h.Kind = calendar.DayOff
			}
		}
		o.Done()
		d.days = append(d.days, h)
	}
}

// readDate returns the date of a day, which it enters into the index.
func (d *document) readDate(v strictjson.Value, day int, index map[calendar.Date]int) calendar.Date {
	text, ok := v.Text()
	if !ok {
		return calendar.Date{}
	}
	date, err := calendar.ParseDate(text)
	if err != nil {
		v.Failf("%s is no date such as 2026-02-17", check.Quote(text))
		return date
	}
	if earlier, twice := index[date]; twice {
		v.Failf("%s is the date of days[%d] too", date, earlier)
		return date
	}
	index[date] = day
	before := date.Year() == d.year-1 && date.Month() == time.December
	if d.year != 0 && date.Year() != d.year && !before {
		v.Failf("%s lies neither in %d nor in the December before it", date, d.year)
	}
	return date
}

// take puts the documents of announced years in place of the built-in notices.
func (s *source) take(documents []document, problems *check.Problems) {
	index := make(map[int]int, len(documents))
	var announced []document
	for _, d := range documents {
		earlier, twice := index[d.year]
		switch {
		case d.year == 0:
		case twice:
			problems.Addf(d.path().Key("year"), "%d is the year of notices[%d] too", d.year, earlier)
		default:
			index[d.year] = d.index
			if d.announced {
				announced = append(announced, d)
				s.given[d.year] = d.days
			}
		}
	}
	slices.SortFunc(announced, func(a, b document) int { return cmp.Compare(a.year, b.year) })
	for _, d := range announced {
		if d.year > s.last+1 {
			gap(d, s.last+1, problems)
		}
		s.last = max(s.last, d.year)
	}
	for _, d := range slices.Backward(announced) {
		if d.year < s.first-1 {
			gap(d, s.first-1, problems)
		}
		s.first = min(s.first, d.year)
	}
}

// gap reports that a document's year is cut off from the others.
func gap(d document, missing int, problems *check.Problems) {
	problems.Addf(d.path().Key("year"), "%d leaves a gap: there is no notice for %d", d.year, missing)
}
