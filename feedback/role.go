package feedback

import "github.com/servicecommitment/commitment/internal/check"

// Role is in which role somebody acts. The package checks the roles that the
// host claims; it has no users. It is comparable; the zero value claims no role,
// and none is checked.
type Role uint8

// The roles.
const (
	// RoleCustomer is the person who brought the item.
	RoleCustomer Role = iota + 1
	// RoleRepresentative acts for the customer, with a mandate.
	RoleRepresentative
	// RoleRecorder receives and classifies.
	RoleRecorder
	// RoleHandler investigates, decides and answers.
	RoleHandler
	// RoleReviewer looks at a decision again, at a higher level.
	RoleReviewer
	// RoleApprover grants extensions.
	RoleApprover
	// RolePrivacyOfficer alone opens sealed identities.
	RolePrivacyOfficer
	// RoleQuality follows up (回访): never the handler himself.
	RoleQuality
	// RoleManager may act for every role inside the house.
	RoleManager
	// RoleExternal is an ombudsman, a regulator or a court.
	RoleExternal
	// RoleSystem is the host's own automation.
	RoleSystem
)

// String returns "customer", "representative", "recorder", "handler",
// "reviewer", "approver", "privacy_officer", "quality", "manager", "external"
// or "system".
func (r Role) String() string {
	return check.EnumText(r, "Role", "customer", "representative", "recorder", "handler", "reviewer",
		"approver", "privacy_officer", "quality", "manager", "external", "system")
}

// ParseRole reads what [Role.String] writes.
func ParseRole(text string) (Role, error) { return parseText(text, RoleSystem) }

// MarshalText returns the text of [Role.String]. A value that is none of the
// roles is an error.
func (r Role) MarshalText() ([]byte, error) { return marshalEnum(r, RoleSystem) }

// UnmarshalText reads what [Role.MarshalText] writes.
func (r *Role) UnmarshalText(text []byte) error { return unmarshalEnum(r, text, RoleSystem) }
