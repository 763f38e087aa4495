package feedback_test

import (
	"fmt"
	"log"
	"strconv"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
)

// What the kinds are, and how long the loop of each one is.
func ExampleKind() {
	for _, row := range []struct {
		kind  feedback.Kind
		means string
	}{
		{feedback.Complaint, "is dissatisfied and expects an answer"},
		{feedback.Report, "tells of a breach of the rules by others"},
		{feedback.Suggestion, "asks for something better"},
		{feedback.Enquiry, "asks for information"},
		{feedback.Praise, "thanks"},
		{feedback.SurveyAnswer, "answers a survey"},
	} {
		var stored feedback.Kind
		if err := stored.UnmarshalText([]byte(row.kind.String())); err != nil || stored != row.kind {
			log.Fatal(stored, err)
		}
		fmt.Printf("%-13s %s: %d states\n", row.kind, row.means, len(feedback.FlowOf(row.kind).States))
	}
	// Output:
	// complaint     is dissatisfied and expects an answer: 18 states
	// report        tells of a breach of the rules by others: 15 states
	// suggestion    asks for something better: 13 states
	// enquiry       asks for information: 6 states
	// praise        thanks: 4 states
	// survey_answer answers a survey: 4 states
}

// Severity and impact are ordered, and the matrix makes a priority of the two.
func ExampleSeverity() {
	rule := feedback.DefaultPriorities()
	for _, severity := range []feedback.Severity{
		feedback.SeverityLow, feedback.SeverityMedium, feedback.SeverityHigh, feedback.SeverityCritical,
	} {
		fmt.Printf("%-9s", severity)
		for _, impact := range []feedback.Impact{feedback.ImpactSingle, feedback.ImpactSeveral, feedback.ImpactMany} {
			result, err := rule.Assess(feedback.PriorityFacts{Severity: severity, Impact: impact})
			if err != nil {
				log.Fatal(err)
			}
			fmt.Printf(" %s: %s.", impact, result.Priority)
		}
		fmt.Println()
	}
	fmt.Println(feedback.SeverityHigh > feedback.SeverityMedium, feedback.ImpactMany > feedback.ImpactSeveral)
	// Output:
	// low       single: low. several: low. many: medium.
	// medium    single: medium. several: medium. many: high.
	// high      single: high. several: high. many: critical.
	// critical  single: critical. several: critical. many: critical.
	// true true
}

// A desk may promise what it does for each priority; the names are stable.
func ExamplePriority() {
	for _, row := range []struct {
		priority feedback.Priority
		means    string
	}{
		{feedback.PriorityLow, "in its turn"},
		{feedback.PriorityMedium, "today"},
		{feedback.PriorityHigh, "before all that is medium"},
		{feedback.PriorityCritical, "now, and wake the manager"},
	} {
		var stored feedback.Priority
		if err := stored.UnmarshalText([]byte(row.priority.String())); err != nil || stored != row.priority {
			log.Fatal(stored, err)
		}
		fmt.Printf("%-9s %s\n", stored, row.means)
	}
	// Output:
	// low       in its turn
	// medium    today
	// high      before all that is medium
	// critical  now, and wake the manager
}

// The roles, and which of them learn who brought a confidential item.
func ExampleRole() {
	for _, role := range []feedback.Role{
		feedback.RoleCustomer, feedback.RoleRepresentative, feedback.RoleRecorder, feedback.RoleHandler,
		feedback.RoleReviewer, feedback.RoleApprover, feedback.RolePrivacyOfficer, feedback.RoleQuality,
		feedback.RoleManager, feedback.RoleExternal, feedback.RoleSystem,
	} {
		var stored feedback.Role
		if err := stored.UnmarshalText([]byte(role.String())); err != nil || stored != role {
			log.Fatal(stored, err)
		}
		if feedback.Confidential.ShowsIdentity(role) {
			fmt.Println(role, "opens the seal")
		} else {
			fmt.Println(role)
		}
	}
	// Output:
	// customer
	// representative
	// recorder
	// handler
	// reviewer
	// approver
	// privacy_officer opens the seal
	// quality
	// manager
	// external
	// system
}

