package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/feedback"
	"github.com/servicecommitment/commitment/feedback/procedures"
)

// loop follows the complaint about the request that was closed latest until the
// customer confirms: what was said, by when, and what was owed.
func loop(w io.Writer, d data) error {
	p := page{w: w}
	office, err := readOffice(allHolidays())
	if err != nil {
		return err
	}
	engine, err := readEngine(office)
	if err != nil {
		return err
	}
	scheme, err := readScheme()
	if err != nil {
		return err
	}
	verdicts, err := judge(engine, d.animals2016)
	if err != nil {
		return err
	}
	late := latest(verdicts, 1)[0].request
	credit, err := award(engine, scheme, late)
	if err != nil {
		return err
	}
	procedure, err := procedures.Lookup("support-desk")
	if err != nil {
		return fmt.Errorf("procedure: %w", err)
	}
	desk, err := feedback.Compile(map[string]*calendar.Calendar{"office": office}, procedure)
	if err != nil {
		return fmt.Errorf("compile the procedure: %w", err)
	}
	item := feedback.Item{
		ID: "complaint-1", Kind: feedback.Complaint, Customer: "caller-17", Subjects: []string{"crew-3"},
		Text: "request " + late.id + " was not done",
	}
	p.title("A complaint about request %s, until the customer confirms", late.id)
	p.heading("What is done (procedure support-desk; the desk refuses what the procedure does not allow)")
	actions, err := p.follow(desk, item, office, "credit for "+late.id)
	if err != nil {
		return err
	}
	last := actions[len(actions)-1].At
	status, err := desk.Replay(item, actions, last)
	if err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	p.heading("The path")
	p.line("  %s", strings.Trim(fmt.Sprint(status.Path), "[]"))
	p.heading("The clocks")
	rows := [][]string{{"clock", "cycle", "due", "verdict"}}
	for _, c := range status.Clocks {
		if !c.Due.IsZero() {
			rows = append(rows, []string{c.ID, strconv.Itoa(c.Cycle), minute(c.Due), c.Verdict.String()})
		}
	}
	p.table(rows...)
	p.heading("The end")
	p.line("  closed as %s at level %s; owed: %s, as %s", status.ClosedAs, status.LevelID, credit.Amount, status.Remedies[0].Award)
	explanation, err := desk.Explain(item, actions, last)
	if err != nil {
		return fmt.Errorf("explain: %w", err)
	}
	p.lines(explanation.Explain(commitment.Chinese)[:1])
	return p.err
}

var errNothingDone = errors.New("the desk allowed nothing")

// follow does one thing after another about a complaint, each only if the desk
// allows it, and prints what was done and what was refused.
func (p *page) follow(desk *feedback.Desk, item feedback.Item, office *calendar.Calendar, credit string) ([]feedback.Action, error) {
	at := func(day, hour int) time.Time {
		return time.Date(2016, time.November, day, hour, 0, 0, 0, office.Location())
	}
	reply := []feedback.ReplyPart{feedback.ReplyDecision, feedback.ReplyReason, feedback.ReplyRemedy, feedback.ReplyRights}
	plan := []feedback.Action{
		{At: at(16, 9), Kind: feedback.ActionReceive},
		{At: at(16, 10), Kind: feedback.ActionAcknowledge, By: feedback.RoleRecorder},
		{At: at(16, 10), Kind: feedback.ActionClassify, Severity: feedback.SeverityMedium},
		{At: at(16, 10), Kind: feedback.ActionAccept},
		{At: at(16, 11), Kind: feedback.ActionAssign, Assignee: "crew-3"},
		{At: at(16, 11), Kind: feedback.ActionAssign, Assignee: "ann"},
		{At: at(16, 14), Kind: feedback.ActionStart, Actor: "ann"},
		{
			At: at(17, 10), Kind: feedback.ActionExtend, Clock: "resolve_general", Extend: calendar.MustAllowance("1bd"),
			Reason: "the crew's log is on paper", Approver: "supervisor", Consent: true, Told: true,
		},
		{
			At: at(18, 10), Kind: feedback.ActionDecide, Decision: feedback.Upheld, Note: "the crew never went",
			Remedies: []feedback.Remedy{{ID: "credit", Kind: "credit", Award: credit}},
		},
		{At: at(18, 11), Kind: feedback.ActionReply, Holds: reply},
		{At: at(18, 15), Kind: feedback.ActionRemedyDone, Remedy: "credit"},
		{At: at(21, 10), Kind: feedback.ActionFollowUp, By: feedback.RoleQuality, Result: feedback.ResultUnsatisfied, Note: "it still lies there"},
		{At: at(21, 11), Kind: feedback.ActionEscalate},
		{At: at(21, 14), Kind: feedback.ActionDecide, Decision: feedback.Upheld, Note: "collected at noon"},
		{At: at(21, 15), Kind: feedback.ActionReply, Holds: reply},
		{At: at(22, 10), Kind: feedback.ActionFollowUp, By: feedback.RoleQuality, Result: feedback.ResultSatisfied},
	}
	var done []feedback.Action
	for i, a := range plan {
		a.Key = fmt.Sprintf("%s/%d", item.ID, i)
		outcome := ""
		if err := desk.Check(item, done, a); err != nil {
			outcome = "refused: " + err.Error()
		} else {
			done = append(done, a)
		}
		p.line("%s", strings.TrimRight(fmt.Sprintf("  %s  %-20s %s", minute(a.At), a.Kind, outcome), " "))
	}
	if len(done) == 0 {
		return nil, errNothingDone
	}
	return done, p.err
}
