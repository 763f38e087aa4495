package cn_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
)

// newYear2027 is no real notice.
const newYear2027 = `{
	"$schema": "https://raw.githubusercontent.com/NateScarlet/holiday-cn/master/schema.json",
	"$id": "https://raw.githubusercontent.com/NateScarlet/holiday-cn/master/2027.json",
	"year": 2027,
	"papers": ["https://www.gov.cn/zhengce/2027"],
	"days": [
		{"name": "春节", "date": "2027-02-08", "isOffDay": true},
		{"name": "元旦", "date": "2026-12-31", "isOffDay": true},
		{"name": "元旦", "date": "2027-01-01", "isOffDay": true},
		{"name": "元旦", "date": "2026-12-27", "isOffDay": false}
	]
}`

const placeholder2027 = `{"$schema":"schema.json","$id":"2027.json","year":2027,"papers":[],"days":[]}`

// noticeOf returns a document with the given days.
func noticeOf(year int, days ...string) []byte {
	return fmt.Appendf(nil, `{"year":%d,"papers":["https://www.gov.cn/"],"days":[%s]}`, year, strings.Join(days, ","))
}

// newYear returns a document with one day off, New Year's Day.
func newYear(year int) []byte {
	return noticeOf(year, fmt.Sprintf(`{"name":"元旦","date":"%d-01-01","isOffDay":true}`, year))
}

func coverage(t *testing.T, source calendar.HolidaySource) string {
	t.Helper()
	bounded, ok := source.(calendar.BoundedSource)
	require.True(t, ok)
	first, firm, last := bounded.Coverage()
	return fmt.Sprintf("%s %s %s", first, firm, last)
}

func dates(t *testing.T, source calendar.HolidaySource, year int) []string {
	t.Helper()
	list, err := source.Holidays(year)
	require.NoError(t, err)
	var texts []string
	for _, h := range list {
		texts = append(texts, fmt.Sprintf("%s %s %s", h.Date, h.Name, h.Kind))
	}
	return texts
}

func TestParseNoticesWithoutData(t *testing.T) {
	source, err := cn.ParseNotices()
	require.NoError(t, err)
	require.Equal(t, "cn", fmt.Sprint(source))
	require.Equal(t, coverage(t, cn.PublicHolidays()), coverage(t, source))
	require.Equal(t, office(t, cn.PublicHolidays()).Fingerprint(), office(t, source).Fingerprint())
}

// The strict reader takes every file as it is and agrees with the generator.
func TestParseNoticesOfTheFiles(t *testing.T) {
	texts, _ := files(t)
	source, err := cn.ParseNotices(texts...)
	require.NoError(t, err)
	require.Equal(t, coverage(t, cn.PublicHolidays()), coverage(t, source))
	for year := firstYear; year <= lastYear; year++ {
		require.Equal(t, dates(t, cn.PublicHolidays(), year), dates(t, source, year))
	}
}

func TestParseNoticesAddsAYear(t *testing.T) {
	source, err := cn.ParseNotices([]byte(newYear2027))
	require.NoError(t, err)
	require.Equal(t, "cn", fmt.Sprint(source))
	require.Equal(t, "2007-01-01 2027-12-25 2027-12-31", coverage(t, source))
	require.Equal(t, []string{"2027-01-01 元旦 day_off", "2027-02-08 春节 day_off"}, dates(t, source, 2027))
	before := dates(t, cn.PublicHolidays(), 2026)
	require.Equal(t, append(before, "2026-12-27 元旦 makeup", "2026-12-31 元旦 day_off"), dates(t, source, 2026))
	_, err = source.Holidays(2028)
	require.ErrorIs(t, err, calendar.ErrNotCovered)

	c := office(t, source)
	_, last := c.Coverage()
	require.Equal(t, "2027-12-31", last.String())
	day, err := c.Day(date(t, "2026-12-27"))
	require.NoError(t, err)
	require.Equal(t, calendar.MakeupDay, day.Kind)
	require.False(t, day.Provisional)
	require.False(t, c.Provisional(time.Date(2026, time.December, 31, 12, 0, 0, 0, shanghai(t))))
	require.True(t, c.Provisional(time.Date(2027, time.December, 26, 12, 0, 0, 0, shanghai(t))))
	require.False(t, c.Provisional(time.Date(2027, time.December, 25, 12, 0, 0, 0, shanghai(t))))
}

