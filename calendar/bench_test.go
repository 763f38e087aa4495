package calendar_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/calendar/cn"
)

// The yardstick of these benchmarks is BenchmarkTimeDate: what the standard
// library takes to make an instant of a wall time in the same zone. Compare
// figures of one run only. Those of rivals are in the module bench.

// benchSpans are the spans of working time that are asked for: half a day, a
// year and ten years.
var benchSpans = []time.Duration{4 * time.Hour, 2000 * time.Hour, 20000 * time.Hour}

// benchStart is a Tuesday morning outside the year's last offset, which the
// standard library keeps at hand when the benchmarks run in that winter.
func benchStart(location *time.Location) time.Time {
	return time.Date(2026, time.March, 10, 10, 30, 0, 0, location)
}

// benchStarts is how many instants the benchmarks named random take in turn,
// too many for a branch predictor to learn. It is a power of two.
const benchStarts = 1024

// randomStarts returns the same pseudo-random instants of 1992 to 2045 each
// time, open and closed ones, in a zone.
func randomStarts(location *time.Location) *[benchStarts]time.Time {
	random := rand.New(rand.NewPCG(1, 2))
	first := time.Date(1992, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
	last := time.Date(2046, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
	var starts [benchStarts]time.Time
	for i := range starts {
		starts[i] = time.Unix(first+random.Int64N(last-first), random.Int64N(1e9)).In(location)
	}
	return &starts
}

func benchZone(b *testing.B, name string) *time.Location {
	b.Helper()
	location, err := time.LoadLocation(name)
	require.NoError(b, err)
	return location
}

// americanSpec is Monday to Friday, 9 to 17, with the holidays of the United States.
func americanSpec(b *testing.B) calendar.Spec {
	b.Helper()
	return calendar.Spec{
		Name:     "new york",
		Location: benchZone(b, "America/New_York"),
		Week:     calendar.Weekdays(calendar.MustHours("09:00-17:00")),
		Holidays: []calendar.HolidaySource{calendar.FromCal(us.Holidays...)},
	}
}

// chineseSpec is 1990 to 2059 with split hours, holidays and make-up workdays.
func chineseSpec(b *testing.B) calendar.Spec {
	b.Helper()
	return calendar.Spec{
		Name:     "shanghai",
		Location: benchZone(b, "Asia/Shanghai"),
		Week:     calendar.Weekdays(calendar.MustHours("09:00-12:00,13:30-18:00")),
		Holidays: []calendar.HolidaySource{cn.PublicHolidays()},
		Beyond:   calendar.Provisional,
	}
}

func benchOffice(b *testing.B, spec calendar.Spec) *calendar.Calendar {
	b.Helper()
	office, err := calendar.New(spec)
	require.NoError(b, err)
	return office
}

func BenchmarkTimeDate(b *testing.B) {
	newYork := benchZone(b, "America/New_York")
	b.Run("one", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			time.Date(2026, time.March, 10, 10, 30, 0, 0, newYork)
		}
	})
	b.Run("random", func(b *testing.B) {
		type wall struct {
			year   int
			month  time.Month
			day    int
			hour   int
			minute int
			second int
		}
		var walls [benchStarts]wall
		for i, start := range randomStarts(newYork) {
			w := &walls[i]
			w.year, w.month, w.day = start.Date()
			w.hour, w.minute, w.second = start.Clock()
		}
		b.ReportAllocs()
		i := 0
		for b.Loop() {
			w := &walls[i%benchStarts]
			time.Date(w.year, w.month, w.day, w.hour, w.minute, w.second, 0, newYork)
			i++
		}
	})
}

// eachStart runs a question from one start, and from random ones in turn.
func eachStart(b *testing.B, location *time.Location, ask func(t time.Time) error) {
	b.Helper()
	starts := randomStarts(location)
	start := benchStart(location)
	for _, t := range append(starts[:], start) {
		require.NoError(b, ask(t))
	}
	b.Run("one", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = ask(start)
		}
	})
	b.Run("random", func(b *testing.B) {
		b.ReportAllocs()
		i := 0
		for b.Loop() {
			_ = ask(starts[i%benchStarts])
			i++
		}
	})
}

// hours names a span as the tables do, "2000h" and not "2000h0m0s".
func hours(d time.Duration) string { return fmt.Sprintf("%.0fh", d.Hours()) }

func BenchmarkAdd(b *testing.B) {
	benchAdd(b, americanSpec(b), benchSpans)
}

func BenchmarkAddNegative(b *testing.B) {
	spec := americanSpec(b)
	spec.First = calendar.MustDate(1980, time.January, 1)
	var back []time.Duration
	for _, span := range benchSpans {
		back = append(back, -span)
	}
	benchAdd(b, spec, back)
}

