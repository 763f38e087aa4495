package kpi

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// ErrorClass is whom a critical error of an audited case hurts. It is comparable;
// the zero value is an item that is not critical.
type ErrorClass uint8

// The classes (COPC).
const (
	CustomerCritical ErrorClass = iota + 1
	BusinessCritical
	ComplianceCritical
)

// String returns "customer", "business" or "compliance".
func (c ErrorClass) String() string {
	return enumText(c, "ErrorClass", "customer business compliance")
}

// ParseErrorClass reads what [ErrorClass.String] writes.
func ParseErrorClass(text string) (ErrorClass, error) {
	return parseEnum(text, "critical", ComplianceCritical)
}

// MarshalText returns the text of [ErrorClass.String].
func (c ErrorClass) MarshalText() ([]byte, error) {
	return marshalEnum(c, "critical", ComplianceCritical)
}

// UnmarshalText reads what [ErrorClass.MarshalText] writes.
func (c *ErrorClass) UnmarshalText(text []byte) (err error) {
	*c, err = ParseErrorClass(string(text))
	return err
}

// SheetItem is an item of a score sheet.
//
// It is comparable. The zero value has no id.
type SheetItem struct {
	ID string
	// Weight is positive; the sheet's weights may add up to anything.
	Weight float64
	// Critical is whom a failure hurts so much that it fails the whole case.
	Critical ErrorClass `json:",omitzero"`
}

// Sheet is what an auditor scores a case by.
//
// It is immutable and safe for concurrent use; it is not comparable. The zero
// value has no items and scores nothing.
type Sheet struct {
	id    string
	items []SheetItem
	pass  float64
}

// NewSheet checks a score sheet: an id, items with ids of their own and weights
// above zero, and a pass mark from 0 to 100. Everything wrong is reported at once.
func NewSheet(id string, pass float64, items ...SheetItem) (*Sheet, error) {
	var problems check.Problems
	if id == "" || !named(id) {
		problems.Addf("id", "must be a text of 1 to %d bytes", maxText)
	}
	if !(pass >= 0 && pass <= 100) {
		problems.Addf("pass", "must be from 0 to 100, not %v", pass)
	}
	if len(items) == 0 {
		problems.Addf("items", "must be given")
	}
	sum, ids := 0.0, make(set[string])
	for i, item := range items {
		path := check.Path("items").Index(i)
		if !ids.add(item.ID) || item.ID == "" {
			problems.Addf(path.Key("id"), "must be given, and of its own: %s", check.Quote(item.ID))
		}
		if !(item.Weight > 0) || !finite(item.Weight) {
			problems.Addf(path.Key("weight"), "must be above 0, not %v", item.Weight)
		}
		if item.Critical > ComplianceCritical {
			problems.Addf(path.Key("critical"), "no value %d", uint8(item.Critical))
		}
		sum += item.Weight
	}
	if problems.Len() == 0 && !finite(sum) {
		problems.Addf("items", "weights are too great")
	}
	if err := problems.Err("kpi"); err != nil {
		return nil, err
	}
	return &Sheet{id: id, items: slices.Clone(items), pass: pass}, nil
}

// Mark is what an auditor says of an item. It is comparable. The zero value is
// a failure.
type Mark struct {
	// Share is how much of the item was fulfilled, from 0 to 1. A critical item
	// is failed by anything below 1.
	Share float64
	// NotApplicable takes the item out of both sides.
	NotApplicable bool
}

// Passed returns the mark of an item that is fulfilled; that of one that is not
// is the zero Mark.
func Passed() Mark { return Mark{Share: 1} }

// SheetScore is what a case scored.
//
// It is plain data and belongs to the caller; it is not comparable.
type SheetScore struct {
	// Score is from 0 to 100, not rounded, and 0 after a critical error; Raw is what it is
	// without regard to critical errors. Without an applicable item neither is
	// Defined.
	Score, Raw float64
	Defined    bool
	// Coverage is the weight of the applicable items in all.
	Coverage float64
	// Passed says that there is no critical error and the score reaches the mark;
	// the noise of binary fractions, beyond nine decimals, does not decide.
	Passed bool
	// Critical are the ids of the critical items that failed, by class.
	Critical map[ErrorClass][]string
}

