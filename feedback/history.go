package feedback

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/internal/check"
)

// history is the actions of an item in the order in which they count.
type history struct {
	actions []Action
	// few holds the places of those that count, each key once, or many where they
	// are more. A slice of few in the history would keep it off the stack.
	few   [fewActions]int32
	many  []int32
	count int
}

// order returns the places of the actions that count.
func (h *history) order() []int32 {
	if h.many != nil {
		return h.many[:h.count]
	}
	return h.few[:h.count]
}

// fewActions is up to how many actions are looked through to find one by its key.
const fewActions = 32

// compareActions orders actions by instant, sequence number, rank and key.
// Different actions that are the same in all of these differ in their text.
func compareActions(a, b *Action) int {
	if c := a.At.Compare(b.At); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Seq, b.Seq); c != 0 {
		return c
	}
	if a.Kind != b.Kind {
		if c := cmp.Compare(a.Kind.rank(), b.Kind.rank()); c != 0 {
			return c
		}
		return strings.Compare(string(a.Kind), string(b.Kind))
	}
	if c := strings.Compare(a.Key, b.Key); c != 0 {
		return c
	}
	return bytes.Compare(a.canonical(), b.canonical())
}

// same reports whether two actions with one key are the same action, delivered
// twice.
func (a *Action) same(b *Action) bool {
	return a.At.Equal(b.At) && a.Kind == b.Kind && bytes.Equal(a.canonical(), b.canonical())
}

// read puts the actions up to an instant in their order. It returns findings
// about late deliveries and about keys that different actions have.
func (h *history) read(actions []Action, now time.Time) []Finding {
	var findings []Finding
	h.actions = actions
	order := h.few[:0]
	if len(actions) > len(h.few) {
		h.many = make([]int32, 0, len(actions))
		order = h.many
	}
	sorted, latest := true, -1
	for i := range actions {
		if actions[i].At.After(now) {
			continue
		}
		if latest >= 0 && compareActions(&actions[latest], &actions[i]) > 0 {
			sorted = false
		} else {
			latest = i
		}
		order = append(order, int32(i))
	}
	if !sorted {
		findings = h.late(order)
		slices.SortStableFunc(order, func(a, b int32) int { return compareActions(&actions[a], &actions[b]) })
	}
	order, findings = h.once(order, findings)
	h.count = len(order)
	return findings
}

// late returns a finding for each action that was delivered after a later one.
func (h *history) late(order []int32) []Finding {
	var findings []Finding
	latest := order[0]
	seen := map[string]bool{}
	for _, i := range order {
		a := &h.actions[i]
		if compareActions(&h.actions[latest], a) <= 0 {
			latest = i
		} else if !seen[a.Key] {
			findings = append(findings, Finding{
				Code: CodeDeliveredLate, Key: a.Key, Message: "delivered after " + check.Quote(h.actions[latest].Key) + ", which is later",
			})
		}
		seen[a.Key] = true
	}
	return findings
}

// once leaves the first action of each key in the order.
func (h *history) once(order []int32, findings []Finding) ([]int32, []Finding) {
	kept := order[:0]
	if len(order) <= fewActions {
		var seen uint64
		for _, i := range order {
			bit := keyBit(h.actions[i].Key)
			if seen&bit == 0 {
				seen |= bit
				kept = append(kept, i)
				continue
			}
			twin := slices.IndexFunc(kept, func(j int32) bool { return h.actions[j].Key == h.actions[i].Key })
			if twin < 0 {
				kept = append(kept, i)
				continue
			}
			findings = h.twin(findings, kept[twin], i)
		}
		return kept, findings
	}
	places := make(map[string]int32, len(order))
	for _, i := range order {
		if twin, ok := places[h.actions[i].Key]; ok {
			findings = h.twin(findings, twin, i)
			continue
		}
		places[h.actions[i].Key] = i
		kept = append(kept, i)
	}
	return kept, findings
}