// Complaints are upheld or not; on a report, a case is filed (立案) or not.
func ExampleDecision() {
	for _, row := range []struct {
		decision feedback.Decision
		means    string
	}{
		{feedback.Upheld, "the customer is right: the reply names a remedy"},
		{feedback.PartlyUpheld, "in part: likewise"},
		{feedback.NotUpheld, "no remedy, but the reason and the rights"},
		{feedback.Filed, "a case is opened on the report"},
		{feedback.NotFiled, "none is, and a named reporter is told"},
	} {
		var stored feedback.Decision
		if err := stored.UnmarshalText([]byte(row.decision.String())); err != nil || stored != row.decision {
			log.Fatal(stored, err)
		}
		fmt.Printf("%-13s %s\n", stored, row.means)
	}
	// Output:
	// upheld        the customer is right: the reply names a remedy
	// partly_upheld in part: likewise
	// not_upheld    no remedy, but the reason and the rights
	// filed         a case is opened on the report
	// not_filed     none is, and a named reporter is told
}

// How an item was closed, and whether that says anything about satisfaction.
func ExampleOutcome() {
	for _, row := range []struct {
		outcome feedback.Outcome
		means   string
	}{
		{feedback.OutcomeSatisfied, "the customer confirmed it"},
		{feedback.OutcomeUnreachable, "tried often enough: neither for nor against"},
		{feedback.OutcomeWaived, "the customer wanted no follow-up"},
		{feedback.OutcomeExternal, "an external body ended it"},
		{feedback.OutcomeCompleted, "this kind of item needs no follow-up"},
	} {
		var stored feedback.Outcome
		if err := stored.UnmarshalText([]byte(row.outcome.String())); err != nil || stored != row.outcome {
			log.Fatal(stored, err)
		}
		fmt.Printf("%-15s %s\n", stored, row.means)
	}
	// Output:
	// satisfied       the customer confirmed it
	// unreachable     tried often enough: neither for nor against
	// waived          the customer wanted no follow-up
	// external_result an external body ended it
	// completed       this kind of item needs no follow-up
}

// Which results of a follow-up close a complaint, and which open it again.
func ExampleResult() {
	for _, result := range []feedback.Result{
		feedback.ResultSatisfied, feedback.ResultBasicallySatisfied, feedback.ResultUnsatisfied, feedback.ResultNoAnswer,
		feedback.ResultWrongNumber, feedback.ResultRefused, feedback.ResultWaived, feedback.ResultGranted, feedback.ResultReached,
	} {
		means := "not of a follow-up"
		for _, step := range feedback.FlowOf(feedback.Complaint).Steps {
			for _, taken := range step.Results {
				switch {
				case step.Action != feedback.ActionFollowUp || taken != result:
				case step.To == "":
					means = "one more attempt"
				default:
					means = string(step.To)
				}
			}
		}
		fmt.Printf("%-19s %s\n", result, means)
	}
	// Output:
	// satisfied           closed
	// basically_satisfied closed
	// unsatisfied         reopened
	// no_answer           one more attempt
	// wrong_number        one more attempt
	// refused             closed
	// waived              closed
	// granted             not of a follow-up
	// reached             not of a follow-up
}

// What links lead to, and what they are good for.
func ExampleLinkKind() {
	for _, row := range []struct {
		kind  feedback.LinkKind
		means string
	}{
		{feedback.SameCause, "another customer's complaint, answered by itself"},
		{feedback.DuplicateOf, "the item that goes on"},
		{feedback.FromSurvey, "the answer that opened this complaint"},
		{feedback.Opened, "the complaint that this answer opened"},
		{feedback.PartOf, "the recurring issue"},
		{feedback.Follows, "the earlier item of the matter: this one is a repeat"},
		{feedback.AwardOf, "what is owed in money"},
	} {
		var stored feedback.LinkKind
		if err := stored.UnmarshalText([]byte(row.kind.String())); err != nil || stored != row.kind {
			log.Fatal(stored, err)
		}
		fmt.Printf("%-12s %s\n", stored, row.means)
	}
	// Output:
	// same_cause   another customer's complaint, answered by itself
	// duplicate_of the item that goes on
	// from_survey  the answer that opened this complaint
	// opened       the complaint that this answer opened
	// part_of      the recurring issue
	// follows      the earlier item of the matter: this one is a repeat
	// award_of     what is owed in money
}

