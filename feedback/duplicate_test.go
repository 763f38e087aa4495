package feedback_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
)

func matter(id, customer string, open bool, hour int) feedback.MatterItem {
	return feedback.MatterItem{
		Item:   feedback.Item{ID: id, Kind: feedback.Complaint, Customer: customer},
		Matter: "m", Received: instant.Add(time.Duration(hour) * time.Hour), Open: open,
	}
}

func TestDuplicate(t *testing.T) {
	with := func(m feedback.MatterItem, change func(*feedback.MatterItem)) feedback.MatterItem {
		change(&m)
		return m
	}
	arrival := matter("new", "u1", true, 100)
	suggestion := func(m *feedback.MatterItem) { m.Item.Kind = feedback.Suggestion }
	nameless := func(m *feedback.MatterItem) { m.Item.Customer = "" }
	openNew := feedback.Match{Advice: feedback.OpenNew, NewItem: true}
	tests := []struct {
		name    string
		arrival feedback.MatterItem
		facts   feedback.NewFacts
		known   []feedback.MatterItem
		want    feedback.Match
	}{
		{"nothing known", arrival, 0, nil, openNew},
		{"another matter", arrival, 0, []feedback.MatterItem{with(matter("a", "u1", true, 1), func(m *feedback.MatterItem) { m.Matter = "n" })}, openNew},
		{"another kind", arrival, 0, []feedback.MatterItem{with(matter("a", "u1", true, 1), suggestion)}, openNew},
		{"no matter", with(arrival, func(m *feedback.MatterItem) { m.Matter = "" }), 0, []feedback.MatterItem{with(matter("a", "u1", true, 1), func(m *feedback.MatterItem) { m.Matter = "" })}, openNew},
		{"itself once more", arrival, 0, []feedback.MatterItem{arrival}, openNew},
		{
			"same customer, open", arrival, 0,
			[]feedback.MatterItem{matter("a", "u1", true, 1)},
			feedback.Match{Advice: feedback.AttachContact, Of: "a", RaisePriority: true},
		},
		{
			"same customer, open, with news", arrival, feedback.SomethingNew,
			[]feedback.MatterItem{matter("a", "u1", true, 1)},
			feedback.Match{Advice: feedback.AttachContact, Of: "a", RaisePriority: true},
		},
		{
			"same customer, open, nothing new", arrival, feedback.NothingNew,
			[]feedback.MatterItem{matter("a", "u1", true, 1)},
			feedback.Match{Advice: feedback.TellProgress, Of: "a"},
		},
		{
			"same customer, closed", arrival, feedback.NothingNew,
			[]feedback.MatterItem{matter("a", "u1", false, 1)},
			feedback.Match{Advice: feedback.OpenFollowing, Of: "a", NewItem: true, Link: feedback.Follows},
		},
		{
			"another customer", arrival, feedback.NothingNew,
			[]feedback.MatterItem{matter("a", "u2", true, 1)},
			feedback.Match{Advice: feedback.OpenLinked, Of: "a", NewItem: true, Link: feedback.SameCause},
		},
		{
			"two anonymous", with(arrival, nameless), 0,
			[]feedback.MatterItem{with(matter("a", "", true, 1), nameless)},
			feedback.Match{Advice: feedback.OpenLinked, Of: "a", NewItem: true, Link: feedback.SameCause},
		},
		{
			"a suggestion of anybody", with(arrival, suggestion), 0,
			[]feedback.MatterItem{with(matter("a", "u2", true, 1), suggestion)},
			feedback.Match{Advice: feedback.MergeVotes, Of: "a", NewItem: true, Link: feedback.DuplicateOf},
		},
		{
			"own before others, open before closed, early before late, then id", arrival, 0,
			[]feedback.MatterItem{
				matter("z", "u2", true, 0), matter("y", "u1", false, 0), matter("x", "u1", true, 2), matter("c", "u1", true, 1), matter("b", "u1", true, 1),
			},
			feedback.Match{Advice: feedback.AttachContact, Of: "b", RaisePriority: true},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, feedback.Duplicate(test.arrival, test.facts, test.known))
			slices.Reverse(test.known)
			require.Equal(t, test.want, feedback.Duplicate(test.arrival, test.facts, test.known), "in any order")
		})
	}
	require.Equal(t, "open_new attach_contact tell_progress open_following open_linked merge_votes", fmt.Sprint(
		feedback.OpenNew, " ", feedback.AttachContact, " ", feedback.TellProgress, " ", feedback.OpenFollowing, " ", feedback.OpenLinked, " ", feedback.MergeVotes))
	require.Equal(t, "something_new", feedback.SomethingNew.String())
	require.Equal(t, "nothing_new", feedback.NothingNew.String())
}

