package feedback

import (
	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/calendar"
	"github.com/servicecommitment/commitment/internal/strictjson"
	"github.com/servicecommitment/commitment/sla"
)

// unknownNumber is what a procedure says of a limit that is to be filled in.
const unknownNumber = "unknown"

// ParseProcedure reads the JSON form of a procedure:
//
//	{"id": "support-desk", "version": "1", "jurisdiction": "CN", "effective": {"from": "2026-01-01"}, "calendar": "office",
//	 "kinds": ["complaint"], "reasons": {"hold": ["waiting_customer"]},
//	 "clocks": [
//	  {"id": "acknowledge", "start": ["receive"], "stop": ["acknowledge", "reply"], "within": "4h"},
//	  {"id": "resolve", "start": ["accept"], "stop": ["reply"], "within": {"business_days": 7, "from": "date", "due": "end_of_day"},
//	   "pause_on": ["waiting_customer"], "extension": {"max": "5bd", "approver": true, "tell": "extension_notice"}}]}
//
// The keys are the names of the fields of [Procedure] and what it is made of, in
// snake case; all are optional for ParseProcedure. Null and absent mean the same.
// Allowances are read as by [calendar.ParseAllowance], but "unknown" says that
// the number of a clock is to be filled in. A moment is an action, or an object:
// {"action": "follow_up", "results": ["unsatisfied"]}. Alerts and conditions are
// those of package sla.
//
// Text that is not JSON or larger than 16 MiB, unknown and duplicate keys, and
// values of the wrong type or form are errors, all reported at once with their
// paths. Whether the procedure makes sense is for [Compile] to say.
func ParseProcedure(data []byte) (Procedure, error) {
	var p Procedure
	if err := readRecord(data, func(r recordReader) { p = readProcedure(r) }); err != nil {
		return Procedure{}, err
	}
	return p, nil
}

// UnmarshalJSON is [ParseProcedure].
func (p *Procedure) UnmarshalJSON(data []byte) error { return unmarshal(p, data, ParseProcedure) }

func readProcedure(r recordReader) Procedure {
	return Procedure{
		ID: r.text("id"), Version: r.text("version"), Title: r.text("title"),
		Jurisdiction: r.text("jurisdiction"), Scheme: r.text("scheme"), Source: r.text("source"),
		Effective: readMember(r, "effective", func(r recordReader) Effective {
			return Effective{From: r.date("from"), Until: r.date("until")}
		}),
		Calendar: r.text("calendar"), Kinds: readEnums(r, "kinds", SurveyAnswer),
		Flows: readObjects(r, "flows", readFlow), Reasons: readReasons(r), ReplyHolds: names[ReplyPart](r, "reply_holds"),
		FollowUp: readMember(r, "follow_up", func(r recordReader) FollowUp {
			return FollowUp{Attempts: r.count("attempts"), Apart: r.duration("apart")}
		}),
		RemedyFirst: r.bool("remedy_first"),
		Levels:      readObjects(r, "levels", readLevel), Bodies: readObjects(r, "bodies", readLevel),
		Clocks: readObjects(r, "clocks", readClockRule), Duties: readObjects(r, "duties", readDuty),
	}
}

// readMember reads an optional object.
func readMember[T any](r recordReader, key string, read func(recordReader) T) T {
	var value T
	if v, ok := r.Take(key); ok {
		readObject(v, func(inner recordReader) { value = read(inner) })
	}
	return value
}

// readEnums reads an array of the texts of enums.
func readEnums[E enumValue](r recordReader, key string, last E) []E {
	return readList(r, key, func(v strictjson.Value) E {
		value, _ := strictjson.Parse(v, strictjson.EnumText(last))
		return value
	})
}

func readReasons(r recordReader) map[ActionKind][]string {
	v, ok := r.Take("reasons")
	if !ok {
		return nil
	}
	object, ok := v.Object()
	if !ok {
		return nil
	}
	rest := object.Rest()
	if len(rest) == 0 {
		return nil
	}
	reasons := make(map[ActionKind][]string, len(rest))
	for _, member := range rest {
		reasons[ActionKind(member.Key)] = oneOrMany(member.Value)
	}
	return reasons
}

func readLevel(r recordReader) Level { return Level{ID: r.text("id"), Title: r.text("title")} }

