// Package feedback follows complaints, reports, suggestions, enquiries, praise and
// survey answers from their receipt to a close that the customer confirmed: where
// each stands, which limits run, what is owed to whom and by when, what may be
// done next, and what would be missing for it.
//
// # From a procedure to a status
//
// A [Procedure] is data: which law, standard or promise it is, from when to when
// it is in force, the limits it sets and the letters it asks for. The sub-package
// procedures holds some. [Compile] checks procedures, reports everything that is
// wrong at once, and returns a [Desk]: an immutable value, safe for concurrent
// use. An [Item] is what somebody brought, and a list of [Action]s, which the
// host stores, is what was done about it. The desk answers two questions:
//
//	desk, err := feedback.Compile(map[string]*calendar.Calendar{"office": office}, procedure)
//	status, err := desk.Replay(item, actions, now) // where does it stand?
//	err = desk.Check(item, actions, next)          // may this be done now?
//
// A [Status] is a function of the item, the actions, the procedure, its calendars
// and now, and of nothing else. The host keeps the actions, asks Check before it
// adds one, and sets one timer at [Status].Next.
//
// # The loop
//
// A complaint goes round the loop of ISO 10002 (GB/T 19012):
//
//	received → acknowledged → classified
//	→ accepted | rejected (reason, notice) | merged | referred
//	→ assigned → investigating (on_hold, resumed) → decided → replied
//	→ followed up: closed (satisfied | waived | unreachable after 3 attempts)
//	            or unsatisfied: reopened → escalated a level → … → external body
//
// [FlowOf] returns the states and steps of each [Kind]; a procedure may replace
// them, and [Procedure.Mermaid] draws them. Every state has a way to an end:
// Compile refuses a flow with a dead end. Guards say what an action must bring: a
// reason to reject, decline, hold, extend and reopen; notes to decide; decision,
// reason, remedy and next-level rights in a reply; a result of the follow-up to
// close. Nobody handles a complaint about himself, and the handler does not follow
// up. Withdrawn, merged and rejected complaints still count as complaints.
//
// # Refusals and findings
//
// Check returns a [RefusedError] with the [Code] of each thing that is missing.
// Replay never refuses what has happened: an action that Check would have refused
// changes nothing, and a [Finding] names it with the same codes. Both agree on
// every action.
//
// Actions count in the order of (At, Seq, rank of the kind, Key), each key once,
// so that at-least-once delivery in any order is safe. Check refuses an action
// before the last one ("time_goes_back"). Replay sorts it into its place, and a
// finding ("delivered_late") says so.
//
// # Clocks
//
// A [ClockRule] says between which moments something may take how long; package
// sla counts. Day 0 is the date of receipt where the allowance says "from":
// "date", whatever the hour, and also on a day off. [Clock].DueOn is the last
// date that is in time: a limit to 24:00 is due at the first instant of the next
// date, but on this one.
//
// A clock that tells the person something does not start where there is nobody to
// tell ([NotApplicableAnonymous]). A window says until when something is possible:
// that it lapses is no breach. A clock that is met may spare others: a summary
// resolution spares the final response. Holds stop those clocks that name their
// reason. Withdrawing, merging and referring cancel the clocks without a verdict,
// and what is owed; undoing a merge lets both go on as if it had never been.
//
// An extension is asked before the due instant, is no longer than its rule allows,
// has its approver and consent, and is told to the customer. Remedies have a clock
// of their own, and name the award of package compensation that says what is owed.
//
// Conditions of clocks ("when") are judged by what is known of the item by now: an
// item that turns out to be complex is judged as if it had been so from receipt.
//
// # Obligations
//
// [Status].Obligations say what is owed by when: what each running clock waits
// for; on the date on which a clock is due, the letter that takes its place ("send
// the delay letter by 25 May"); after a moment, the letter that it makes due; and
// the remedies promised.
//
// # What is an error
//
// Malformed items and actions are [commitment.FieldError]s with their paths: no
// id, key, kind or instant, values that do not exist, an identity in an anonymous
// item. [ErrNoProcedure] says that none governs the item. Everything that can be
// wrong with a procedure fails in Compile; a limit whose number is left open
// matches [ErrUnknownNumber]. A due instant past the known holidays is no error:
// the clock has no Due, and a finding ("not_covered") says so.
//
// An item that is not received, kinds of actions that the flow does not have, and
// ten thousand actions are no errors. The work grows linearly with the actions; an
// extension alone looks at all that happened to its clock.
//
// # Beside the loop
//
// What follows needs no procedure: each is plain data with a JSON form and a pure
// function that judges it.
//
// Privacy. A named item shows who brought it; a confidential one shows a pseudonym
// to all but the privacy officer ([Seal], [View]); an anonymous one holds no
// identity, and of the code with which the person comes back only a salted hash
// ([NewCode]: the host brings the randomness); an anonymous survey not even that.
// Nobody is named without himself ([Identify]), and an anonymous item keeps what was
// given to be public ([Anonymise]). [Suppress] hides the counts below k (5) of a
// published table and as many others as keep them from being computed.
//
// Duplicates. The same customer with the same matter, open, is one more contact of
// the first item; other customers' complaints are linked, never merged
// ([Duplicate]). Suggestions unite their voters, and every merge can be undone
// exactly ([Votes]). [FingerprintIndex] finds candidates in Chinese and Latin text
// within [DefaultNear] of 64 bits; the caller decides.
//
// Recurring issues. [Recurring] wants enough items of enough different customers in
// one window, [PoissonSignal] says how probable they are by chance, and an issue is a
// record of its own with a path of states ([IssuePath]).
//
// Priority comes from severity and impact, with overrides; a tier only breaks ties
// ([PriorityRule], [ComparePriority]). A [Ledger] of rewards only grows, counts each
// key once and keeps to its caps; good scores and withdrawals are never rewarded.
//
// A [Survey] has a direction, an end and a cool-down; of each [Sending] the last
// answer in time counts, for whoever it was attributed to when it was sent. A bad
// one opens a complaint or a call-back ([Survey.Open]). A [Tally] feeds package kpi.
//
// [Monitoring] holds the figures of ISO 10002, Annex G, [Loop] those of the inner
// loop: contacted in time, resolved, recovered, satisfied. An [Improvement] is the
// outer loop from cause to corrective action, and [CheckEffect] compares the time
// before with the time after, by frozen limits and an exact interval.
//
// The package reads no clock, file or environment, and keeps nothing between
// calls.
package feedback
