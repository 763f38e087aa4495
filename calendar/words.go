package calendar

import (
	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/timewords"
)

// words are the texts of one language; those with a % are formats.
type words struct {
	timewords.Words

	kinds                 [SkippedDay + 1]string
	sets                  map[operation]string
	to, colon, semicolon  string
	closed, allDay        string
	year, years           string
	dayOff, daysOff       string
	makeup, makeups       string
	short, shorts         string
	override, overrides   string
	rotation, turn, from  string
	coverage, provisional string
	writtenEnd            string
	units, oneUnit        [Years + 1]string
	dues                  [DueAt + 1]string
	explain               explainWords
}

// explainWords are the texts of [Calendar.Explain].
type explainWords struct {
	due, received, mark, named, unnamed string
	// What a day counts for, after its description.
	counted, receipt, dayNumber, lastDay string
}

func wordsOf(lang commitment.Lang) words {
	if lang == commitment.Chinese {
		return chinese()
	}
	return english()
}

func english() words {
	return words{
		Words: timewords.Of(commitment.English),
		kinds: [...]string{
			Workday: "workday", RestDay: "not a workday", HolidayDay: "holiday", MakeupDay: "make-up workday",
			ShortenedDay: "short day", OverrideDay: "hours of this date", SkippedDay: "date skipped by the time zone",
		},
		sets: map[operation]string{
			intersection: "open when all of these are:", union: "open when any of these is:", difference: "open when the first of these is and no other:",
		},
		to: "–", colon: ": ", semicolon: "; ",
		closed: "closed", allDay: "all day",
		year: "%d: ", years: "%d–%d: ",
		dayOff: "%d day off", daysOff: "%d days off",
		makeup: "%d make-up workday", makeups: "%d make-up workdays",
		short: "%d short day", shorts: "%d short days",
		override: "%d date with hours of its own", overrides: "%d dates with hours of their own",
		rotation: "%d weeks in turn from %s: %s", turn: "(%d) %s", from: "from %s: %s",
		coverage: "%s, known from %s to %s", provisional: "provisional from %s to %s: holidays may still change",
		units:      [...]string{WorkingTime: "%s of working time", BusinessDays: "%d business days", CalendarDays: "%d calendar days", Months: "%d months", Years: "%d years"},
		oneUnit:    [...]string{BusinessDays: "%d business day", CalendarDays: "%d calendar day", Months: "%d month", Years: "%d year"},
		dues:       [...]string{EndOfDay: " (to the close of business)", EndOfDate: " (to 24:00)", WallTime: " (to the same wall time)", DueAt: " (to %s)"},
		writtenEnd: "the dates written in the calendar end on %s",
		explain: explainWords{
			due: "%s from %s: due %s", received: "counts as received %s",
			counted: ", %s: %s counted, %s in all", receipt: ": day of receipt", dayNumber: ": day %d", lastDay: ": last day",
			mark: " (provisional)", named: "%s: %s (%s)", unnamed: "%s (%s)",
		},
	}
}

func chinese() words {
	return words{
		Words: timewords.Of(commitment.Chinese),
		kinds: [...]string{
			Workday: "工作日", RestDay: "休息日", HolidayDay: "放假", MakeupDay: "调休上班",
			ShortenedDay: "缩短工作时间", OverrideDay: "当日特别安排", SkippedDay: "当地时区无此日期",
		},
		sets: map[operation]string{
			intersection: "以下各日历共同的工作时间：", union: "以下任一日历的工作时间：", difference: "第一个日历的工作时间，扣除其余日历的工作时间：",
		},
		to: "至", colon: "：", semicolon: "；",
		closed: "休息", allDay: "全天",
		year: "%d 年 ", years: "%d–%d 年共",
		dayOff: "放假 %d 天", daysOff: "放假 %d 天",
		makeup: "调休上班 %d 天", makeups: "调休上班 %d 天",
		short: "缩短工作时间 %d 天", shorts: "缩短工作时间 %d 天",
		override: "另有安排 %d 天", overrides: "另有安排 %d 天",
		rotation: "以 %d 周为一轮，自 %s 起：%s", turn: "第 %d 周（%s）", from: "自 %s 起：%s",
		coverage: "时区 %s，适用期间 %s 至 %s", provisional: "%s 至 %s 为暂定，放假安排可能调整",
		units:      [...]string{WorkingTime: "%s（工作时间）", BusinessDays: "%d 个工作日", CalendarDays: "%d 个自然日", Months: "%d 个月", Years: "%d 年"},
		oneUnit:    [...]string{BusinessDays: "%d 个工作日", CalendarDays: "%d 个自然日", Months: "%d 个月", Years: "%d 年"},
		dues:       [...]string{EndOfDay: "（至当日下班）", EndOfDate: "（至当日 24:00）", WallTime: "（至同一时刻）", DueAt: "（至当日 %s）"},
		writtenEnd: "日历中逐日列出的日期到 %s 为止",
		explain: explainWords{
			due: "时限 %s，自 %s 起，至 %s 止", received: "视同 %s 收到",
			counted: "，%s：计入 %s，累计 %s", receipt: "，收到当日", dayNumber: "，第 %d 天", lastDay: "，期限最后一日",
			mark: "（暂定）", named: "%s：%s（%s）", unnamed: "%s（%s）",
		},
	}
}
