package kpi

import (
	"encoding/json"
	"iter"
	"math/bits"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// BacklogResult is the stock of open issues at an instant, and how old it is.
//
// It is plain data and belongs to the caller; it is not comparable.
type BacklogResult struct { //nolint:recvcheck // it is asked by value and counts in place
	AsOf time.Time
	// Stock is the number of open issues, Overdue that of the open ones whose
	// due instant is reached, NoTarget that of the open ones without one.
	Stock, Overdue, NoTarget uint64
	// Bounds are the limits between the ages, Ages the open issues by age: below
	// the first bound, from each bound to below the next, from the last on.
	Bounds []time.Duration
	Ages   []uint64
	// Oldest is the age of the oldest open issue; 0 without one.
	Oldest time.Duration
	// Outside is the number of issues that count for no stock: merged, outside,
	// or opened after AsOf.
	Outside uint64
}

// ScoreBacklog returns the stock of issues that are open at an instant, with
// what has happened by then, at that instant included. An issue is open from
// Opened on, except from each resolution until the next reopening. Its age is
// counted from Opened, in days of 24 hours.
//
// The bounds of ages must rise from above zero; without any they are one, three,
// seven and thirty days. Bounds that do not, an asOf that is zero and issues that
// contradict themselves are FieldErrors, all reported at once. Each id counts
// once.
func ScoreBacklog(issues iter.Seq[Issue], asOf time.Time, bounds ...time.Duration) (BacklogResult, error) {
	var problems check.Problems
	if asOf.IsZero() {
		problems.Addf("as_of", "must be given")
	}
	if len(bounds) == 0 {
		bounds = []time.Duration{day, 3 * day, 7 * day, 30 * day}
	}
	for i, b := range bounds {
		if b <= 0 || i > 0 && b <= bounds[i-1] {
			problems.Addf(check.Path("bounds").Index(i), "must be above zero and the bound before")
		}
	}
	result := BacklogResult{AsOf: at(asOf), Bounds: slices.Clone(bounds), Ages: make([]uint64, len(bounds)+1)}
	for _, i := range distinct(issues, &problems) {
		if !i.valid(&problems) {
			continue
		}
		result.count(&i)
	}
	if err := problems.Err("kpi"); err != nil {
		return BacklogResult{}, err
	}
	return result, nil
}

// count counts one issue.
func (b *BacklogResult) count(i *Issue) {
	if i.MergedInto != "" || i.Outside != "" || i.Opened.After(b.AsOf) {
		b.Outside++
		return
	}
	if !i.openAt(b.AsOf) {
		return
	}
	b.Stock++
	switch {
	case i.Due.IsZero():
		b.NoTarget++
	case !b.AsOf.Before(i.Due):
		b.Overdue++
	}
	age := b.AsOf.Sub(i.Opened)
	b.Oldest = max(b.Oldest, age)
	place, on := slices.BinarySearch(b.Bounds, age)
	if on {
		place++
	}
	b.Ages[place]++
}

// openAt reports whether an issue that was opened by t is open at t: the last
// thing that happened to it by then is no resolution. A reopening at the instant
// of a resolution comes after it.
func (i *Issue) openAt(t time.Time) bool {
	var resolved, reopened time.Time
	latest := func(to *time.Time, candidate time.Time) {
		if !candidate.IsZero() && !candidate.After(t) && candidate.After(*to) {
			*to = candidate
		}
	}
	latest(&resolved, i.Resolved)
	for _, r := range i.ResolvedAgain {
		latest(&resolved, r)
	}
	for _, r := range i.Reopened {
		latest(&reopened, r)
	}
	return resolved.IsZero() || !reopened.IsZero() && !reopened.Before(resolved)
}

// Flow is what happens to a backlog in a period [from, to): the issues created,
// reopened and resolved in it.
//
// It is comparable. The zero value is a period in which nothing happens.
type Flow struct { //nolint:recvcheck // it is asked by value and counts in place
	Created, Reopened, Resolved uint64
}

// Merge adds another flow of the same period, or of the next. Where a count
// would leave its range it returns [ErrOverflow] and changes nothing.
func (f *Flow) Merge(other Flow) error {
	created, c1 := bits.Add64(f.Created, other.Created, 0)
	reopened, c2 := bits.Add64(f.Reopened, other.Reopened, 0)
	resolved, c3 := bits.Add64(f.Resolved, other.Resolved, 0)
	if c1|c2|c3 != 0 {
		return overflow("flow")
	}
	*f = Flow{created, reopened, resolved}
	return nil
}

// Closing returns the stock at the end of a period that had a stock at its
// beginning: opening + created + reopened − resolved. A flow that resolves more
// than there is, is [ErrNotSubset].
func (f Flow) Closing(opening uint64) (uint64, error) {
	stock, c1 := bits.Add64(opening, f.Created, 0)
	stock, c2 := bits.Add64(stock, f.Reopened, 0)
	if c1|c2 != 0 {
		return 0, overflow("backlog")
	}
	if f.Resolved > stock {
		return 0, caused(ErrNotSubset, "%d resolved of %d: more than there were", f.Resolved, stock)
	}
	return stock - f.Resolved, nil
}

// Stocks returns the stock at the end of each of a row of periods, from that at
// the beginning of the first. The errors are those of [Flow.Closing].
func Stocks(opening uint64, flows ...Flow) ([]uint64, error) {
	stocks := make([]uint64, len(flows))
	for i, f := range flows {
		closing, err := f.Closing(opening)
		if err != nil {
			return nil, err
		}
		stocks[i], opening = closing, closing
	}
	return stocks, nil
}

// BacklogDays returns how many working days a stock lasts at a pace of so many
// resolutions in so many working days. It is undefined, ok == false, where
// nothing was resolved or no day was worked.
func BacklogDays(stock, resolved, workingDays uint64) (days float64, ok bool) {
	if resolved == 0 || workingDays == 0 {
		return 0, false
	}
	return clean(float64(stock) * float64(workingDays) / float64(resolved))
}

// Describe says in lines of text what the stock is: its size, the overdue part,
// and its ages. For a language that is none it writes English.
func (b BacklogResult) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	first, ages := "backlog "+grouped(b.Stock)+", overdue "+grouped(b.Overdue)+", no target "+grouped(b.NoTarget), "by age: "
	oldest, counted := "oldest ", "open as of "+b.AsOf.Format(time.RFC3339)+"; age from the opening"
	if lang == commitment.Chinese {
		first = "积压 " + grouped(b.Stock) + "，其中逾期 " + grouped(b.Overdue) + "，未设时限 " + grouped(b.NoTarget)
		ages, oldest, counted = "按已历时长：", "最久 ", "截至 "+b.AsOf.Format(time.RFC3339)+" 未解决；时长自受理起算"
	}
	from := time.Duration(0)
	var parts []string
	for i, bound := range b.Bounds[:min(len(b.Bounds), len(b.Ages))] {
		parts = append(parts, w.span(from)+"–"+w.span(bound)+" "+grouped(b.Ages[i]))
		from = bound
	}
	if last := len(b.Bounds); last < len(b.Ages) {
		parts = append(parts, "≥ "+w.span(from)+" "+grouped(b.Ages[last]))
	}
	if b.Stock > 0 {
		parts = append(parts, oldest+w.span(b.Oldest))
	}
	return []string{first, ages + strings.Join(parts, w.comma), counted}
}

// MarshalJSON returns a view for people; it can not be read back.
func (b BacklogResult) MarshalJSON() ([]byte, error) {
	bounds := make([]string, len(b.Bounds))
	for i, bound := range b.Bounds {
		bounds[i] = bound.String()
	}
	return json.Marshal(struct {
		AsOf     string   `json:"as_of"`
		Stock    uint64   `json:"stock"`
		Overdue  uint64   `json:"overdue"`
		NoTarget uint64   `json:"no_target"`
		Bounds   []string `json:"bounds"`
		Ages     []uint64 `json:"ages"`
		Oldest   string   `json:"oldest"`
		Outside  uint64   `json:"outside"`
	}{b.AsOf.Format(time.RFC3339Nano), b.Stock, b.Overdue, b.NoTarget, bounds, b.Ages, b.Oldest.String(), b.Outside})
}
