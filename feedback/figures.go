package feedback

import (
	"errors"
	"math/bits"
	"slices"
	"strconv"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/kpi"
)

// Monitoring counts what ISO 10002, Annex G, asks to be monitored of the items
// received in a period. Shares of it are [Monitoring.Share]s of Received.
//
// It is comparable, and safe for concurrent use as long as nobody changes it.
// The zero value has counted nothing and is ready for use.
type Monitoring struct { //nolint:recvcheck // it is asked by value and counts in place
	// Received are all, those withdrawn, merged and rejected included.
	Received uint64
	// ResolvedAtReceipt were settled when they were received.
	ResolvedAtReceipt uint64
	// WronglyPrioritised were given another severity or impact later.
	WronglyPrioritised uint64
	// AcknowledgedLate and ResolvedLate missed such a clock, be it stopped or not.
	AcknowledgedLate, ResolvedLate uint64
	// ReferredOutside went to an external body.
	ReferredOutside uint64
	// Repeats follow an earlier item of the same matter.
	Repeats uint64
	// Improvements led to one that was carried out.
	Improvements uint64
	// Withdrawn were taken back, and count as received.
	Withdrawn uint64
}

// MonitoringFacts are what [Monitoring] counts of one item.
//
// It is comparable, immutable and safe for concurrent use; the zero value is an
// item of which nothing is to be said.
type MonitoringFacts struct {
	ResolvedAtReceipt, WronglyPrioritised, AcknowledgedLate, ResolvedLate bool
	ReferredOutside, Repeat, Improvement, Withdrawn                       bool
}

// MonitoringRule says which clocks of the procedures are those to acknowledge
// and to resolve.
//
// It is plain data, not comparable and not safe for concurrent changes; the zero
// value has none, so that nothing is late.
type MonitoringRule struct {
	// Acknowledge and Resolve are ids of clocks: whichever the procedure has.
	Acknowledge, Resolve []string
}

// Facts returns the facts of an item as it was received and its status now.
//
//   - Resolved at receipt: it was settled or answered without being assigned to
//     anybody, investigated, decided or planned.
//   - Wrongly prioritised: the severity or impact found at receipt is another one
//     now. Of an item that was assessed later only, the host says so.
//   - Late: a clock of the rule is breached, in whichever cycle.
//   - Referred outside: it was referred, or went to an external body.
//   - Repeat: the item has a link "follows".
//   - Withdrawn: its state is "withdrawn".
//
// Whether it led to an improvement the status does not know: the host says so.
func (rule MonitoringRule) Facts(item Item, status Status) MonitoringFacts {
	passed := func(states ...State) bool {
		return slices.ContainsFunc(status.Path, func(s State) bool { return slices.Contains(states, s) })
	}
	late := func(clocks []string) bool {
		return slices.ContainsFunc(status.Clocks, func(c Clock) bool { return c.Breached && slices.Contains(clocks, c.ID) })
	}
	return MonitoringFacts{
		ResolvedAtReceipt: passed(StateSettled, StateReplied) && status.Handler == "" &&
			!passed(StateAssigned, StateInvestigating, StateDecided, StatePlanned),
		WronglyPrioritised: item.Severity != 0 && status.Severity != item.Severity ||
			item.Impact != 0 && status.Impact != item.Impact,
		AcknowledgedLate: late(rule.Acknowledge),
		ResolvedLate:     late(rule.Resolve),
		ReferredOutside:  passed(StateReferred, StateExternal),
		Repeat:           slices.ContainsFunc(item.Links, func(l Link) bool { return l.Kind == Follows }),
		Withdrawn:        status.State == StateWithdrawn,
	}
}

// Add counts an item.
func (m *Monitoring) Add(facts MonitoringFacts) error {
	one := func(fact bool) uint64 {
		if fact {
			return 1
		}
		return 0
	}
	return m.Merge(Monitoring{
		Received: 1, ResolvedAtReceipt: one(facts.ResolvedAtReceipt), WronglyPrioritised: one(facts.WronglyPrioritised),
		AcknowledgedLate: one(facts.AcknowledgedLate), ResolvedLate: one(facts.ResolvedLate),
		ReferredOutside: one(facts.ReferredOutside), Repeats: one(facts.Repeat),
		Improvements: one(facts.Improvement), Withdrawn: one(facts.Withdrawn),
	})
}

// Merge adds what other has counted. Where a count would leave the range of a
// uint64 nothing changes, and it is an error.
func (m *Monitoring) Merge(other Monitoring) error {
	sum := *m
	from := other.counts()
	for i, count := range sum.counts() {
		total, carry := bits.Add64(*count, *from[i], 0)
		if carry != 0 {
			return errCountOverflow
		}
		*count = total
	}
	*m = sum
	return nil
}

var errCountOverflow = errors.New("feedback: a count leaves its range")

// counts returns the counts, Received first.
func (m *Monitoring) counts() [9]*uint64 {
	return [9]*uint64{
		&m.Received, &m.ResolvedAtReceipt, &m.WronglyPrioritised, &m.AcknowledgedLate, &m.ResolvedLate,
		&m.ReferredOutside, &m.Repeats, &m.Improvements, &m.Withdrawn,
	}
}

// MonitoringFigure is a figure of the list of Annex G. It is comparable; the
// zero value is none.
type MonitoringFigure uint8

// The figures, each a share of what was received.
const (
	FigureResolvedAtReceipt MonitoringFigure = iota + 1
	FigureWronglyPrioritised
	FigureAcknowledgedLate
	FigureResolvedLate
	FigureReferredOutside
	FigureRepeats
	FigureImprovements
	FigureWithdrawn
)

// String returns "resolved_at_receipt", "wrongly_prioritised",
// "acknowledged_late", "resolved_late", "referred_outside", "repeats",
// "improvements" or "withdrawn".
func (f MonitoringFigure) String() string {
	return check.EnumText(f, "MonitoringFigure", "resolved_at_receipt", "wrongly_prioritised", "acknowledged_late",
		"resolved_late", "referred_outside", "repeats", "improvements", "withdrawn")
}

// Share returns a figure as the share of what was received, with its intervals:
// undefined where nothing was. A count above Received is an error that matches
// [kpi.ErrNotSubset], never clamped: several improvements may come of one item,
// but it counts once. A figure that is none is an error too.
func (m Monitoring) Share(figure MonitoringFigure) (kpi.Ratio, error) {
	if figure < FigureResolvedAtReceipt || figure > FigureWithdrawn {
		var problems check.Problems
		problems.Addf("figure", "%s is not among its values", figure)
		return kpi.Ratio{}, problems.Err("feedback")
	}
	return kpi.NewRatio(*m.counts()[figure], m.Received)
}

// MarshalJSON returns the counts by their names in snake_case, all of them.
func (m Monitoring) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		for i, count := range m.counts() {
			w.member(monitoringName(i), func() { w.Data = strconv.AppendUint(w.Data, *count, 10) })
		}
	})
}

// UnmarshalJSON reads what [Monitoring.MarshalJSON] writes. Unknown fields and
// negative counts are errors.
func (m *Monitoring) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	var read Monitoring
	err := readRecord(data, func(r recordReader) {
		for i, count := range read.counts() {
			*count = r.unsigned(monitoringName(i))
		}
	})
	if err == nil {
		*m = read
	}
	return err
}

func monitoringName(i int) string {
	if i == 0 {
		return "received"
	}
	return MonitoringFigure(i).String() //nolint:gosec // below 9
}