func TestParseNoticesNotAnnounced(t *testing.T) {
	for name, documents := range map[string][][]byte{
		"next year":      {[]byte(placeholder2027)},
		"a later year":   {[]byte(`{"year":2040,"papers":[],"days":[]}`)},
		"an earlier one": {[]byte(`{"year":1999,"papers":[],"days":[]}`)},
		"built-in year":  {[]byte(`{"year":2026,"papers":[],"days":[]}`)},
		"several":        {[]byte(placeholder2027), []byte(`{"year":2028,"papers":[],"days":[]}`)},
	} {
		t.Run(name, func(t *testing.T) {
			source, err := cn.ParseNotices(documents...)
			require.NoError(t, err)
			require.Equal(t, coverage(t, cn.PublicHolidays()), coverage(t, source))
			require.Equal(t, dates(t, cn.PublicHolidays(), 2026), dates(t, source, 2026))
			_, err = source.Holidays(2027)
			require.ErrorIs(t, err, calendar.ErrNotCovered)
			require.True(t, office(t, source).Provisional(time.Date(2026, time.December, 28, 12, 0, 0, 0, shanghai(t))))
		})
	}
}

func TestParseNoticesReplacesAYear(t *testing.T) {
	t.Run("last built-in", func(t *testing.T) {
		source, err := cn.ParseNotices(newYear(2026))
		require.NoError(t, err)
		require.Equal(t, coverage(t, cn.PublicHolidays()), coverage(t, source))
		require.Equal(t, []string{"2026-01-01 元旦 day_off"}, dates(t, source, 2026))
		require.Equal(t, dates(t, cn.PublicHolidays(), 2025), dates(t, source, 2025))
	})
	t.Run("with its days of the year before", func(t *testing.T) {
		require.Contains(t, dates(t, cn.PublicHolidays(), 2018), "2018-12-29 元旦 makeup")
		source, err := cn.ParseNotices(newYear(2019))
		require.NoError(t, err)
		list := dates(t, source, 2018)
		require.Equal(t, "2018-10-07 国庆节 day_off", list[len(list)-1])
		require.Equal(t, []string{"2019-01-01 元旦 day_off"}, dates(t, source, 2019))
	})
	t.Run("first built-in", func(t *testing.T) {
		source, err := cn.ParseNotices(newYear(2007))
		require.NoError(t, err)
		require.Equal(t, coverage(t, cn.PublicHolidays()), coverage(t, source))
		require.Equal(t, "2007-01-01 元旦 day_off", dates(t, source, 2007)[0])
		require.Equal(t, "2007-12-29 元旦 makeup", dates(t, source, 2007)[1], "from the notice for 2008")
	})
}

func TestLaterNoticeWins(t *testing.T) {
	this := noticeOf(2027,
		`{"name":"元旦","date":"2027-01-01","isOffDay":true}`,
		`{"name":"年末","date":"2027-12-30","isOffDay":false}`,
		`{"name":"年末","date":"2027-12-31","isOffDay":false}`)
	next := noticeOf(2028,
		`{"name":"元旦","date":"2027-12-31","isOffDay":true}`,
		`{"name":"元旦","date":"2028-01-01","isOffDay":true}`)
	source, err := cn.ParseNotices(next, this)
	require.NoError(t, err)
	require.Equal(t, []string{"2027-01-01 元旦 day_off", "2027-12-30 年末 makeup", "2027-12-31 元旦 day_off"}, dates(t, source, 2027))
	require.Equal(t, []string{"2028-01-01 元旦 day_off"}, dates(t, source, 2028))
}