func TestMatchExplain(t *testing.T) {
	tests := []struct {
		advice feedback.Advice
		en, zh string
	}{
		{feedback.OpenNew, "a new item", "新建工单"},
		{feedback.AttachContact, "one more contact of c1: its clocks go on, its priority rises", "并入 c1，记为一次补充联系：原时限不变，优先级提高"},
		{feedback.TellProgress, "nothing new about c1: tell the customer how it stands", "c1 无新情况：告知客户办理进展，不另立新单"},
		{feedback.OpenFollowing, "a new item that follows c1, which is closed: a repeat", "c1 已办结：新建工单并关联原单，计为重复反映"},
		{feedback.OpenLinked, "a new item with its own clocks and reply, linked to c1", "新建工单，单独计时、单独答复，与 c1 关联（同一原因）"},
		{feedback.MergeVotes, "merge with c1 and unite the voters", "与 c1 合并，投票人取并集"},
	}
	for _, test := range tests {
		match := feedback.Match{Advice: test.advice, Of: "c1"}
		require.Equal(t, []string{test.en}, match.Explain(commitment.English))
		require.Equal(t, []string{test.zh}, match.Explain(commitment.Chinese))
		require.Equal(t, []string{test.en}, match.Explain(0))
	}
	require.Nil(t, feedback.Match{}.Explain(commitment.English))
	require.Nil(t, feedback.Match{Advice: feedback.MergeVotes + 1}.Explain(commitment.English))
}

// votesOf returns suggestions p0 to pn, each with its own voter and one that all
// share.
func votesOf(t *testing.T, n int) *feedback.Votes {
	t.Helper()
	var v feedback.Votes
	for i := range n {
		require.NoError(t, v.Add(fmt.Sprint("p", i)))
		require.NoError(t, v.Vote(fmt.Sprint("p", i), fmt.Sprint("v", i), "all"))
	}
	return &v
}

func votesText(t *testing.T, v *feedback.Votes) string {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return string(text)
}

func TestVotes(t *testing.T) {
	v := votesOf(t, 4)
	before := votesText(t, v)
	require.NoError(t, v.Merge("p2", "p1"))
	require.NoError(t, v.Merge("p1", "p0"))
	require.NoError(t, v.Merge("p3", "p0"))
	require.NoError(t, v.Merge("p3", "p0"), "once more changes nothing")
	require.Equal(t, []string{"all", "v0", "v1", "v2", "v3"}, v.Voters("p0"))
	require.Equal(t, []string{"all", "v1", "v2"}, v.Voters("p1"))
	require.Equal(t, []string{"all", "v0"}, v.Own("p0"))
	original, ok := v.Original("p2")
	require.True(t, ok)
	require.Equal(t, "p0", original)
	into, ok := v.Merged("p2")
	require.True(t, ok)
	require.Equal(t, "p1", into)
	_, ok = v.Merged("p0")
	require.False(t, ok)

	for _, pair := range [][2]string{{"p0", "p0"}, {"p0", "p1"}, {"p0", "p2"}, {"p1", "p2"}, {"p2", "p2"}} {
		requireRefused(t, "cycle", v.Merge(pair[0], pair[1]))
	}
	requireRefused(t, "already_done", v.Merge("p2", "p3"))

	require.EqualError(t, v.Vote("p1", "", "nobody"), "feedback: voters[0]: is required")
	require.NoError(t, v.Vote("p1", "late"))
	require.NoError(t, v.Unmerge("p1"))
	require.Equal(t, []string{"all", "v0", "v3"}, v.Voters("p0"))
	require.Equal(t, []string{"all", "late", "v1", "v2"}, v.Voters("p1"), "with what was merged into it")
	require.True(t, v.Withdraw("p1", "late"))
	require.False(t, v.Withdraw("p1", "late"))
	require.False(t, v.Withdraw("none", "late"))
	require.NoError(t, v.Unmerge("p3"))
	require.NoError(t, v.Unmerge("p2"))
	require.Equal(t, before, votesText(t, v))
	requireRefused(t, "not_allowed", v.Unmerge("p2"))

	require.NoError(t, v.Add("p1"), "what is there stays")
	require.Equal(t, before, votesText(t, v))
	require.Nil(t, v.Own("none"))
	require.Nil(t, v.Voters("none"))
	_, ok = v.Original("none")
	require.False(t, ok)
	_, ok = v.Merged("none")
	require.False(t, ok)
	for err, want := range map[error]string{
		v.Add(""):             "feedback: id: is required",
		v.Vote("none", "a"):   `feedback: id: there is no suggestion "none"`,
		v.Vote("p1", "a", ""): "feedback: voters[1]: is required",
		v.Merge("none", "p1"): `feedback: duplicate: there is no suggestion "none"`,
		v.Merge("p1", "none"): `feedback: original: there is no suggestion "none"`,
		v.Unmerge("none"):     `feedback: duplicate: there is no suggestion "none"`,
	} {
		require.EqualError(t, err, want)
		require.ErrorIs(t, err, commitment.ErrInvalid)
	}
	require.Equal(t, before, votesText(t, v), "an error changes nothing")
}

