// Package template holds policies to begin with, as data: read one, adapt it,
// compile it.
//
//	policy, err := template.Policy("tiered-support")
//	policy.Version = "2026-01"
//	engine, err := sla.Compile(map[string]*calendar.Calendar{"always": always, "office": office}, policy)
//
// The templates name two calendars: "always", all hours of all days, and
// "office", the working hours.
//
//   - cn-service-commitment is the service commitment system (服务承诺制度) of an
//     organisation: answers with the expected time, plans, progress, follow-up
//     calls, and extensions that the customer agreed to.
//   - tiered-support is response and resolution by tier and priority, with three
//     levels of escalation.
//   - itil-incident is the agreement with the users on incidents,
//     itil-incident-ola that between the support groups, with the share of each,
//     and itil-incident-supplier the contract with a supplier: three policies,
//     three engines, one case.
//   - field-service is arrival on site, restoration and the swap of hardware.
//
// What they promise is an example, not advice: allowances are to be set by what
// can be kept. The file README.md beside this one says what to change where.
package template
