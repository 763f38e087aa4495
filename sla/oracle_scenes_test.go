package sla_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/servicecommitment/commitment/sla"
)

// sceneSeed is the fuzz input of a numbered scene.
func sceneSeed(n int) []byte {
	return binary.BigEndian.AppendUint32([]byte{byte(n % len(sceneTurns))}, uint32(n))
}

// TestOracle judges scenes as the oracle does. What the oracle does not know it says
// itself: see machine.doubt.
func TestOracle(t *testing.T) {
	t.Parallel()
	for i := range 4000 {
		requireJudged(t, newScene(newDice(sceneSeed(i))))
	}
}

func requireJudged(t *testing.T, s *scene) {
	t.Helper()
	differences := judged(s)
	if len(differences) == 0 {
		return
	}
	s = s.shrink(func(s *scene) bool { return len(judged(s)) > 0 })
	t.Fatalf("%s\n%s", s, strings.Join(judged(s), "\n"))
}

// judged returns how the engine's report differs from the oracle's.
func judged(s *scene) []string {
	engine, err := sla.Compile(s.calendars(), s.policies...)
	if err != nil {
		return []string{err.Error()}
	}
	report, err := engine.Evaluate(s.c, s.now)
	if err != nil {
		return []string{err.Error()}
	}
	return judge(s).differences(&report)
}
