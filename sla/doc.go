// Package sla says of a case whether the commitments made about it are kept, at
// risk or broken, when each falls due, what to escalate, and why.
//
// # From a policy to a report
//
// A [Policy] says which cases it covers and what it promises them. [Compile]
// checks it, reports everything that is wrong at once, and returns an [Engine]:
// an immutable value, safe for concurrent use. A [Case] is a list of events that
// the host stores; [Engine.Evaluate] folds them into a [Report].
//
//	policy, err := sla.ParsePolicy(text)
//	engine, err := sla.Compile(map[string]*calendar.Calendar{"office": office}, policy)
//	report, err := engine.Evaluate(c, now)
//	resolution, _ := report.Clock("resolution")
//	// resolution.Due, resolution.Verdict, report.Firings, report.Next
//
// A report is a function of the events, the policies, their calendars and now,
// and of nothing else: not of the order of delivery, not of how often or when
// the question was asked before. The host keeps the events, sets one timer at
// [Report].Next, and acts once for each [Firing].Key.
//
// # Clocks
//
// A [Metric] says which events start, stop and cancel a clock. A [Commitment]
// gives a metric an allowance, a calendar, reasons to pause and alerts. A [Clock]
// is one commitment running on one case; where it starts again after a stop, each
// run is a cycle. The clock counts the working time of [start, stop) in which it
// is not paused:
//
//	Elapsed = working time of [start, stop or now) − paused − resolved
//
// Its stage is pending (the start has not come), running (also outside working
// hours), paused, stopped or cancelled. Its verdict is open, met, missed, waived
// or not applicable; a breach is a flag and an instant besides.
//
//   - A stop at the due instant meets the commitment. A clock that is open when
//     the due instant is over is breached, and missed from then on; at now == due
//     it is. A pause or an extension at the due instant comes too late.
//     So does a new target.
//   - A breach is a fact: no later pause, priority or extension undoes it.
//     Remaining and Overdue are told from Due, also where a breached clock was
//     given a later one.
//   - A clock without an allowance is measured: stopped, it is not applicable.
//   - Due is the earliest instant at which the allowance is used up: a closing
//     rather than the next opening. Of a paused clock it is what it would be if
//     the clock went on now (DueProjected), and Remaining is exact.
//
// # Pauses
//
// A pause is a property of the case, by reason; reasons overlap. A clock stands
// while a reason on that its commitment names in "pause_on" ("*": any), or while
// the attributes match its "pause_when". Pauses are cut to the clock's life: a
// clock may start paused. A "resumed" without a reason ends them all.
//
// Paused time moves a due instant by working time, except under an allowance of
// days that does not end at the same time of day: one that ends at the close of
// business or at a fixed hour moves by the business days whose whole working
// time was paused, and one of calendar days, months or years by the whole
// dates. A due instant of days that lies in a pause stands at the pause's end.
//
// # Rules that match again
//
// The first rule whose "when" matches the attributes covers the case. When an
// event changes the attributes, the rules are matched again, and a commitment
// whose allowance or calendar is another one then has a new target:
//
//   - keep_elapsed (the default): the clock is judged as if the new allowance and
//     calendar had been there from its start; pauses stay what they were;
//   - from_change: the new allowance counts from the change;
//   - never_earlier: as keep_elapsed, but the due instant moves only back in
//     time's favour: it is the later of the old and the new.
//
// never_earlier keeps the old target beside the new one, and its pauses; what
// extends the one extends the other. Extensions outlive a new target: they are
// granted to it anew, each as of its own instant, under from_change as of the
// change.
//
// A due instant that is past when it is set breaches the commitment at the
// instant of the change (BornBreached). A commitment that the new rule does not
// have is cancelled; it goes on, without the time between, if a later rule has it
// again, unless its clock would have been stopped, resolved or ended meanwhile.
// One that only the new rule has starts with its metric's start, though that lay
// before the change (under from_change it counts from the change); a cycle that
// was over by then is not applicable. A cycle that no rule promised while it ran
// is not reported.
//
// What lasts no time never was: of several targets, pauses or ends of one instant
// those after its last event count, and a clock that goes on and stands again at
// one instant did not run. Nothing fires then, and what would have breached then
// does when the clock runs.
//
// # Statuses
//
// A change of the status attribute stands for the events that a policy's
// [StatusMap] says. Several changes at one instant, with one sequence number, are
// one change. An event of that instant wins over the status if it is about the
// same pause reason, or if both are about the end of the case.
//
// # Reopening
//
// A clock whose metric stops on "resolved" alone, and does not repeat, goes on
// when the case is reopened, by the commitment's "reopen": resume (the default:
// the resolved time does not count), resume_counting (it does), new_cycle, or
// final. A verdict that is replaced is kept in Clock.Earlier. A first response
// that was not applicable, because the case was resolved without one, runs again
// under the same modes. While a case is resolved, no metric starts that
// "resolved" would stop.
//
// A case that was cancelled or merged and is reopened should never have been
// ended: all its clocks resume, whatever "reopen" says, and the time between does
// not count.
//
// # Extensions, waivers, promises
//
// An "extension_granted" before the breach moves the due instant by an allowance
// or to a date, which no pause moves then; if the commitment says
// "consent": "required", only with the customer's consent. After the breach it
// is a waiver, with consent alone: the breach stays, the verdict is waived.
// A "promised" date is a clock of its own ([MetricPromise]): was it kept?
//
// # Alerts
//
// An alert is a level of a clock: "50%" of the allowance used, "4h" of counted
// time, "-10m" before due, "+1h" after. It fires at the first instant, at or
// after its level, at which the clock runs: one that a pause hides fires when
// the pause ends. A projection fires nothing. When a target changes, the levels
// that are passed already fire as one, the highest; an extension fires none.
// A [Firing] has a key made of case, commitment, cycle, target, alert and
// number. It stays the same however often the case is evaluated.
//
// # What is not known, what is odd
//
// A clock whose due instant would need a date outside its calendar's coverage
// has no Due, and a finding says so. Evaluate returns an error that matches
// [calendar.ErrNotCovered] only where it could judge no clock at all.
//
// Events that are duplicates, redundant or impossible change no verdict in
// silence: a [Finding] names each. Malformed ones are errors that match
// [commitment.ErrInvalid] and name their fields.
package sla