// Why a clock does not apply, as a desk shows it to its people.
func ExampleWhyNot_reasons() {
	for _, row := range []struct {
		why   feedback.WhyNot
		means string
	}{
		{feedback.NotApplicableAnonymous, "there is nobody to tell"},
		{feedback.NotApplicableSpared, "a clock that was met made it needless"},
		{feedback.NotApplicableLapsed, "the time in which it was possible is over: no breach"},
	} {
		fmt.Printf("%s: %s\n", row.why, row.means)
	}
	// Output:
	// not_applicable_anonymous: there is nobody to tell
	// spared: a clock that was met made it needless
	// lapsed: the time in which it was possible is over: no breach
}

// On a scale of effort a low score may be the good one: the question decides.
func ExampleDirection() {
	for _, direction := range []feedback.Direction{feedback.HigherIsBetter, feedback.LowerIsBetter} {
		var stored feedback.Direction
		if err := stored.UnmarshalText([]byte(direction.String())); err != nil {
			log.Fatal(err)
		}
		survey := feedback.Survey{ID: "effort", Version: "1", Measure: feedback.CES, Direction: stored, Opens: feedback.OpensCallBack, Bad: 2}
		if stored == feedback.LowerIsBetter {
			survey.Bad = 6
		}
		if err := survey.Check(); err != nil {
			log.Fatal(err)
		}
		fmt.Println(stored, survey.IsBad(1), survey.IsBad(7))
	}
	// Output:
	// higher_is_better true false
	// lower_is_better false true
}

// Points may thank for an answer, never for a good one or for silence.
func ExampleRewardEvent_forbidden() {
	var ledger feedback.Ledger
	for i, event := range []feedback.RewardEvent{
		feedback.RewardReceived, feedback.RewardAccepted, feedback.RewardAdopted, feedback.RewardEffectProven,
		feedback.RewardAnswered, feedback.RewardGoodScore, feedback.RewardWithdrawn,
	} {
		var stored feedback.RewardEvent
		if err := stored.UnmarshalText([]byte(event.String())); err != nil || stored != event {
			log.Fatal(stored, err)
		}
		at := march(2, 9)
		_, err := ledger.Grant(feedback.RewardEntry{
			Key: fmt.Sprint("s1/", i), Member: "u-17", Item: "s1", Event: stored, Asked: 10, On: calendar.DateOf(at), At: at,
		})
		if refused, ok := feedback.Refused(err); ok {
			fmt.Printf("%-13s %s\n", stored, refused.Code())
		} else {
			fmt.Printf("%-13s %v\n", stored, err)
		}
	}
	fmt.Println(ledger.Balance("u-17"))
	// Output:
	// received      <nil>
	// accepted      <nil>
	// adopted       <nil>
	// effect_proven <nil>
	// answered      <nil>
	// good_score    forbidden
	// withdrawn     forbidden
	// 50
}

// A cap counts by the calendar: by day, month or year, or without end.
func ExamplePeriod() {
	for _, period := range []feedback.Period{feedback.PeriodDay, feedback.PeriodMonth, feedback.PeriodYear, feedback.PeriodEver} {
		var stored feedback.Period
		if err := stored.UnmarshalText([]byte(period.String())); err != nil {
			log.Fatal(err)
		}
		ledger, err := feedback.NewLedger([]feedback.RewardCap{{Period: stored, Points: 10}}, nil)
		if err != nil {
			log.Fatal(err)
		}
		for day := 2; day <= 4; day++ {
			at := march(day, 9)
			if _, err := ledger.Grant(feedback.RewardEntry{
				Key: strconv.Itoa(day), Member: "u-17", Item: "s1", Event: feedback.RewardAnswered, Asked: 6, On: calendar.DateOf(at), At: at,
			}); err != nil {
				log.Fatal(err)
			}
		}
		fmt.Println(stored, ledger.Balance("u-17"))
	}
	// Output:
	// day 18
	// month 10
	// year 10
	// ever 10
}
