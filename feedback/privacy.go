package feedback

import (
	"maps"
	"slices"
	"strings"

	"github.com/servicecommitment/commitment/internal/check"
)

// KeepsIdentity reports whether an item in this mode holds who brought it: it
// does unless it is anonymous.
func (p Privacy) KeepsIdentity() bool { return p != Anonymous && p != AnonymousSurvey }

// CanFollowUp reports whether there is somebody whom the house can tell and ask:
// an anonymous person can only come back by himself.
func (p Privacy) CanFollowUp() bool { return p.KeepsIdentity() }

// HasCode reports whether the person holds a code to come back with; see
// [NewCode].
func (p Privacy) HasCode() bool { return p == Anonymous }

// ShowsIdentity reports whether a role sees who brought an item in this mode:
// every role that of a named one, the privacy officer that of a confidential
// one, nobody that of an anonymous one.
func (p Privacy) ShowsIdentity(to Role) bool {
	switch p {
	case Confidential:
		return to == RolePrivacyOfficer
	case Anonymous, AnonymousSurvey:
		return false
	case Named:
	}
	return true
}

// identityKept returns the JSON names of the fields that lead to a person and
// that an item in an anonymous mode holds, though it must not.
func (item *Item) identityKept() []string {
	var kept []string
	if item.Privacy.KeepsIdentity() {
		return nil
	}
	for _, field := range []struct{ name, value string }{
		{"customer", item.Customer}, {"contact", item.Contact}, {"pseudonym", item.Pseudonym},
	} {
		if field.value != "" {
			kept = append(kept, field.name)
		}
	}
	if item.CodeHash != "" && !item.Privacy.HasCode() {
		kept = append(kept, "code_hash")
	}
	return kept
}

// Viewer is who looks at an item.
//
// It is not comparable, and safe for concurrent use if its Mask is. The zero
// value is nobody in particular, who sees what every role sees.
type Viewer struct {
	Role Role
	// Actor is the host's key of the person, as in [Action].Actor.
	Actor string
	// Mask, if there is one, is applied to the customer's own words where the
	// viewer may not know who he is: a text may give its writer away.
	Mask func(text string) string
}

// View returns what a viewer may see of an item: for all but those to whom
// [Privacy.ShowsIdentity], without Customer and Contact, and with Text and Wish
// masked. An item in an anonymous mode is shown to nobody with an identity or a
// pseudonym, even if it holds one by mistake. Whom the item complains about
// ([Item].Subjects) sees it in this way too, named or not, and a report not at
// all: that is a [RefusedError] with the code "forbidden".
//
// Attributes are shown as they are: what tells who somebody is does not belong
// there. The result shares nothing with the item.
//
// Source for reports: SAMR Order 20, article 33.
func View(item Item, viewer Viewer) (Item, error) {
	subject := viewer.Actor != "" && slices.Contains(item.Subjects, viewer.Actor)
	if subject && item.Kind == Report {
		return Item{}, refuse("view", item.ID, CodeForbidden, "actor")
	}
	seen := copyItem(item)
	if item.Privacy.ShowsIdentity(viewer.Role) && !subject {
		return seen, nil
	}
	seen.Customer, seen.Contact = "", ""
	if !item.Privacy.KeepsIdentity() {
		seen.Pseudonym = ""
	}
	if viewer.Mask != nil {
		seen.Text, seen.Wish = viewer.Mask(item.Text), viewer.Mask(item.Wish)
	}
	return seen, nil
}

// TrackingState is all that an anonymous person learns with his code.
// It is comparable; the zero value is no state.
type TrackingState uint8

// The states that a code shows.
const (
	TrackingOpen TrackingState = iota + 1
	TrackingClosed
)

// String returns "open" or "closed".
func (s TrackingState) String() string { return check.EnumText(s, "TrackingState", "open", "closed") }

// Tracking returns what a person with a code may learn about an item: that it is
// open or that it is closed. Whatever the state in detail, it could tell others
// who look over his shoulder what is going on.
func (s *Status) Tracking() TrackingState {
	if s.Open || s.State == "" {
		return TrackingOpen
	}
	return TrackingClosed
}