func TestVotesJSON(t *testing.T) {
	v := votesOf(t, 2)
	require.NoError(t, v.Merge("p1", "p0"))
	const text = `{"suggestions":[{"id":"p0","voters":["all","v0"]},{"id":"p1","voters":["all","v1"],"into":"p0"}]}`
	require.JSONEq(t, text, votesText(t, v))
	var back feedback.Votes
	require.NoError(t, json.Unmarshal([]byte(text), &back))
	require.Equal(t, v.Voters("p0"), back.Voters("p0"))
	require.JSONEq(t, text, votesText(t, &back))

	for doc, want := range map[string]string{
		`{"suggestions":[{"id":"a"},{"id":"a"}]}`:                       `feedback: suggestions[1].id: "a" is there twice`,
		`{"suggestions":[{"voters":["a"]}]}`:                            "feedback: suggestions[0].id: is required",
		`{"suggestions":[{"id":"a","voters":["a",""]}]}`:                "feedback: suggestions[0].voters[1]: is required",
		`{"suggestions":[{"id":"a","into":"b"}]}`:                       `feedback: suggestions[0].into: there is no suggestion "b"`,
		`{"suggestions":[{"id":"a","into":"a"}]}`:                       `feedback: suggestions[0].into: feedback: "merge" is not allowed: cycle`,
		`{"suggestions":[{"id":"a","into":"b"},{"id":"b","into":"a"}]}`: `feedback: suggestions[1].into: feedback: "merge" is not allowed: cycle`,
		`{"suggestions":[{"id":"a","voters":["x","y","x"]}]}`:           `feedback: suggestions[0].voters[2]: "x" is there twice`,
		`{"suggestions":[{"id":"a","into":"b"},{"id":"c","into":"d"}]}`: "feedback: 2 problems:\n\t" +
			`suggestions[0].into: there is no suggestion "b"` + "\n\t" + `suggestions[1].into: there is no suggestion "d"`,
		`{"suggestions":[{"id":"a","vote":1}]}`: `feedback: suggestions[0].vote: unknown field, did you mean "voters"?`,
		`{"suggestions":[{"id":1}]}`:            `feedback: suggestions[0].id: must be a string, not a number`,
	} {
		require.EqualError(t, back.UnmarshalJSON([]byte(doc)), want)
		require.JSONEq(t, text, votesText(t, &back), "an error changes nothing")
	}
}

// A chain of 10,000 merges is followed to its end, and nothing can close it.
func TestVotesLongChain(t *testing.T) {
	const n = 10_000
	v := votesOf(t, n)
	for i := 1; i < n; i++ {
		require.NoError(t, v.Merge(fmt.Sprint("p", i-1), fmt.Sprint("p", i)))
	}
	last := fmt.Sprint("p", n-1)
	original, ok := v.Original("p0")
	require.True(t, ok)
	require.Equal(t, last, original)
	require.Len(t, v.Voters(last), n+1)
	requireRefused(t, "cycle", v.Merge(last, "p0"))
}