func TestParseNoticesOfEarlierYears(t *testing.T) {
	source, err := cn.ParseNotices(newYear(2005), newYear(2006))
	require.NoError(t, err)
	require.Equal(t, "2005-01-01 2026-12-25 2026-12-31", coverage(t, source))
	require.Equal(t, []string{"2006-01-01 元旦 day_off", "2006-12-30 元旦 makeup", "2006-12-31 元旦 makeup"}, dates(t, source, 2006))
	require.Equal(t, []string{"2005-01-01 元旦 day_off"}, dates(t, source, 2005))
	_, err = source.Holidays(2004)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	first, _ := office(t, source).Coverage()
	require.Equal(t, "2005-01-01", first.String())
}

func TestParseNoticesOfAllYears(t *testing.T) {
	var documents [][]byte
	for year := 1950; year <= 9999; year++ {
		documents = append(documents, newYear(year))
	}
	source, err := cn.ParseNotices(documents...)
	require.NoError(t, err)
	require.Equal(t, "1950-01-01 9999-12-25 9999-12-31", coverage(t, source))
	require.Equal(t, []string{"9999-01-01 元旦 day_off"}, dates(t, source, 9999))
	_, err = source.Holidays(10000)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
	_, err = source.Holidays(1949)
	require.ErrorIs(t, err, calendar.ErrNotCovered)
}

