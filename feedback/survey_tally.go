package feedback

import (
	"errors"

	"github.com/servicecommitment/commitment/kpi"
)

// Tally counts the answers to one survey into the scores of package kpi: what
// counts of each sending once, and each sending as one that was sent.
//
// It is not comparable and not safe for concurrent changes. [NewTally] makes it;
// the zero value has no survey, and its Add is an error.
type Tally struct {
	survey   Survey
	csat     kpi.CSAT
	nps      kpi.NPS
	ces      kpi.CES
	servqual kpi.Servqual
	sent     uint64
	answered uint64
}

// NewTally returns the tally of a survey. What is wrong with the survey is an
// error that matches [commitment.ErrInvalid].
func NewTally(s Survey) (*Tally, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	t := &Tally{survey: s}
	_, high := s.scale()
	var err error
	switch s.Measure {
	case CSAT:
		t.csat, err = kpi.NewCSAT(kpi.CSATRule{Scale: high})
	case NPS:
		t.nps, err = kpi.NewNPS(kpi.NPSRule{})
	case CES:
		t.ces, err = kpi.NewCES(kpi.CESRule{Scale: high, LowIsEasy: s.Direction == LowerIsBetter})
	case SERVQUAL:
	}
	return t, err
}

// Add counts a survey that was sent, with what counts of it. An answer that is
// not on the scale of the survey is an error, and nothing is counted then.
func (t *Tally) Add(counted Counted) error {
	if t.survey.Measure == 0 {
		return errNoSurvey
	}
	if counted.Counted {
		if err := t.addAnswer(&counted.Answer); err != nil {
			return err
		}
		t.answered++
	}
	t.sent++
	switch t.survey.Measure {
	case CSAT:
		return t.csat.AddSent(1)
	case NPS:
		return t.nps.AddSent(1)
	case CES:
		return t.ces.AddSent(1)
	case SERVQUAL:
	}
	return nil
}

func (t *Tally) addAnswer(a *Answer) error {
	score := float64(a.Score)
	switch t.survey.Measure {
	case CSAT:
		return t.csat.Add(score)
	case NPS:
		return t.nps.Add(score)
	case CES:
		return t.ces.Add(score)
	case SERVQUAL:
	}
	var q kpi.Questionnaire
	copy(q.Expected[:], a.Expected)
	copy(q.Perceived[:], a.Perceived)
	return t.servqual.Add(q)
}

var errNoSurvey = errors.New("feedback: a tally is made by NewTally")

// Responses returns how many of the surveys that were sent have an answer that
// counts.
func (t *Tally) Responses() kpi.Ratio {
	return kpi.Ratio{Met: t.answered, Missed: t.sent - t.answered}
}

// CSAT returns the satisfaction; it has counted nothing where the survey is
// another one.
func (t *Tally) CSAT() kpi.CSAT { return t.csat }

// NPS returns the net promoter score; it has counted nothing where the survey is
// another one.
func (t *Tally) NPS() kpi.NPS { return t.nps }

// CES returns the customer effort; it has counted nothing where the survey is
// another one.
func (t *Tally) CES() kpi.CES { return t.ces }

// Servqual returns the gaps of service quality; it has counted nothing where the
// survey is another one.
func (t *Tally) Servqual() kpi.Servqual { return t.servqual }
