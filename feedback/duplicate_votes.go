package feedback

import (
	"fmt"
	"maps"
	"slices"

	"github.com/servicecommitment/commitment/internal/check"
	"github.com/servicecommitment/commitment/internal/jsonwriter"
)

// Votes is who is for which suggestion, and which suggestions were merged into
// which. Votes are a set, not a sum: a merged suggestion brings its voters into
// the union, and whoever voted for both counts once.
//
// A merge is only noted, never carried out on the votes, so that [Votes.Unmerge]
// restores both sides exactly, whatever was voted in between: each vote stays
// with the suggestion for which it was cast.
//
// It is not comparable; questions may be asked at the same time, but not while
// it is changed. The zero value holds no suggestions and is ready for use.
type Votes struct { //nolint:recvcheck // it is asked by value in JSON and changed in place
	suggestions map[string]*voted
}

// voted is one suggestion.
type voted struct {
	voters map[string]struct{}
	into   string   // what it was merged into
	merged []string // what was merged into it, in that order
}

// Add adds a suggestion without voters; one that is there stays as it is. An
// empty id is an error that matches [commitment.ErrInvalid].
func (v *Votes) Add(id string) error {
	if id == "" {
		return fieldError("id", errRequired)
	}
	if v.suggestions == nil {
		v.suggestions = make(map[string]*voted)
	}
	if v.suggestions[id] == nil {
		v.suggestions[id] = &voted{voters: make(map[string]struct{})}
	}
	return nil
}

// Vote adds voters to a suggestion; who is one already stays one. A suggestion
// that is not there and an empty voter are errors that match
// [commitment.ErrInvalid], and nobody is added then.
func (v *Votes) Vote(id string, voters ...string) error {
	s, err := v.find("id", id)
	if err != nil {
		return err
	}
	if i := slices.Index(voters, ""); i >= 0 {
		return fieldError(check.Path("voters").Index(i), errRequired)
	}
	for _, voter := range voters {
		s.voters[voter] = struct{}{}
	}
	return nil
}

// Withdraw takes back the vote that somebody cast for a suggestion itself, and
// reports whether there was one. One cast for a suggestion merged into it stays.
func (v *Votes) Withdraw(id, voter string) bool {
	s := v.suggestions[id]
	if s == nil {
		return false
	}
	_, was := s.voters[voter]
	delete(s.voters, voter)
	return was
}

// Merge notes that a suggestion is a duplicate of another one. Merging it there
// once more changes nothing.
//
// What is not there is an error that matches [commitment.ErrInvalid]. Merging a
// suggestion into itself or into one that was merged into it, directly or not, is
// a [RefusedError] with the code "cycle", and merging one that was merged into
// another one already "already_done": unmerge it first. The cost is linear in the
// length of the chain above original.
func (v *Votes) Merge(duplicate, original string) error {
	from, err := v.find("duplicate", duplicate)
	if err != nil {
		return err
	}
	to, err := v.find("original", original)
	if err != nil {
		return err
	}
	if from.into == original {
		return nil
	}
	if v.leads(original, duplicate) {
		return refuse(ActionMerge, duplicate, CodeCycle, "target")
	}
	if from.into != "" {
		return refuse(ActionMerge, duplicate, CodeAlreadyDone, "target")
	}
	from.into = original
	to.merged = append(to.merged, duplicate)
	return nil
}

// leads reports whether the chain of merges from one suggestion passes another.
func (v *Votes) leads(from, to string) bool {
	for range len(v.suggestions) + 1 {
		if from == to {
			return true
		}
		if from = v.suggestions[from].into; from == "" {
			return false
		}
	}
	return false
}

// Unmerge takes a merge back: the suggestion stands on its own again, with its
// voters and whatever was merged into it. One that is not there is an error that
// matches [commitment.ErrInvalid], one that is not merged a [RefusedError] with
// the code "not_allowed".
func (v *Votes) Unmerge(duplicate string) error {
	from, err := v.find("duplicate", duplicate)
	if err != nil {
		return err
	}
	if from.into == "" {
		return refuse(ActionUnmerge, duplicate, CodeNotAllowed, "")
	}
	to := v.suggestions[from.into]
	to.merged = slices.DeleteFunc(to.merged, func(id string) bool { return id == duplicate })
	from.into = ""
	return nil
}

// Original returns the suggestion that goes on: where the chain of merges from id
// ends, or id itself. It is false for one that is not there.
func (v *Votes) Original(id string) (string, bool) {
	if v.suggestions[id] == nil {
		return "", false
	}
	return v.root(id), true
}

func (v *Votes) root(id string) string {
	for range v.suggestions {
		into := v.suggestions[id].into
		if into == "" {
			break
		}
		id = into
	}
	return id
}