func TestParseNoticesErrors(t *testing.T) {
	const day = `{"name":"元旦","date":"2027-01-01","isOffDay":true}`
	long := strings.Repeat("长", 200)
	tests := []struct {
		name      string
		documents []string
		want      []string
	}{
		{"nothing", []string{""}, []string{"notices[0]: line 1, column 1: unexpected end of the document"}},
		{"not JSON", []string{`{"year":2027,}`}, []string{"notices[0]: line 1, column 14: unexpected '}'"}},
		{"not an object", []string{"[]"}, []string{"notices[0]: must be an object, not an array"}},
		{"more after it", []string{placeholder2027 + "{}"}, []string{"notices[0]: line 1, column 78: data after the end of the document"}},
		{"too large", []string{strings.Repeat(" ", 64<<10) + "1"}, []string{"notices[0]: document has 65537 bytes, more than the limit of 65536"}},
		{"empty object", []string{"{}"}, []string{
			"notices[0].year: is required", "notices[0].papers: is required", "notices[0].days: is required",
		}},
		{"nulls", []string{`{"year":null,"papers":null,"days":null}`}, []string{
			"notices[0].year: is required", "notices[0].papers: is required", "notices[0].days: is required",
		}},
		{"wrong kinds", []string{`{"$schema":1,"$id":2,"year":"2027","papers":{},"days":"none"}`}, []string{
			"notices[0][\"$schema\"]: must be a string, not a number", "notices[0][\"$id\"]: must be a string, not a number",
			"notices[0].year: must be a whole number, not a string", "notices[0].papers: must be an array, not an object",
			"notices[0].days: must be an array, not a string",
		}},
		{"wrong kinds within", []string{`{"year":2027,"papers":[1,""],"days":[7,{"name":1,"date":2,"isOffDay":"yes"}]}`}, []string{
			"notices[0].papers[0]: must be a string, not a number", "notices[0].papers[1]: is empty",
			"notices[0].days[0]: must be an object, not a number", "notices[0].days[1].name: must be a string, not a number",
			"notices[0].days[1].date: must be a string, not a number", "notices[0].days[1].isOffDay: must be true or false, not a string",
		}},
		{"empty day", []string{string(noticeOf(2027, "{}"))}, []string{
			"notices[0].days[0].name: is required", "notices[0].days[0].date: is required", "notices[0].days[0].isOffDay: is required",
		}},
		{"empty name", []string{string(noticeOf(2027, `{"name":"","date":"2027-01-01","isOffDay":true}`))}, []string{"notices[0].days[0].name: is empty"}},
		{"unknown fields", []string{`{"yeer":1,"year":2027,"papers":["p"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true,"isOffday":true}]}`}, []string{
			`notices[0].days[0].isOffday: unknown field, did you mean "isOffDay"?`, `notices[0].yeer: unknown field, did you mean "year"?`,
		}},
		{"key twice", []string{`{"year":2027,"year":2028,"papers":[],"days":[]}`}, []string{"notices[0].year: key appears twice"}},
		{"year too early", []string{`{"year":1949,"papers":[],"days":[]}`}, []string{"notices[0].year: 1949 is not a year from 1950 to 9999"}},
		{"year too late", []string{`{"year":10000,"papers":[],"days":[]}`}, []string{"notices[0].year: 10000 is not a year from 1950 to 9999"}},
		{"year with a fraction", []string{`{"year":2027.0,"papers":[],"days":[]}`}, []string{`notices[0].year: must be a whole number without fraction and exponent, not "2027.0"`}},
		{"no papers", []string{`{"year":2027,"papers":[],"days":[` + day + `]}`}, []string{
			"notices[0].papers: is empty, although days are listed: where were they announced?",
		}},
		{"no days", []string{`{"year":2027,"papers":["p"],"days":[]}`}, []string{
			"notices[0].days: is empty, although a paper is named: a year that is not announced has neither",
		}},
		{"no such date", []string{string(noticeOf(2027, `{"name":"元旦","date":"2027-02-29","isOffDay":true}`, `{"name":"元旦","date":"1.1.2027","isOffDay":true}`, `{"name":"元旦","date":"`+long+`","isOffDay":true}`))}, []string{
			`notices[0].days[0].date: "2027-02-29" is no date such as 2026-02-17`,
			`notices[0].days[1].date: "1.1.2027" is no date such as 2026-02-17`,
			`notices[0].days[2].date: "` + long[:78] + `"… is no date such as 2026-02-17`,
		}},
		{"date of another year", []string{string(noticeOf(
			2027,
			`{"name":"元旦","date":"2026-12-01","isOffDay":true}`, `{"name":"元旦","date":"2026-11-30","isOffDay":true}`,
			`{"name":"元旦","date":"2027-12-31","isOffDay":true}`, `{"name":"元旦","date":"2028-01-01","isOffDay":true}`,
			`{"name":"元旦","date":"2025-12-31","isOffDay":true}`, `{"name":"元旦","date":"2028-12-31","isOffDay":true}`))}, []string{
			"notices[0].days[1].date: 2026-11-30 lies neither in 2027 nor in the December before it",
			"notices[0].days[3].date: 2028-01-01 lies neither in 2027 nor in the December before it",
			"notices[0].days[4].date: 2025-12-31 lies neither in 2027 nor in the December before it",
			"notices[0].days[5].date: 2028-12-31 lies neither in 2027 nor in the December before it",
		}},
		{"date twice", []string{string(noticeOf(2027, day, `{"name":"春节","date":"2027-02-08","isOffDay":true}`, day, day))}, []string{
			"notices[0].days[2].date: 2027-01-01 is the date of days[0] too", "notices[0].days[3].date: 2027-01-01 is the date of days[0] too",
		}},
		{"dates of a wrong year", []string{string(noticeOf(20227, day, day))}, []string{
			"notices[0].year: 20227 is not a year from 1950 to 9999", "notices[0].days[1].date: 2027-01-01 is the date of days[0] too",
		}},
		{"year twice", []string{newYear2027, placeholder2027, newYear2027}, []string{
			"notices[1].year: 2027 is the year of notices[0] too", "notices[2].year: 2027 is the year of notices[0] too",
		}},
		{"gap", []string{string(newYear(2028))}, []string{"notices[0].year: 2028 leaves a gap: there is no notice for 2027"}},
		{"gap that is not announced", []string{string(newYear(2028)), placeholder2027}, []string{
			"notices[0].year: 2028 leaves a gap: there is no notice for 2027",
		}},
		{"gaps", []string{string(newYear(2040)), string(newYear(2029)), string(newYear(2030)), string(newYear(2027))}, []string{
			"notices[1].year: 2029 leaves a gap: there is no notice for 2028", "notices[0].year: 2040 leaves a gap: there is no notice for 2031",
		}},
		{"gaps before", []string{string(newYear(2000)), string(newYear(2005)), string(newYear(2004))}, []string{
			"notices[1].year: 2005 leaves a gap: there is no notice for 2006", "notices[0].year: 2000 leaves a gap: there is no notice for 2003",
		}},
		{"no gap where a notice is wrong", []string{`{"year":2027,"papers":[],"days":[` + day + `]}`, string(newYear(2028))}, []string{
			"notices[0].papers: is empty, although days are listed: where were they announced?",
		}},
		{"all documents", []string{"", "1", placeholder2027, "{}"}, []string{
			"notices[0]: line 1, column 1: unexpected end of the document", "notices[1]: must be an object, not a number",
			"notices[3].year: is required", "notices[3].papers: is required", "notices[3].days: is required",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var data [][]byte
			for _, text := range test.documents {
				data = append(data, []byte(text))
			}
			source, err := cn.ParseNotices(data...)
			require.Nil(t, source)
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.True(t, strings.HasPrefix(err.Error(), "cn: "))
			require.Equal(t, 1, strings.Count(err.Error(), "cn: "))
			var got []string
			for _, field := range commitment.FieldErrors(err) {
				got = append(got, field.Error())
			}
			require.Equal(t, test.want, got)
		})
	}
}

