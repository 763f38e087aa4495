package feedback

import (
	"fmt"
	"maps"
	"slices"

	"github.com/servicecommitment/commitment/internal/jsonwriter"
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
	w.Text("id", p.ID)
	w.Text("version", p.Version)
	w.Text("title", p.Title)
	w.Text("jurisdiction", p.Jurisdiction)
	w.Text("scheme", p.Scheme)
	w.Text("source", p.Source)
	if p.Effective != (Effective{}) {
		w.member("effective", func() {
			w.Object(func() {
				w.date("from", p.Effective.From)
				w.date("until", p.Effective.Until)
			})
		})
	}
	w.Text("calendar", p.Calendar)
	w.kinds(p.Kinds)
	jsonwriter.Objects(w.Writer, "flows", p.Flows, w.flow)
	if len(p.Reasons) > 0 {
		w.member("reasons", func() {
			w.Object(func() {
				for _, action := range slices.Sorted(maps.Keys(p.Reasons)) {
					w.Texts(string(action), p.Reasons[action])
				}
			})
		})
	}
	w.Texts("reply_holds", texts(p.ReplyHolds))
	if p.FollowUp != (FollowUp{}) {
		w.member("follow_up", func() {
			w.Object(func() {
				w.Int("attempts", int64(p.FollowUp.Attempts))
				w.Duration("apart", p.FollowUp.Apart)
			})
		})
	}
	w.Bool("remedy_first", p.RemedyFirst)
	jsonwriter.Objects(w.Writer, "levels", p.Levels, w.level)
	jsonwriter.Objects(w.Writer, "bodies", p.Bodies, w.level)
	jsonwriter.Objects(w.Writer, "clocks", p.Clocks, w.clockRule)
	jsonwriter.Objects(w.Writer, "duties", p.Duties, w.duty)
}

func (w *recordWriter) kinds(kinds []Kind) { writeEnums(w, "kinds", kinds, SurveyAnswer) }

// writeEnums appends an array of the texts of enums.
func writeEnums[E enumValue](w *recordWriter, key string, list []E, last E) {
	jsonwriter.List(w.Writer, key, list, func(value *E) {
		if *value < 1 || *value > last {
			w.Fail(fmt.Errorf("%s is not among its values", *value))
		}
		w.String((*value).String())
	})
}

func (w *recordWriter) level(l *Level) {
	w.Text("id", l.ID)
	w.Text("title", l.Title)
}

func (w *recordWriter) flow(f *Flow) {
	jsonwriter.Enum(w.Writer, "kind", f.Kind, SurveyAnswer)
	w.Text("start", string(f.Start))
	w.Texts("states", texts(f.States))
	w.Texts("ends", texts(f.Ends))
	jsonwriter.Objects(w.Writer, "steps", f.Steps, func(s *Step) {
		w.Text("action", string(s.Action))
		w.Texts("from", texts(s.From))
		w.Texts("results", texts(s.Results))
		w.Text("to", string(s.To))
		writeEnums(w, "guards", s.Guards, GuardPerson)
		writeEnums(w, "by", s.By, RoleSystem)
		w.Bool("cancels_clocks", s.CancelsClocks)
		w.Bool("resumes_clocks", s.ResumesClocks)
	})
}

func (w *recordWriter) clockRule(c *ClockRule) {
	w.Text("id", c.ID)
	w.Text("title", c.Title)
	w.Text("source", c.Source)
	w.kinds(c.Kinds)
	w.when(&c.When)
	w.moments("start", c.Start)
	w.moments("stop", c.Stop)
	w.moments("cancel", c.Cancel)
	w.Bool("repeat", c.Repeat)
	w.Bool("restart", c.Restart)
	if c.Unknown {
		w.Text("within", unknownNumber)
	} else {
		w.allowance("within", c.Within)
	}
	w.Text("calendar", c.Calendar)
	w.Texts("pause_on", c.PauseOn)
	w.Bool("tells", c.Tells)
	w.Bool("window", c.Window)
	w.Texts("spares", c.Spares)
	if c.Extension != nil {
		w.member("extension", func() {
			w.Object(func() {
				w.allowance("max", c.Extension.Max)
				w.Int("times", int64(c.Extension.Times))
				w.Bool("approver", c.Extension.Approver)
				w.Bool("consent", c.Extension.Consent)
				w.Text("tell", c.Extension.Tell)
			})
		})
	}
	jsonwriter.Objects(w.Writer, "alerts", c.Alerts, w.alert)
	w.Text("send", c.Send)
	if c.Otherwise != nil {
		w.member("otherwise", func() { w.Object(func() { w.letter(c.Otherwise) }) })
	}
}

func (w *recordWriter) alert(a *sla.Alert) {
	w.Text("id", a.ID)
	w.Text("at", a.At.String())
	if a.Clock != 0 {
		jsonwriter.Enum(w.Writer, "clock", a.Clock, sla.WallClock)
	}
	w.Duration("repeat", a.Repeat)
	w.Int("times", int64(a.Times))
}

func (w *recordWriter) letter(l *Letter) {
	w.Text("id", l.ID)
	w.Texts("says", l.Says)
	w.Bool("written", l.Written)
}

func (w *recordWriter) duty(d *Duty) {
	w.letter(&d.Letter)
	w.Text("title", d.Title)
	w.Text("source", d.Source)
	w.kinds(d.Kinds)
	w.moments("after", d.After)
	w.moments("done_by", d.DoneBy)
	w.Texts("if_met", d.IfMet)
	w.Bool("tells", d.Tells)
	w.allowance("within", d.Within)
}

// moments appends moments, of which one that is but an action is its kind.
func (w *recordWriter) moments(key string, moments []Moment) {
	jsonwriter.List(w.Writer, key, moments, func(m *Moment) {
		if len(m.Results) == 0 && !m.Remedy {
			w.String(string(m.Action))
			return
		}
		w.Object(func() {
			w.Text("action", string(m.Action))
			w.Texts("results", texts(m.Results))
			w.Bool("remedy", m.Remedy)
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
			w.Fail(fmt.Errorf("must not have more than %d conditions", maxConditions))
			w.Data = append(w.Data, "{}"...)
			return
		}
		w.match(m)
	})
}

func (w *recordWriter) match(m *sla.Match) {
	w.Object(func() {
		w.Lists(m.Has)
		if m.Any != nil && len(m.Any) == 0 {
			w.member("any", func() { w.Data = append(w.Data, "[]"...) })
		}
		jsonwriter.List(w.Writer, "any", m.Any, w.match)
		if m.Not != nil {
			w.member("not", func() { w.match(m.Not) })
		}
	})
}