// Score scores a case by a mark for each item. An item without a mark, a mark
// for what is no item, and a share outside 0 to 1 are FieldErrors, all reported
// at once: an auditor says what is not applicable.
func (s *Sheet) Score(marks map[string]Mark) (SheetScore, error) {
	var problems check.Problems
	for _, id := range unknownIDs(marks, s.list(), func(i *SheetItem) string { return i.ID }) {
		problems.Addf(check.Path("marks").Key(id), "is no item of the sheet")
	}
	var got, of, all float64
	score := SheetScore{}
	for _, item := range s.list() {
		mark, given := marks[item.ID]
		path := check.Path("marks").Key(item.ID)
		switch {
		case !given:
			problems.Addf(path, "must be given")
			continue
		case !(mark.Share >= 0 && mark.Share <= 1):
			problems.Addf(path.Key("share"), "must be from 0 to 1, not %v", mark.Share)
			continue
		}
		all += item.Weight
		if mark.NotApplicable {
			continue
		}
		of += item.Weight
		got += item.Weight * mark.Share
		if item.Critical != 0 && mark.Share < 1 {
			if score.Critical == nil {
				score.Critical = make(map[ErrorClass][]string)
			}
			score.Critical[item.Critical] = append(score.Critical[item.Critical], item.ID)
		}
	}
	if err := problems.Err("kpi"); err != nil {
		return SheetScore{}, err
	}
	if of == 0 {
		return score, nil
	}
	score.Defined, score.Coverage = true, of/all
	score.Raw = got / of * 100
	if exact := 100 * got; finite(exact) {
		score.Raw = exact / of // 7, not 7.000000000000001, of 100
	}
	if len(score.Critical) == 0 {
		score.Score = score.Raw
		score.Passed = round(score.Score) >= round(s.pass)
	}
	return score, nil
}

// Describe says in lines of text what the case scored, and which critical items
// failed. For a language that is none it writes English.
func (s SheetScore) Describe(lang commitment.Lang) []string {
	w := speak(lang)
	title, raw, coverage, passed, failed, critical := "audit score ", "raw ", "coverage ", "passed", "not passed", "critical errors: "
	if lang == commitment.Chinese {
		title, raw, coverage, passed, failed, critical = "质检得分 ", "原始分 ", "适用项权重 ", "合格", "不合格", "致命错误："
	}
	if !s.Defined {
		return []string{strings.TrimSpace(title) + w.colon + w.undefined}
	}
	verdict := failed
	if s.Passed {
		verdict = passed
	}
	lines := []string{title + strings.Join([]string{decimal(s.Score, 2), raw + decimal(s.Raw, 2), coverage + percent(s.Coverage) + " %", verdict}, w.comma)}
	var ids []string
	for class := CustomerCritical; class <= ComplianceCritical; class++ {
		ids = append(ids, s.Critical[class]...)
	}
	if len(ids) > 0 {
		lines = append(lines, critical+strings.Join(ids, w.comma))
	}
	return lines
}

func (s *Sheet) list() []SheetItem {
	if s == nil {
		return nil
	}
	return s.items
}

// MarshalJSON returns a view for people, with null for what is undefined; it can
// not be read back.
func (s SheetScore) MarshalJSON() ([]byte, error) {
	critical := make(map[string][]string)
	for class, ids := range s.Critical {
		critical[class.String()] = ids
	}
	return json.Marshal(struct {
		Score    *float64            `json:"score"`
		Raw      *float64            `json:"raw"`
		Coverage float64             `json:"coverage"`
		Passed   bool                `json:"passed"`
		Critical map[string][]string `json:"critical"`
	}{defined(s.Score, s.Defined), defined(s.Raw, s.Defined), zeroIfNone(s.Coverage), s.Passed, critical})
}

// sheetRest is room for what stands behind the id in the identity of a sheet.
const sheetRest = 64

// identity returns what tells sheets apart: id, pass mark, items.
func (s *Sheet) identity() string {
	text := s.id + " pass=" + strconv.FormatFloat(s.pass, 'g', -1, 64)
	w := writer{}
	for _, item := range s.items {
		w.text(item.ID)
		w.float(item.Weight)
		w.uint(uint64(item.Critical))
	}
	return text + " items=" + digest(w.data)
}

// digest returns a short name of some bytes that differs where they do.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	const size = 8
	return hex.EncodeToString(sum[:size])
}