func FuzzParseNotices(f *testing.F) {
	f.Add([]byte(newYear2027), []byte(placeholder2027))
	f.Add(newYear(2027), newYear(2028))
	f.Add(newYear(2006), newYear(2005))
	f.Add(newYear(2026), newYear(2019))
	f.Add([]byte(`{"year":2027,"papers":["p"],"days":[{}]}`), []byte(`[{"year":2027}]`))
	location := shanghai(f)
	f.Fuzz(func(t *testing.T, a, b []byte) {
		source, err := cn.ParseNotices(a, b)
		if err != nil {
			require.Nil(t, source)
			require.ErrorIs(t, err, commitment.ErrInvalid)
			require.NotEmpty(t, commitment.FieldErrors(err))
			return
		}
		first, firm, last := source.(calendar.BoundedSource).Coverage()
		require.False(t, first.After(calendar.MustDate(firstYear, time.January, 1)))
		require.False(t, last.Before(calendar.MustDate(lastYear, time.December, 31)))
		require.Equal(t, 6, last.Sub(firm))
		require.LessOrEqual(t, last.Year()-first.Year(), lastYear-firstYear+2, "two documents, two years")
		for year := first.Year() - 1; year <= last.Year()+1; year++ {
			list, err := source.Holidays(year)
			if year < first.Year() || year > last.Year() {
				require.ErrorIs(t, err, calendar.ErrNotCovered)
				continue
			}
			require.NoError(t, err)
			previous := calendar.Date{}
			for _, h := range list {
				require.Equal(t, year, h.Date.Year())
				require.True(t, h.Date.After(previous), "in order, no date twice")
				require.NotEmpty(t, h.Name)
				previous = h.Date
			}
		}
		// The last years alone: sixty of them would take ten times as long.
		since := last.AddMonths(-30)
		c, err := calendar.New(calendar.Spec{
			Location: location, Week: calendar.Weekdays(calendar.MustHours("09:00-18:00")),
			Holidays: []calendar.HolidaySource{source}, First: since,
		})
		if err != nil {
			require.True(t, errors.Is(err, commitment.ErrInvalid) || errors.Is(err, calendar.ErrNotCovered))
			return
		}
		from, to := c.Coverage()
		require.Equal(t, since, from)
		require.Equal(t, last, to)
	})
}