// A chain of merges is read in a time that grows with its length, not with its square.
func TestVotesJSONLongChain(t *testing.T) {
	const n = 50_000
	doc := []byte(`{"suggestions":[{"id":"p0"}`)
	for i := 1; i <= n; i++ {
		doc = fmt.Appendf(doc, `,{"id":"p%d","into":"p%d"}`, i, i-1)
	}
	var v feedback.Votes
	start := time.Now()
	require.NoError(t, v.UnmarshalJSON(append(doc, "]}"...)))
	require.Less(t, time.Since(start), 20*time.Second)
	original, _ := v.Original(fmt.Sprint("p", n))
	require.Equal(t, "p0", original)
}

// Repeats of a customer whose identity is sealed are seen by his pseudonym.
func TestDuplicateOfSealedItems(t *testing.T) {
	secret := []byte("the secret of the house")
	sealed := func(id, customer string, hour int) feedback.MatterItem {
		m := matter(id, customer, true, hour)
		m.Item.Privacy = feedback.Confidential
		var err error
		m.Item, _, err = feedback.Seal(m.Item, secret)
		require.NoError(t, err)
		return m
	}
	known := []feedback.MatterItem{sealed("a", "u1", 0), sealed("b", "u2", 1)}
	match := feedback.Duplicate(sealed("c", "u2", 2), feedback.SomethingNew, known)
	require.Equal(t, feedback.Match{Advice: feedback.AttachContact, Of: "b", RaisePriority: true}, match)
	match = feedback.Duplicate(sealed("c", "u3", 2), feedback.SomethingNew, known)
	require.Equal(t, feedback.OpenLinked, match.Advice)

	// Unsealed, an item keeps its pseudonym beside the customer, who decides.
	opened := sealed("d", "u2", 3)
	opened.Item.Customer = "u2"
	require.Equal(t, "b", feedback.Duplicate(opened, feedback.NothingNew, known).Of)
	other := sealed("e", "u2", 4)
	other.Item.Customer = "u9"
	require.Equal(t, feedback.OpenLinked, feedback.Duplicate(opened, feedback.NothingNew, []feedback.MatterItem{other}).Advice)

	s := begin(t, supportDesk(t), feedback.Complaint)
	s.item = known[1].Item
	s.do("receive")
	merge := feedback.Action{Kind: feedback.ActionMerge, Target: "z", TargetCustomer: known[0].Item.Pseudonym}
	require.Equal(t, missing(feedback.CodeDifferentCustomers, "target_customer"), s.refused(merge))
	merge.TargetCustomer = s.item.Pseudonym
	s.with(merge)
}

// Whatever is merged and taken back in whatever order: no cycles, each voter
// once, and after the last unmerge all is as it was.
func FuzzVotes(f *testing.F) {
	f.Add([]byte{0x12, 0x23, 0x31, 0x45, 0x54})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 200 {
			return
		}
		v := votesOf(t, 8)
		before := votesText(t, v)
		into := map[string]string{}
		for _, b := range data {
			from, to := fmt.Sprint("p", b>>4&7), fmt.Sprint("p", b&7)
			if b>>7 == 1 {
				err := v.Unmerge(from)
				require.Equal(t, into[from] != "", err == nil)
				delete(into, from)
				continue
			}
			chain, cycle := to, false
			for chain != "" && !cycle {
				cycle, chain = chain == from, into[chain]
			}
			err := v.Merge(from, to)
			switch {
			case into[from] == to && into[from] != "":
				require.NoError(t, err)
			case cycle:
				requireRefused(t, "cycle", err)
			case into[from] != "":
				requireRefused(t, "already_done", err)
			default:
				require.NoError(t, err)
				into[from] = to
			}
		}
		for i := range 8 {
			id := fmt.Sprint("p", i)
			want := map[string]bool{"all": true}
			for j := range 8 {
				for at := fmt.Sprint("p", j); at != ""; at = into[at] {
					if at == id {
						want[fmt.Sprint("v", j)] = true
					}
				}
			}
			require.Len(t, v.Voters(id), len(want))
			for _, voter := range v.Voters(id) {
				require.True(t, want[voter])
			}
		}
		text := votesText(t, v)
		var back feedback.Votes
		require.NoError(t, json.Unmarshal([]byte(text), &back))
		require.JSONEq(t, text, votesText(t, &back))
		for id := range into {
			require.NoError(t, v.Unmerge(id))
		}
		require.Equal(t, before, votesText(t, v))
	})
}
