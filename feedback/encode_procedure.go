package feedback

import (
	"maps"
	"slices"

	"github.com/servicecommitment/commitment/sla"
)

// MarshalJSON returns the JSON form that [ParseProcedure] reads. Zero values are
// left out, the keys of maps are sorted.
//
// What JSON cannot hold is an error at its path: a text that is not UTF-8, an
// enum without such a value, and conditions that are too many.
func (p Procedure) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) { w.procedure(&p) })
}

func (w *recordWriter) procedure(p *Procedure) {
	w.text("id", p.ID)
	w.text("version", p.Version)
	w.text("title", p.Title)
	w.text("jurisdiction", p.Jurisdiction)
	w.text("scheme", p.Scheme)
	w.text("source", p.Source)
	if p.Effective != (Effective{}) {
		w.member("effective", func() {
			w.object(func() {
				w.date("from", p.Effective.From)
				w.date("until", p.Effective.Until)
			})
		})
	}
	w.text("calendar", p.Calendar)
	w.kinds(p.Kinds)
	writeObjects(w, "flows", p.Flows, w.flow)
	if len(p.Reasons) > 0 {
		w.member("reasons", func() {
			w.object(func() {
				for _, action := range slices.Sorted(maps.Keys(p.Reasons)) {
					w.texts(string(action), p.Reasons[action])
				}
			})
		})
	}
	w.texts("reply_holds", texts(p.ReplyHolds))
	if p.FollowUp != (FollowUp{}) {
		w.member("follow_up", func() {
			w.object(func() {
				w.int("attempts", int64(p.FollowUp.Attempts))
				w.duration("apart", p.FollowUp.Apart)
			})
		})
	}
	w.bool("remedy_first", p.RemedyFirst)
	writeObjects(w, "levels", p.Levels, w.level)
	writeObjects(w, "bodies", p.Bodies, w.level)
	writeObjects(w, "clocks", p.Clocks, w.clockRule)
	writeObjects(w, "duties", p.Duties, w.duty)
}

func (w *recordWriter) kinds(kinds []Kind) { writeEnums(w, "kinds", kinds, SurveyAnswer) }

// writeEnums appends an array of the texts of enums.
func writeEnums[E enumValue](w *recordWriter, key string, list []E, last E) {
	writeList(w, key, list, func(value *E) {
		if *value < 1 || *value > last {
			w.problems.Addf(w.at, "%s is not among its values", *value)
		}
		w.string((*value).String())
	})
}

func (w *recordWriter) level(l *Level) {
	w.text("id", l.ID)
	w.text("title", l.Title)
}

func (w *recordWriter) flow(f *Flow) {
	writeEnum(w, "kind", f.Kind, SurveyAnswer)
	w.text("start", string(f.Start))
	w.texts("states", texts(f.States))
	w.texts("ends", texts(f.Ends))
	writeObjects(w, "steps", f.Steps, func(s *Step) {
		w.text("action", string(s.Action))
		w.texts("from", texts(s.From))
		w.texts("results", texts(s.Results))
		w.text("to", string(s.To))
		writeEnums(w, "guards", s.Guards, GuardPerson)
		writeEnums(w, "by", s.By, RoleSystem)
		w.bool("cancels_clocks", s.CancelsClocks)
		w.bool("resumes_clocks", s.ResumesClocks)
	})
}

func (w *recordWriter) clockRule(c *ClockRule) {
	w.text("id", c.ID)
	w.text("title", c.Title)
	w.text("source", c.Source)
	w.kinds(c.Kinds)
	w.when(&c.When)
	w.moments("start", c.Start)
	w.moments("stop", c.Stop)
	w.moments("cancel", c.Cancel)
	w.bool("repeat", c.Repeat)
	w.bool("restart", c.Restart)
	if c.Unknown {
		w.text("within", unknownNumber)
	} else {
		w.allowance("within", c.Within)
	}
	w.text("calendar", c.Calendar)
	w.texts("pause_on", c.PauseOn)
	w.bool("tells", c.Tells)
	w.bool("window", c.Window)
	w.texts("spares", c.Spares)
	if c.Extension != nil {
		w.member("extension", func() {
			w.object(func() {
				w.allowance("max", c.Extension.Max)
				w.int("times", int64(c.Extension.Times))
				w.bool("approver", c.Extension.Approver)
				w.bool("consent", c.Extension.Consent)
				w.text("tell", c.Extension.Tell)
			})
		})
	}
	writeObjects(w, "alerts", c.Alerts, w.alert)
	w.text("send", c.Send)
	if c.Otherwise != nil {
		w.member("otherwise", func() { w.object(func() { w.letter(c.Otherwise) }) })
	}
}

func (w *recordWriter) alert(a *sla.Alert) {
	w.text("id", a.ID)
	w.text("at", a.At.String())
	if a.Clock != 0 {
		writeEnum(w, "clock", a.Clock, sla.WallClock)
	}
	w.duration("repeat", a.Repeat)
	w.int("times", int64(a.Times))
}

func (w *recordWriter) letter(l *Letter) {
	w.text("id", l.ID)
	w.texts("says", l.Says)
	w.bool("written", l.Written)
}

func (w *recordWriter) duty(d *Duty) {
	w.letter(&d.Letter)
	w.text("title", d.Title)
	w.text("source", d.Source)
	w.kinds(d.Kinds)
	w.moments("after", d.After)
	w.moments("done_by", d.DoneBy)
	w.texts("if_met", d.IfMet)
	w.bool("tells", d.Tells)
	w.allowance("within", d.Within)
}

// moments appends moments, of which one that is but an action is its kind.
func (w *recordWriter) moments(key string, moments []Moment) {
	writeList(w, key, moments, func(m *Moment) {
		if len(m.Results) == 0 && !m.Remedy {
			w.string(string(m.Action))
			return
		}
		w.object(func() {
			w.text("action", string(m.Action))
			w.texts("results", texts(m.Results))
			w.bool("remedy", m.Remedy)
		})
	})
}

// when appends the condition of a clock, unless it says nothing.
func (w *recordWriter) when(m *sla.Match) {
	if len(m.Has) == 0 && m.Any == nil && m.Not == nil {
		return
	}
	budget := maxConditions
	w.member("when", func() {
		if !countable(m, &budget) {
			w.problems.Addf(w.at, "must not have more than %d conditions", maxConditions)
			w.data = append(w.data, "{}"...)
			return
		}
		w.match(m)
	})
}

func (w *recordWriter) match(m *sla.Match) {
	w.object(func() {
		w.lists(m.Has)
		if m.Any != nil && len(m.Any) == 0 {
			w.member("any", func() { w.data = append(w.data, "[]"...) })
		}
		writeList(w, "any", m.Any, w.match)
		if m.Not != nil {
			w.member("not", func() { w.match(m.Not) })
		}
	})
}