// Anonymise returns what is kept of an item in an anonymous mode: its id, kind,
// procedure, jurisdiction, scheme, channel, privacy and the hash of its code,
// and of all the rest only the fields that the person gave to be public, by their
// JSON names ("text", "category", "attributes.district"). Identity, contact,
// pseudonym, tier and staff complained about are never public. The result shares
// nothing with the item.
//
// An item in another mode, and names that are no public fields, are errors that
// match [commitment.ErrInvalid], all of them at once.
func Anonymise(item Item, public ...string) (Item, error) {
	var problems check.Problems
	if item.Privacy.KeepsIdentity() {
		problems.Addf("privacy", "must be %q or %q", Anonymous, AnonymousSurvey)
	}
	from := copyItem(item)
	kept := Item{
		ID: item.ID, Kind: item.Kind, Procedure: item.Procedure, Jurisdiction: item.Jurisdiction,
		Scheme: item.Scheme, Channel: item.Channel, Privacy: item.Privacy,
	}
	if item.Privacy.HasCode() {
		kept.CodeHash = item.CodeHash
	}
	for i, name := range public {
		if !publish(&kept, &from, name) {
			problems.Addf(check.Path("public").Index(i), "%s is no field that can be public", check.Quote(name))
		}
	}
	if err := problems.Err("feedback"); err != nil {
		return Item{}, err
	}
	return kept, nil
}

// attributePrefix begins the name of an attribute among those of fields.
const attributePrefix = "attributes."

// publish copies a public field, and reports whether it is one.
func publish(to, from *Item, name string) bool {
	switch name {
	case "language":
		to.Language = from.Language
	case "category":
		to.Category = from.Category
	case "cause":
		to.Cause = from.Cause
	case "product":
		to.Product = from.Product
	case "severity":
		to.Severity = from.Severity
	case "impact":
		to.Impact = from.Impact
	case "safety":
		to.Safety = from.Safety
	case "vulnerable":
		to.Vulnerable = from.Vulnerable
	case "text":
		to.Text = from.Text
	case "wish":
		to.Wish = from.Wish
	case "links":
		to.Links = from.Links
	default:
		key, ok := strings.CutPrefix(name, attributePrefix)
		if !ok || key == "" {
			return false
		}
		if values, ok := from.Attributes[key]; ok {
			if to.Attributes == nil {
				to.Attributes = make(map[string][]string)
			}
			to.Attributes[key] = values
		}
	}
	return true
}

// Identity is who brought an item. It is comparable, immutable and safe for
// concurrent use; the zero value is nobody.
type Identity struct {
	// Customer is the host's stable key of the person.
	Customer string
	// Contact is where he is reached.
	Contact string
}

// MarshalJSON returns {"customer": …, "contact": …}. A text that is not UTF-8 is
// an error.
func (i Identity) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		w.Text("customer", i.Customer)
		w.Text("contact", i.Contact)
	})
}

// UnmarshalJSON reads what [Identity.MarshalJSON] writes. Unknown fields are
// errors.
func (i *Identity) UnmarshalJSON(data []byte) error {
	return unmarshalRecord(i, data, func(r recordReader) Identity {
		return Identity{Customer: r.text("customer"), Contact: r.text("contact")}
	})
}

// Seal takes the identity out of a confidential item: the sealed item, for
// everybody who handles it, has a pseudonym in its place, and the identity is
// for a store that only the privacy officer opens. [Unseal] puts them together.
//
// The pseudonym is derived from the customer's key and the host's secret: items
// of one customer have one pseudonym, so that repeats are seen, and nobody
// without the secret can tell whose it is. The secret has at least 16 bytes and
// stays the same. An item in another mode, one without a customer and a short
// secret are errors that match [commitment.ErrInvalid].
func Seal(item Item, secret []byte) (Item, Identity, error) {
	var problems check.Problems
	if item.Privacy != Confidential {
		problems.Addf("privacy", "must be %q", Confidential)
	}
	if item.Customer == "" {
		problems.Addf("customer", "is required")
	}
	const least = 16
	if len(secret) < least {
		problems.Addf("secret", "must have at least %d bytes", least)
	}
	if err := problems.Err("feedback"); err != nil {
		return Item{}, Identity{}, err
	}
	sealed := copyItem(item)
	sealed.Customer, sealed.Contact = "", ""
	sealed.Pseudonym = pseudonym(item.Customer, secret)
	return sealed, Identity{Customer: item.Customer, Contact: item.Contact}, nil
}

