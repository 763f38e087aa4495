package feedback

import "time"

// status gives the answer, in its place.
func (f *fold) status(s *Status) {
	*s = Status{
		ItemID: f.item.ID, Kind: f.item.Kind, AsOf: f.now, Kept: f.kept,
		ClosedAs: f.closedAs, Satisfaction: f.satisfaction, Attempts: f.attempts, CountsAsComplaint: f.item.Kind == Complaint && f.kept > 0,
		Level: f.level, LevelID: f.levelID(), Handler: f.handler, HeldFor: f.heldFor, MergedInto: f.mergedInto, Body: f.body,
		RecusalPending: f.recusal, Reachable: f.person, Decision: f.decision, Remedies: f.remedies, Category: f.category,
		Cause: f.cause, Severity: f.severity, Impact: f.impact, Path: f.path,
	}
	if f.state == unreceived {
		s.Allowed, s.Findings = []Next{{Kind: ActionReceive}}, f.findings
		return
	}
	s.Procedure, s.Version, s.State = f.ID, f.Version, f.stateName()
	s.Open = !f.ends.has(f.state)
	s.AsOf, s.Received, s.Ended = f.here(f.now), f.here(f.received), f.here(f.ended)
	for i := range s.Remedies {
		r := &s.Remedies[i]
		r.Promised, r.Done = f.here(r.Promised), f.here(r.Done)
	}
	f.exempt()
	report := f.report()
	f.keep(&report)
	s.Clocks, s.Firings, s.Next, s.Findings = f.clocksOf(&report), report.Firings, report.Next, f.findings
	s.Obligations = f.obligations(s.Clocks)
	s.Allowed = f.allowed(s.Clocks)
	f.wake(s)
	s.Next = f.here(s.Next)
}

// here returns an instant in the zone of the procedure; the zero one as it is.
func (f *fold) here(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.In(f.location)
}

// wake moves Next forward to the first instant at which an obligation changes.
func (f *fold) wake(s *Status) {
	earlier := func(t time.Time) {
		if t.After(f.now) && (s.Next.IsZero() || t.Before(s.Next)) {
			s.Next = t
		}
	}
	for i := range s.Obligations {
		o := &s.Obligations[i]
		if o.By.IsZero() {
			continue
		}
		earlier(o.By)
		if o.Instead == "" && f.becomesLetter(o) {
			earlier(f.dayOf(o.Clock, o.By))
		}
	}
}

// allowed returns the actions that the state allows, each with what it lacks if it
// brings nothing. What nothing can mend now is left out.
func (f *fold) allowed(clocks []Clock) []Next {
	var (
		blank   Action
		spare   = make([]Missing, 0, 12) // for all of the list, as are the results
		results = make([]Result, 0, 8)
		list    = make([]Next, 0, len(f.next[f.state]))
	)
	for i := range f.next[f.state] {
		s := &f.next[f.state][i]
		blank.Kind, blank.At = s.Action, f.now
		from := len(spare)
		possible := !f.staysAnonymous(s.Action)
		spare = append(spare, s.lacks...)
		for _, guard := range s.asked {
			if guard == GuardExtension {
				spare, possible = f.lacksExtension(clocks, spare)
				continue
			}
			spare = f.guard(guard, &blank, spare)
		}
		for _, missing := range spare[from:] {
			possible = possible && !f.final(missing.Code)
		}
		if !possible {
			spare = spare[:from]
			continue
		}
		list = list[:len(list)+1]
		n := &list[len(list)-1] // in its place
		n.Kind = s.Action
		if len(s.results) > 0 {
			first := len(results)
			results = append(results, s.results...)
			n.Results = results[first:len(results):len(results)]
		}
		if len(spare) > from {
			n.Missing = spare[from:len(spare):len(spare)]
		}
	}
	return list
}

// final reports whether nothing that the customer or the staff do next would mend
// what is missing.
func (f *fold) final(code Code) bool {
	//exhaustive:ignore
	switch code {
	case CodeAlreadyDone, CodeNoRecusalPending, CodeLastLevel, CodeNobodyToTell:
		return true
	case CodeUnknownRemedy:
		return !f.outstanding()
	}
	return false
}

// lacksExtension adds what an extension must bring, and reports whether some clock
// can be extended.
func (f *fold) lacksExtension(clocks []Clock, missing []Missing) ([]Missing, bool) {
	for i := range clocks {
		if clocks[i].Latest.IsZero() {
			continue
		}
		missing = append(missing, Missing{Code: CodeUnknownClock, Field: "clock"}, Missing{Code: CodeExtensionRequired, Field: "extend"})
		for _, c := range f.clocks {
			if c.ID != clocks[i].ID {
				continue
			}
			if c.Extension.Approver {
				missing = append(missing, Missing{Code: CodeApproverRequired, Field: "approver"})
			}
			if c.Extension.Consent {
				missing = append(missing, Missing{Code: CodeConsentRequired, Field: "consent"})
			}
		}
		return missing, true
	}
	return missing, false
}
