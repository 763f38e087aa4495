package calendar

import (
	"encoding/json"

	"github.com/servicecommitment/commitment/internal/check"
)

// specDocument is the JSON form of a Spec, as [ParseSpec] reads it.
type specDocument struct {
	Format    int                `json:"format"`
	Name      string             `json:"name,omitempty"`
	TimeZone  string             `json:"time_zone"`
	Week      *weekDocument      `json:"week,omitempty"`
	Rotation  *rotationDocument  `json:"rotation,omitempty"`
	Changes   []changeDocument   `json:"changes,omitempty"`
	Makeup    *Hours             `json:"makeup,omitempty"`
	Holidays  []holidayDocument  `json:"holidays,omitempty"`
	Overrides []overrideDocument `json:"overrides,omitempty"`
	Coverage  *coverageDocument  `json:"coverage,omitempty"`
	Beyond    string             `json:"beyond,omitempty"`
}

type rotationDocument struct {
	Anchor Date           `json:"anchor"`
	Weeks  []weekDocument `json:"weeks"`
}

type changeDocument struct {
	From     Date              `json:"from"`
	Week     *weekDocument     `json:"week,omitempty"`
	Rotation *rotationDocument `json:"rotation,omitempty"`
}

type holidayDocument struct {
	Source string `json:"source,omitempty"`
	Date   *Date  `json:"date,omitempty"`
	Name   string `json:"name,omitempty"`
	Hours  *Hours `json:"hours,omitempty"`
	Makeup bool   `json:"makeup,omitempty"`
}

type overrideDocument struct {
	Date  Date   `json:"date"`
	Hours Hours  `json:"hours"`
	Name  string `json:"name,omitempty"`
}

type coverageDocument struct {
	First *Date `json:"first,omitempty"`
	Last  *Date `json:"last,omitempty"`
}

type weekDocument Week

// MarshalJSON returns the JSON form that [ParseSpec] reads. Holiday sources are
// written by their names ([Named]) and the dates of a document one by one.
//
// A spec that [New] would refuse by itself, and a source without a name, which
// JSON cannot refer to, are errors at their paths.
func (s Spec) MarshalJSON() ([]byte, error) {
	var problems check.Problems
	s.check(&problems)
	document := specDocument{
		Format: specFormat, Name: s.Name, Makeup: optional(s.Makeup),
		Coverage: optional(coverageDocument{First: optional(s.First), Last: optional(s.Last)}),
	}
	if s.Location != nil {
		document.TimeZone = s.Location.String()
		if document.TimeZone == "" {
			problems.Addf("time_zone", "has no name")
		}
	}
	document.Week, document.Rotation = weekOrRotationDocument(s.Week, s.Rotation)
	for _, c := range s.Changes {
		change := changeDocument{From: c.From}
		change.Week, change.Rotation = weekOrRotationDocument(c.Week, c.Rotation)
		document.Changes = append(document.Changes, change)
	}
	for i, source := range s.Holidays {
		document.Holidays = append(document.Holidays, sourceDocuments(source, check.Path("holidays").Index(i), &problems)...)
	}
	for _, o := range s.Overrides {
		document.Overrides = append(document.Overrides, overrideDocument(o))
	}
	if s.Beyond != 0 {
		document.Beyond = s.Beyond.String()
	}
	if err := problems.Err("calendar"); err != nil {
		return nil, err
	}
	return json.Marshal(document)
}

// sourceDocuments returns the name of a source, or the dates of a document.
func sourceDocuments(source HolidaySource, at check.Path, problems *check.Problems) []holidayDocument {
	named, ok := source.(*namedSource)
	if !ok || named.name == "" {
		if source != nil {
			problems.Addf(at, "has no name: give it one by Named")
		}
		return nil
	}
	list, ok := named.HolidaySource.(*dateList)
	if !ok || list.places == nil {
		return []holidayDocument{{Source: named.name}}
	}
	documents := make([]holidayDocument, 0, len(list.holidays))
	for _, h := range list.holidays {
		documents = append(documents, holidayDocument{Date: &h.Date, Name: h.Name, Hours: optional(h.Hours), Makeup: h.Kind == Makeup})
	}
	return documents
}

func weekOrRotationDocument(week Week, rotation Rotation) (*weekDocument, *rotationDocument) {
	if rotation.IsZero() {
		document := weekDocument(week)
		return &document, nil
	}
	document := &rotationDocument{Anchor: rotation.Anchor}
	for _, w := range rotation.Weeks {
		document.Weeks = append(document.Weeks, weekDocument(w))
	}
	return nil, document
}

// optional returns a pointer to a value, nil to a zero one.
func optional[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}

// MarshalJSON writes runs of weekdays with the same hours as ranges.
func (w weekDocument) MarshalJSON() ([]byte, error) {
	text := []byte{'{'}
	for _, run := range Week(w).runs() {
		if run.hours.IsZero() {
			continue
		}
		if len(text) > 1 {
			text = append(text, ',')
		}
		key := dayNames()[run.first]
		if run.last != run.first {
			key += "-" + dayNames()[run.last]
		}
		text = append(text, `"`+key+`":"`+run.hours.String()+`"`...)
	}
	return append(text, '}'), nil
}

// unmarshal stores what parse reads, and leaves the value alone on an error.
func unmarshal[T any](to *T, text []byte, parse func(string) (T, error)) error {
	parsed, err := parse(string(text))
	if err == nil {
		*to = parsed
	}
	return err
}
