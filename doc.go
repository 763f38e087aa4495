// Package commitment is a library of service-commitment rules
// (服务承诺与保障体系) for service desks, CRMs and complaint systems: a host
// brings facts and instants, the library answers, with reasons.
//
// The packages, and what each answers:
//
//   - [github.com/servicecommitment/commitment/calendar]: when a promise falls
//     due, in business hours with holidays. Its sub-package cn holds the Chinese
//     public holidays with their make-up workdays (调休).
//   - [github.com/servicecommitment/commitment/sla]: whether a promise is kept, at
//     risk or broken, and what to escalate, as a pure fold over the events of a
//     case. Its sub-package slatest tests policies, template holds some to start
//     from.
//   - [github.com/servicecommitment/commitment/compensation]: what is owed when it
//     is broken, to the cent and to the line. Its sub-package schemes holds terms
//     of public law.
//   - [github.com/servicecommitment/commitment/kpi]: how well the service does:
//     first-contact resolution, satisfaction, attainment, with honest intervals.
//     Its sub-package stat holds the statistics.
//   - [github.com/servicecommitment/commitment/feedback]: how complaints and
//     suggestions go round the loop until the customer confirms. Its sub-package
//     procedures holds those of some laws.
//
// This package itself holds what they share: [ErrInvalid] and [FieldError] for
// what is wrong with a definition, and [Lang], the language of an explanation.
//
// # One shape throughout
//
// A definition is a plain struct with a JSON form. Compiling it checks
// everything, reports every problem at once with its path, and returns an
// immutable value that is safe for concurrent use. Questions to that value are
// pure: nothing in the library reads a clock, a file, the network, an
// environment variable or the zone of the machine, starts a goroutine, logs, or
// keeps state between calls. The same facts give the same answer, on every
// machine, however often they are asked.
//
// Every loop has a bound and every unknown is an error: no working time, a date
// whose holidays nobody has announced yet, a missing fact. None of them is a
// guess, a hang or a panic.
//
// Explanations are part of the answer: every due instant can say how it came
// about, as data and as lines of text in English and Chinese.
//
// # A first look
//
//	go run ./examples/quickstart
//
// judges some thousands of real service requests of the City of Boston by the
// city's own promise of one business day, explains one of them day by day, and
// goes on from there: whom to tell, what would be owed, a complaint, the scores.
package commitment

//go:generate go run ./api/gen