// twin adds a finding unless two actions with one key are the same.
func (h *history) twin(findings []Finding, first, second int32) []Finding {
	if a := &h.actions[first]; !a.same(&h.actions[second]) {
		findings = append(findings, Finding{Code: CodeConflicting, Key: a.Key, Message: "another action has the same key; the first in time counts"})
	}
	return findings
}

// keyBit returns a bit that equal keys share and others mostly do not.
func keyBit(key string) uint64 {
	last := len(key) - 1
	return 1 << ((uint(key[last]) + uint(key[last/2])*7 + uint(last)*13) & 63)
}

// checkActions refuses actions that cannot be ordered.
func checkActions(actions []Action, at check.Path, problems *check.Problems) {
	for i := range actions {
		if a := &actions[i]; a.Key == "" || a.At.IsZero() || !isName(string(a.Kind)) || a.By > RoleSystem ||
			a.Decision > NotFiled || a.Severity > SeverityCritical || a.Impact > ImpactMany ||
			slices.ContainsFunc(a.Remedies, Remedy.unnamed) {
			a.check(at.Index(i), problems)
		}
	}
}

// check finds what is wrong with an action in itself.
func (a *Action) check(at check.Path, problems *check.Problems) {
	if a.Key == "" {
		problems.Add(at.Key("key"), errRequired)
	}
	if a.At.IsZero() {
		problems.Add(at.Key("at"), errRequired)
	}
	switch {
	case a.Kind == "":
		problems.Add(at.Key("kind"), errRequired)
	case !isName(string(a.Kind)):
		problems.Addf(at.Key("kind"), "must be a name of lower-case letters, digits and underscores, not %s", check.Quote(string(a.Kind)))
	}
	for _, enum := range []struct {
		key         string
		value, last uint8
	}{
		{"by", uint8(a.By), uint8(RoleSystem)},
		{"decision", uint8(a.Decision), uint8(NotFiled)},
		{"severity", uint8(a.Severity), uint8(SeverityCritical)},
		{"impact", uint8(a.Impact), uint8(ImpactMany)},
	} {
		if enum.value > enum.last {
			problems.Add(at.Key(enum.key), errUnknown)
		}
	}
	for i, remedy := range a.Remedies {
		if remedy.unnamed() {
			problems.Add(at.Key("remedies").Index(i).Key("id"), errRequired)
		}
	}
}

func (r Remedy) unnamed() bool { return r.ID == "" }

// check finds what is wrong with an item.
func (item *Item) check(at check.Path, problems *check.Problems) {
	if item.ID == "" {
		problems.Add(at.Key("id"), errRequired)
	}
	if item.Kind == 0 {
		problems.Add(at.Key("kind"), errRequired)
	}
	for _, enum := range []struct {
		key         string
		value, last uint8
	}{
		{"kind", uint8(item.Kind), uint8(SurveyAnswer)},
		{"severity", uint8(item.Severity), uint8(SeverityCritical)},
		{"impact", uint8(item.Impact), uint8(ImpactMany)},
		{"privacy", uint8(item.Privacy), uint8(AnonymousSurvey)},
	} {
		if enum.value > enum.last {
			problems.Add(at.Key(enum.key), errUnknown)
		}
	}
	for _, name := range item.identityKept() {
		problems.Addf(at.Key(name), "must not be kept: the item is %s", item.Privacy)
	}
	for i, link := range item.Links {
		if link.Kind < SameCause || link.Kind > AwardOf {
			problems.Add(at.Key("links").Index(i).Key("kind"), errUnknown)
		}
		if link.To == "" {
			problems.Add(at.Key("links").Index(i).Key("to"), errRequired)
		}
	}
	if len(item.Attributes) == 0 {
		return
	}
	for _, key := range reservedAttributes() {
		if _, ok := item.Attributes[key]; ok {
			problems.Addf(at.Key("attributes").Key(key), "is that of a field and cannot be set")
		}
	}
}

// reservedAttributes returns the keys of the attributes that are fields of an
// item.
func reservedAttributes() []string {
	return []string{
		"category", "cause", "channel", "impact", "kind", "level", "privacy", "product", "safety", "severity",
		"tier", "vulnerable",
	}
}
