package feedback

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/strictjson"
)

// The largest procedures. A set of states fits into a word.
const (
	maxStates   = 64
	maxSteps    = 1000
	maxClocks   = 64
	maxDuties   = 64
	maxMoments  = 100
	maxAttempts = 100
	maxLevels   = 100
	maxName     = 64
)

var (
	errRequired   = errors.New("is required")
	errRepeated   = errors.New("is there already")
	errUnknown    = errors.New("has no such value")
	errNegative   = errors.New("must not be negative")
	errImpossible = errors.New("cannot happen")
)

// checker finds what is wrong with a procedure.
type checker struct {
	*Procedure
	calendars map[string]*calendar.Calendar
	problems  *check.Problems
	at        check.Path
	// flows are those of the kinds governed that could be checked.
	flows map[Kind]*Flow
	// happen are by kind the actions that some reachable state allows, with the
	// results that they may have.
	happen map[Kind]map[ActionKind][]Result
}

func (c *checker) fail(at check.Path, format string, args ...any) {
	c.problems.Addf(at, format, args...)
}

func (c *checker) require(at check.Path, text string) {
	if text == "" {
		c.problems.Add(at, errRequired)
	}
}

func (c *checker) check() {
	c.require(c.at.Key("id"), c.ID)
	c.require(c.at.Key("version"), c.Version)
	c.checkCalendar(c.at.Key("calendar"), c.Calendar)
	if !c.Effective.Until.IsZero() && !c.Effective.From.Before(c.Effective.Until) {
		c.fail(c.at.Key("effective").Key("until"), "must be after from")
	}
	c.checkKinds(c.at.Key("kinds"), c.Kinds)
	c.checkFlows()
	c.checkReasons()
	c.checkNames(c.at.Key("reply_holds"), texts(c.ReplyHolds))
	c.checkFollowUp()
	c.checkLevels(c.at.Key("levels"), c.Levels)
	c.checkLevels(c.at.Key("bodies"), c.Bodies)
	c.checkClocks()
	c.checkDuties()
}

func (c *checker) checkCalendar(at check.Path, name string) {
	switch {
	case name == "":
		c.problems.Add(at, errRequired)
	case c.calendars[name] == nil:
		c.fail(at, "unknown calendar %s%s", check.Quote(name), suggest(name, c.calendarNames()))
	}
}

// calendarNames returns the names of the calendars that are there.
func (c *checker) calendarNames() []string {
	var known []string
	for _, name := range slices.Sorted(maps.Keys(c.calendars)) {
		if c.calendars[name] != nil {
			known = append(known, name)
		}
	}
	return known
}

// suggest returns what may have been meant, as the end of an error.
func suggest(name string, known []string) string {
	if near, ok := strictjson.Suggest(name, known); ok {
		return fmt.Sprintf(", did you mean %s?", check.Quote(near))
	}
	return ""
}

func (c *checker) checkKinds(at check.Path, kinds []Kind) {
	for i, kind := range kinds {
		switch {
		case kind < Complaint || kind > SurveyAnswer:
			c.problems.Add(at.Index(i), errUnknown)
		case slices.Contains(kinds[:i], kind):
			c.problems.Add(at.Index(i), errRepeated)
		case !slices.Contains(c.kinds(), kind):
			c.fail(at.Index(i), "is not among the kinds of the procedure")
		}
	}
}

// checkNames checks a list of names that must not repeat.
func (c *checker) checkNames(at check.Path, list []string) {
	seen := make(map[string]bool, len(list))
	for i, name := range list {
		c.checkName(at.Index(i), name)
		if seen[name] {
			c.fail(at.Index(i), "%s is there already", check.Quote(name))
		}
		seen[name] = true
	}
}

func (c *checker) checkName(at check.Path, name string) {
	switch {
	case name == "":
		c.problems.Add(at, errRequired)
	case !isName(name):
		c.fail(at, "must be a name of lower-case letters, digits and underscores, not %s", check.Quote(name))
	}
}

// isName reports whether a text is a name as programs use them.
func isName(text string) bool {
	if text == "" || len(text) > maxName || text[0] < 'a' || text[0] > 'z' {
		return false
	}
	for _, b := range []byte(text) {
		if (b < 'a' || b > 'z') && (b < '0' || b > '9') && b != '_' {
			return false
		}
	}
	return true
}

// texts returns the texts of a list of names of some type.
func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, text := range list {
		out[i] = string(text)
	}
	return out
}

// checkReasons refuses reasons of actions that do not exist or that ask for none.
func (c *checker) checkReasons() {
	for _, action := range slices.Sorted(maps.Keys(c.Reasons)) {
		at := c.at.Key("reasons").Key(string(action))
		if len(c.Reasons[action]) == 0 {
			c.problems.Add(at, errRequired)
		}
		c.checkNames(at, c.Reasons[action])
		if !c.asksReason(action) {
			c.fail(at, "is never used: no step of %s asks for a reason", check.Quote(string(action)))
		}
	}
}

func (c *checker) asksReason(action ActionKind) bool {
	for _, flow := range c.flows {
		for i := range flow.Steps {
			if s := &flow.Steps[i]; s.Action == action && slices.Contains(s.Guards, GuardReason) {
				return true
			}
		}
	}
	return false
}

func (c *checker) checkFollowUp() {
	at := c.at.Key("follow_up")
	if c.FollowUp.Attempts < 0 || c.FollowUp.Attempts > maxAttempts {
		c.fail(at.Key("attempts"), "must be from 1 to %d", maxAttempts)
	}
	if c.FollowUp.Apart < 0 {
		c.problems.Add(at.Key("apart"), errNegative)
	}
}

func (c *checker) checkLevels(at check.Path, levels []Level) {
	if len(levels) > maxLevels {
		c.fail(at, "must not be more than %d", maxLevels)
		return
	}
	ids := make([]string, len(levels))
	for i, level := range levels {
		ids[i] = level.ID
	}
	for i, id := range ids {
		switch {
		case id == "":
			c.problems.Add(at.Index(i).Key("id"), errRequired)
		case slices.Contains(ids[:i], id):
			c.fail(at.Index(i).Key("id"), "%s is there already", check.Quote(id))
		}
	}
}