// Merged reports whether a suggestion is a duplicate, and of which: the one that
// it was merged into itself.
func (v *Votes) Merged(id string) (into string, ok bool) {
	if s := v.suggestions[id]; s != nil {
		into = s.into
	}
	return into, into != ""
}

// Own returns those who voted for a suggestion itself, sorted.
func (v *Votes) Own(id string) []string {
	s := v.suggestions[id]
	if s == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(s.voters))
}

// Voters returns those who voted for a suggestion or one that was merged into it,
// directly or not, each once and sorted: who has a right to a reply when it is
// answered, and whose number counts. Of a duplicate these are its own side's.
func (v *Votes) Voters(id string) []string {
	if v.suggestions[id] == nil {
		return nil
	}
	union := make(map[string]struct{})
	for queue := []string{id}; len(queue) > 0; queue = queue[1:] {
		s := v.suggestions[queue[0]]
		maps.Copy(union, s.voters)
		queue = append(queue, s.merged...)
	}
	return slices.Sorted(maps.Keys(union))
}

// MarshalJSON returns the suggestions, sorted by id, each with its own voters
// and what it was merged into. A text that is not UTF-8 is an error.
func (v Votes) MarshalJSON() ([]byte, error) {
	return writeRecord(func(w *recordWriter) {
		ids := slices.Sorted(maps.Keys(v.suggestions))
		jsonwriter.Objects(w.Writer, "suggestions", ids, func(id *string) {
			w.Text("id", *id)
			w.Texts("voters", v.Own(*id))
			w.Text("into", v.suggestions[*id].into)
		})
	})
}

// UnmarshalJSON reads what [Votes.MarshalJSON] writes and replaces all that is
// there. Unknown fields, a suggestion or voter that is there twice, what was
// merged into nothing and cycles are errors that match [commitment.ErrInvalid]; a
// cycle matches [RefusedError] too.
func (v *Votes) UnmarshalJSON(data []byte) error {
	if isNull(data) {
		return nil
	}
	type row struct {
		id, into string
		voters   []string
	}
	var rows []row
	err := readRecord(data, func(r recordReader) {
		rows = readObjects(r, "suggestions", func(r recordReader) row {
			return row{id: r.text("id"), voters: r.texts("voters"), into: r.text("into")}
		})
	})
	if err != nil {
		return err
	}
	var (
		read     Votes
		problems check.Problems
	)
	at := check.Path("suggestions")
	for i, row := range rows {
		if read.suggestions[row.id] != nil {
			problems.Addf(at.Index(i).Key("id"), "%s is there twice", check.Quote(row.id))
			continue
		}
		problems.Add(at.Index(i), read.Add(row.id))
		if row.id != "" {
			problems.Add(at.Index(i), read.Vote(row.id, row.voters...))
		}
		checkDistinct(at.Index(i).Key("voters"), row.voters, &problems)
	}
	tops := tops{}
	for i, row := range rows {
		s, to, at := read.suggestions[row.id], read.suggestions[row.into], at.Index(i).Key("into")
		switch {
		case row.into == "" || s == nil || s.into != "":
		case to == nil:
			problems.Add(at, noSuggestion(row.into))
		case tops.of(row.into) == row.id:
			problems.Add(at, refuse(ActionMerge, row.id, CodeCycle, "target"))
		default:
			tops[row.id] = row.into
			s.into, to.merged = row.into, append(to.merged, row.id)
		}
	}
	if err := problems.Err("feedback"); err != nil {
		return err
	}
	*v = read
	return nil
}

// tops holds for suggestions that were merged one further up the chain.
type tops map[string]string

// of returns where the chain ends, and shortens it, so that all questions together
// cost little more than one step each, however long the chains are.
func (t tops) of(id string) string {
	top := id
	for t[top] != "" {
		top = t[top]
	}
	for id != top {
		next := t[id]
		t[id] = top
		id = next
	}
	return top
}

// checkDistinct refuses texts that are there twice.
func checkDistinct(at check.Path, list []string, problems *check.Problems) {
	seen := make(map[string]bool, len(list))
	for i, text := range list {
		if seen[text] && text != "" {
			problems.Addf(at.Index(i), "%s is there twice", check.Quote(text))
		}
		seen[text] = true
	}
}

func (v *Votes) find(path check.Path, id string) (*voted, error) {
	s := v.suggestions[id]
	if s == nil {
		return nil, fieldError(path, noSuggestion(id))
	}
	return s, nil
}

func noSuggestion(id string) error { return fmt.Errorf("there is no suggestion %s", check.Quote(id)) }