// Unseal puts an identity back into a sealed item, for the privacy officer:
// another role, and an item in another mode, are a [RefusedError] with the code
// "forbidden".
func Unseal(item Item, identity Identity, by Role) (Item, error) {
	if by != RolePrivacyOfficer {
		return Item{}, refuse("unseal", item.ID, CodeForbidden, "by")
	}
	if item.Privacy != Confidential {
		return Item{}, refuse("unseal", item.ID, CodeForbidden, "privacy")
	}
	opened := copyItem(item)
	opened.Customer, opened.Contact = identity.Customer, identity.Contact
	return opened, nil
}

// Identify returns an item in another privacy mode, when the person himself asks
// for it: to be known where he was not, or to be less known.
//
//   - From anonymous to named or confidential, he shows the code: nobody becomes
//     known without him. An answer to an anonymous survey has none and stays
//     what it is.
//   - From confidential to named, he gives his identity again.
//   - From named to confidential, likewise; seal the result with [Seal].
//
// Nothing becomes anonymous afterwards, when people know already. Everything
// else, a wrong code, and any role but the customer's are a [RefusedError] with
// the code "forbidden"; an identity without a customer is an error that matches
// [commitment.ErrInvalid].
func Identify(item Item, to Privacy, identity Identity, by Role, code string) (Item, error) {
	switch {
	case by != RoleCustomer:
		return Item{}, refuse(ActionIdentify, item.ID, CodeForbidden, "by")
	case to != Named && to != Confidential, item.Privacy == AnonymousSurvey:
		return Item{}, refuse(ActionIdentify, item.ID, CodeForbidden, "privacy")
	case item.Privacy == Anonymous && !CheckCode(item.CodeHash, code):
		return Item{}, refuse(ActionIdentify, item.ID, CodeForbidden, "code")
	case identity.Customer == "":
		return Item{}, fieldError("identity.customer", errRequired)
	case to == max(item.Privacy, Named): // it would be somebody else's
		return Item{}, refuse(ActionIdentify, item.ID, CodeForbidden, "privacy")
	}
	known := copyItem(item)
	known.Privacy = to
	known.Customer, known.Contact = identity.Customer, identity.Contact
	known.CodeHash, known.Pseudonym = "", ""
	return known, nil
}

// ForMediation returns what the other side of a complaint may be told so that it
// can be mediated: nothing but the id, the kind, the privacy mode and the fields
// that mediation needs, by their JSON names: "customer", "contact", and those of [Anonymise] except
// "links" and attributes.
//
// Of a letter that is complaint and report at once, that is the one thing that
// may be told; the report itself never is. A report, and an identity that is
// not named, are a [RefusedError] with the code "forbidden"; unknown names are
// errors that match [commitment.ErrInvalid].
//
// Source: SAMR Order 20, article 33, the exception.
func ForMediation(item Item, needed ...string) (Item, error) {
	if item.Kind != Complaint {
		return Item{}, refuse("disclose", item.ID, CodeForbidden, "kind")
	}
	var problems check.Problems
	told := Item{ID: item.ID, Kind: item.Kind, Privacy: item.Privacy}
	for i, name := range needed {
		switch name {
		case "customer", "contact":
			if item.Privacy > Named {
				return Item{}, refuse("disclose", item.ID, CodeForbidden, name)
			}
			if name == "customer" {
				told.Customer = item.Customer
			} else {
				told.Contact = item.Contact
			}
		default:
			if name == "links" || strings.HasPrefix(name, attributePrefix) || !publish(&told, &item, name) {
				problems.Addf(check.Path("needed").Index(i), "%s is no field that can be told", check.Quote(name))
			}
		}
	}
	if err := problems.Err("feedback"); err != nil {
		return Item{}, err
	}
	return told, nil
}

// copyItem returns an item that shares nothing with another one.
func copyItem(item Item) Item {
	item.Subjects = slices.Clone(item.Subjects)
	item.Links = slices.Clone(item.Links)
	attributes := maps.Clone(item.Attributes)
	for key, values := range attributes {
		attributes[key] = slices.Clone(values)
	}
	item.Attributes = attributes
	return item
}