func readFlow(r recordReader) Flow {
	return Flow{
		Kind: readEnum(r, "kind", SurveyAnswer), Start: State(r.text("start")),
		States: names[State](r, "states"), Ends: names[State](r, "ends"),
		Steps: readObjects(r, "steps", func(r recordReader) Step {
			return Step{
				Action: ActionKind(r.text("action")), From: names[State](r, "from"), Results: names[Result](r, "results"),
				To: State(r.text("to")), Guards: readEnums(r, "guards", GuardPerson), By: readEnums(r, "by", RoleSystem),
				CancelsClocks: r.bool("cancels_clocks"), ResumesClocks: r.bool("resumes_clocks"),
			}
		}),
	}
}

func readClockRule(r recordReader) ClockRule {
	rule := ClockRule{
		ID: r.text("id"), Title: r.text("title"), Source: r.text("source"), Kinds: readEnums(r, "kinds", SurveyAnswer),
		Start: readMoments(r, "start"), Stop: readMoments(r, "stop"), Cancel: readMoments(r, "cancel"),
		Repeat: r.bool("repeat"), Restart: r.bool("restart"), Calendar: r.text("calendar"), PauseOn: r.texts("pause_on"),
		Tells: r.bool("tells"), Window: r.bool("window"), Spares: r.texts("spares"),
		Alerts: readObjects(r, "alerts", readAlert), Send: r.text("send"),
	}
	rule.Within, rule.Unknown = r.limit("within")
	if v, ok := r.Take("when"); ok {
		rule.When = readMatch(v)
	}
	if v, ok := r.Take("extension"); ok {
		rule.Extension = &ExtensionRule{}
		readObject(v, func(r recordReader) {
			*rule.Extension = ExtensionRule{
				Max: r.allowance("max"), Times: r.count("times"), Approver: r.bool("approver"), Consent: r.bool("consent"), Tell: r.text("tell"),
			}
		})
	}
	if v, ok := r.Take("otherwise"); ok {
		rule.Otherwise = &Letter{}
		readObject(v, func(r recordReader) { *rule.Otherwise = readLetter(r) })
	}
	return rule
}

// limit reads an allowance, or says that it is unknown.
func (r recordReader) limit(key string) (within calendar.Allowance, unknown bool) {
	v, ok := r.Take(key)
	if !ok {
		return within, false
	}
	if v.Kind() == strictjson.KindString {
		if text, _ := v.Text(); text == unknownNumber {
			return within, true
		}
	}
	return foreign[calendar.Allowance](v), false
}

func readLetter(r recordReader) Letter {
	return Letter{ID: r.text("id"), Says: r.texts("says"), Written: r.bool("written")}
}

func readDuty(r recordReader) Duty {
	return Duty{
		Letter: readLetter(r), Title: r.text("title"), Source: r.text("source"), Kinds: readEnums(r, "kinds", SurveyAnswer),
		After: readMoments(r, "after"), DoneBy: readMoments(r, "done_by"), IfMet: r.texts("if_met"),
		Tells: r.bool("tells"), Within: r.allowance("within"),
	}
}

func readMoments(r recordReader, key string) []Moment {
	return readList(r, key, func(v strictjson.Value) Moment {
		if v.Kind() == strictjson.KindString {
			text, _ := v.Text()
			return Moment{Action: ActionKind(text)}
		}
		if v.Kind() != strictjson.KindObject {
			v.Failf("must be a string or an object, not %s", v.Kind().Phrase())
			return Moment{}
		}
		var m Moment
		readObject(v, func(r recordReader) {
			m = Moment{Action: ActionKind(r.text("action")), Results: names[Result](r, "results"), Remedy: r.bool("remedy")}
		})
		return m
	})
}

func readAlert(r recordReader) sla.Alert {
	return sla.Alert{
		ID: r.text("id"), At: readParsed(r, "at", parseLevel), Clock: readEnum(r, "clock", sla.WallClock),
		Repeat: r.duration("repeat"), Times: r.count("times"),
	}
}

// parseLevel reads a level, whose error stands at the member that holds it.
func parseLevel(text string) (sla.Level, error) {
	level, err := sla.ParseLevel(text)
	for _, field := range commitment.FieldErrors(err) {
		return level, field.Err
	}
	return level, err
}

func readMatch(v strictjson.Value) sla.Match {
	var m sla.Match
	object, ok := v.Object()
	if !ok {
		return m
	}
	if alternatives, ok := object.Take("any"); ok {
		elements, _ := alternatives.Array()
		m.Any = make([]sla.Match, len(elements)) // none of them is an error, not nothing
		for i, element := range elements {
			m.Any[i] = readMatch(element)
		}
	}
	if not, ok := object.Take("not"); ok {
		inner := readMatch(not)
		m.Not = &inner
	}
	m.Has = restValues(object)
	return m
}