// benchAdd and BenchmarkBetween call the question without a function between,
// as BenchmarkTimeDate does: it would cost a tenth of what they do.
func benchAdd(b *testing.B, spec calendar.Spec, spans []time.Duration) {
	b.Helper()
	office := benchOffice(b, spec)
	start, starts := benchStart(office.Location()), randomStarts(office.Location())
	for _, span := range spans {
		for _, t := range append(starts[:], start) {
			_, err := office.Add(t, span)
			require.NoError(b, err)
		}
		b.Run(hours(span)+"/one", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = office.Add(start, span)
			}
		})
		b.Run(hours(span)+"/random", func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				_, _ = office.Add(starts[i%benchStarts], span)
				i++
			}
		})
	}
}

func BenchmarkBetween(b *testing.B) {
	office := benchOffice(b, americanSpec(b))
	start, starts := benchStart(office.Location()), randomStarts(office.Location())
	for _, span := range benchSpans {
		end, err := office.Add(start, span)
		require.NoError(b, err)
		var ends [benchStarts]time.Time
		for i, t := range starts {
			ends[i], err = office.Add(t, span)
			require.NoError(b, err)
			worked, err := office.Between(t, ends[i])
			require.NoError(b, err)
			require.Equal(b, span, worked)
		}
		b.Run(hours(span)+"/one", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = office.Between(start, end)
			}
		})
		b.Run(hours(span)+"/random", func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				_, _ = office.Between(starts[i%benchStarts], ends[i%benchStarts])
				i++
			}
		})
	}
}

func BenchmarkIsOpen(b *testing.B) {
	office := benchOffice(b, americanSpec(b))
	eachStart(b, office.Location(), func(t time.Time) error {
		_, err := office.IsOpen(t)
		return err
	})
}

func BenchmarkNextOpen(b *testing.B) {
	benchInstant(b, (*calendar.Calendar).NextOpen)
}

func BenchmarkNextClose(b *testing.B) {
	benchInstant(b, (*calendar.Calendar).NextClose)
}

func benchInstant(b *testing.B, question func(*calendar.Calendar, time.Time) (time.Time, error)) {
	b.Helper()
	office := benchOffice(b, americanSpec(b))
	eachStart(b, office.Location(), func(t time.Time) error {
		_, err := question(office, t)
		return err
	})
}

func BenchmarkDue(b *testing.B) {
	office := benchOffice(b, americanSpec(b))
	for _, form := range []struct{ name, text string }{
		{"2bd", `2bd`}, {"end_of_day", `{"business_days": 2, "due": "end_of_day"}`}, {"60d", `60d`},
	} {
		allowance := calendar.MustAllowance(form.text)
		b.Run(form.name, func(b *testing.B) {
			eachStart(b, office.Location(), func(t time.Time) error {
				_, err := office.Due(t, allowance)
				return err
			})
		})
	}
}

func BenchmarkDay(b *testing.B) {
	office := benchOffice(b, chineseSpec(b))
	date := calendar.MustDate(2026, time.February, 10)
	b.ReportAllocs()
	for b.Loop() {
		_, err := office.Day(date)
		require.NoError(b, err)
	}
}

func BenchmarkPeriods(b *testing.B) {
	office := benchOffice(b, americanSpec(b))
	from := benchStart(office.Location())
	to := from.AddDate(0, 1, 0)
	b.ReportAllocs()
	for b.Loop() {
		periods, err := office.Periods(from, to)
		require.NoError(b, err)
		for period := range periods {
			_ = period
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for _, spec := range []calendar.Spec{americanSpec(b), chineseSpec(b)} {
		b.Run(spec.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := calendar.New(spec)
				require.NoError(b, err)
			}
		})
	}
}

// BenchmarkMemory reports how much heap a compiled calendar keeps.
func BenchmarkMemory(b *testing.B) {
	for _, spec := range []calendar.Spec{americanSpec(b), chineseSpec(b)} {
		b.Run(spec.Name, func(b *testing.B) {
			var kept [32]*calendar.Calendar
			var grown float64
			for b.Loop() {
				clear(kept[:])
				before := liveHeap()
				for i := range kept {
					kept[i] = benchOffice(b, spec)
				}
				grown = float64(liveHeap() - before)
			}
			b.ReportMetric(grown/float64(len(kept))/1024, "KiB/calendar")
			runtime.KeepAlive(&kept)
		})
	}
}

func liveHeap() uint64 {
	runtime.GC()
	runtime.GC() // frees what finalizers held on to
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
