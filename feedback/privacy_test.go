package feedback_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
)

// fullItem returns an item all of whose fields hold a text found nowhere else.
func fullItem(mark string) feedback.Item {
	return feedback.Item{
		ID: "id", Kind: feedback.Complaint, Procedure: "iso-10002", Jurisdiction: "CN", Scheme: "house", Channel: "app",
		Language: mark + "language", Category: mark + "category", Cause: mark + "cause", Product: mark + "product",
		Severity: feedback.SeverityHigh, Impact: feedback.ImpactMany, Safety: true, Vulnerable: true,
		Customer: mark + "customer", Contact: mark + "contact", Pseudonym: mark + "pseudonym", CodeHash: mark + "hash",
		Tier: mark + "tier", Subjects: []string{mark + "subject"}, Text: mark + "text", Wish: mark + "wish",
		Links:      []feedback.Link{{Kind: feedback.Follows, To: mark + "links"}},
		Attributes: map[string][]string{"a": {mark + "attribute"}, "b": {mark + "other"}},
	}
}

func TestPrivacyModes(t *testing.T) {
	tests := []struct {
		mode                    feedback.Privacy
		keeps, code             bool
		handler, officer, extra bool
	}{
		{0, true, false, true, true, true},
		{feedback.Named, true, false, true, true, true},
		{feedback.Confidential, true, false, false, true, false},
		{feedback.Anonymous, false, true, false, false, false},
		{feedback.AnonymousSurvey, false, false, false, false, false},
	}
	for _, test := range tests {
		t.Run(test.mode.String(), func(t *testing.T) {
			require.Equal(t, test.keeps, test.mode.KeepsIdentity())
			require.Equal(t, test.keeps, test.mode.CanFollowUp())
			require.Equal(t, test.code, test.mode.HasCode())
			require.Equal(t, test.handler, test.mode.ShowsIdentity(feedback.RoleHandler))
			require.Equal(t, test.officer, test.mode.ShowsIdentity(feedback.RolePrivacyOfficer))
			require.Equal(t, test.extra, test.mode.ShowsIdentity(feedback.RoleExternal))
		})
	}
}

func TestView(t *testing.T) {
	mask := func(text string) string { return strconv.Itoa(len(text)) }
	hidden := func(item feedback.Item) feedback.Item {
		item.Customer, item.Contact, item.Text, item.Wish = "", "", "6", "6"
		if item.Privacy == feedback.Anonymous {
			item.Pseudonym = ""
		}
		return item
	}
	same := func(item feedback.Item) feedback.Item { return item }
	tests := []struct {
		name  string
		mode  feedback.Privacy
		role  feedback.Role
		actor string
		want  func(feedback.Item) feedback.Item
	}{
		{"named to handler", feedback.Named, feedback.RoleHandler, "u1", same},
		{"no mode to nobody", 0, 0, "", same},
		{"named to whom it complains about", feedback.Named, feedback.RoleHandler, "xxsubject", hidden},
		{"confidential to handler", feedback.Confidential, feedback.RoleHandler, "u1", hidden},
		{"confidential to manager", feedback.Confidential, feedback.RoleManager, "u1", hidden},
		{"confidential to officer", feedback.Confidential, feedback.RolePrivacyOfficer, "u1", same},
		{"confidential to officer complained about", feedback.Confidential, feedback.RolePrivacyOfficer, "xxsubject", hidden},
		{"anonymous to officer", feedback.Anonymous, feedback.RolePrivacyOfficer, "u1", hidden},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			item := fullItem("xx")
			item.Privacy = test.mode
			got, err := feedback.View(item, feedback.Viewer{Role: test.role, Actor: test.actor, Mask: mask})
			require.NoError(t, err)
			require.Equal(t, test.want(item), got)
			got.Subjects[0], got.Links[0].To, got.Attributes["a"][0] = "", "", ""
			got.Attributes["new"] = nil
			original := fullItem("xx")
			original.Privacy = test.mode
			require.Equal(t, original, item, "the view shares nothing with the item")
		})
	}
	item := fullItem("xx")
	item.Privacy = feedback.Confidential
	got, err := feedback.View(item, feedback.Viewer{})
	require.NoError(t, err)
	require.Equal(t, "xxtext", got.Text, "without a mask words are shown")

	item.Kind = feedback.Report
	_, err = feedback.View(item, feedback.Viewer{Role: feedback.RoleHandler, Actor: "xxsubject"})
	requireRefused(t, "forbidden", err)
	_, err = feedback.View(item, feedback.Viewer{Role: feedback.RoleHandler, Actor: "u1"})
	require.NoError(t, err)
	item.Subjects = []string{""}
	_, err = feedback.View(item, feedback.Viewer{Role: feedback.RoleHandler})
	require.NoError(t, err, "nobody is not whom it complains about")
}

// What an anonymous item holds by mistake is shown to nobody.
func TestViewOfAMistake(t *testing.T) {
	for _, privacy := range []feedback.Privacy{feedback.Anonymous, feedback.AnonymousSurvey} {
		item := feedback.Item{ID: "i", Privacy: privacy, Customer: "u1", Contact: "c1", Pseudonym: "P-1"}
		for role := range feedback.RoleSystem + 1 {
			seen, err := feedback.View(item, feedback.Viewer{Role: role})
			require.NoError(t, err)
			require.Equal(t, feedback.Item{ID: "i", Privacy: privacy}, seen)
		}
	}
}

func TestTracking(t *testing.T) {
	tests := []struct {
		status feedback.Status
		want   string
	}{
		{feedback.Status{}, "open"},
		{feedback.Status{State: feedback.StateInvestigating, Open: true}, "open"},
		{feedback.Status{State: feedback.StateRejected}, "closed"},
		{feedback.Status{State: feedback.StateClosed}, "closed"},
	}
	for _, test := range tests {
		require.Equal(t, test.want, test.status.Tracking().String())
	}
}

// publicFields are the fields that can be public, and what shows that one is.
func publicFields() map[string]string {
	return map[string]string{
		"language": "language", "category": "category", "cause": "cause", "product": "product", "text": "text",
		"wish": "wish", "links": "links", "attributes.a": "attribute", "attributes.b": "other",
	}
}

// The JSON of an anonymous item holds no text that was not given to be public,
// for every set of public fields.
func TestAnonymise(t *testing.T) {
	fields := publicFields()
	for bits := range 1 << len(fields) {
		item := fullItem("xx")
		item.Privacy = feedback.Anonymous
		var public []string
		given := map[string]bool{"xxhash": true}
		i := 0
		for name, shows := range fields {
			if bits>>i&1 == 1 {
				public = append(public, name)
				given["xx"+shows] = true
			}
			i++
		}
		kept, err := feedback.Anonymise(item, public...)
		require.NoError(t, err)
		data, err := json.Marshal(kept)
		require.NoError(t, err)
		for mark := range strings.SplitSeq(string(data), `"`) {
			if strings.Contains(mark, "xx") {
				require.Contains(t, given, mark)
				delete(given, mark)
			}
		}
		require.Empty(t, given, "what was given is there")
		require.NotContains(t, string(data), "severity")
		require.NotContains(t, string(data), "impact")
		require.NotContains(t, string(data), "safety")
		require.NotContains(t, string(data), "vulnerable")
	}
	item := fullItem("xx")
	item.Privacy = feedback.AnonymousSurvey
	kept, err := feedback.Anonymise(item, "severity", "impact", "safety", "vulnerable")
	require.NoError(t, err)
	require.Equal(t, feedback.Item{
		ID: "id", Kind: feedback.Complaint, Procedure: "iso-10002", Jurisdiction: "CN", Scheme: "house", Channel: "app",
		Severity: feedback.SeverityHigh, Impact: feedback.ImpactMany, Safety: true, Vulnerable: true,
		Privacy: feedback.AnonymousSurvey,
	}, kept, "a survey without code keeps no hash")
	kept, err = feedback.Anonymise(item, "attributes.a", "attributes.none")
	require.NoError(t, err)
	kept.Attributes["a"][0] = "changed"
	require.Equal(t, map[string][]string{"a": {"xxattribute"}, "b": {"xxother"}}, item.Attributes)
	require.Len(t, kept.Attributes, 1)
}

// No JSON of an anonymous item holds who brought it, made or read.
func TestAnonymousItemJSON(t *testing.T) {
	kept := []string{"customer", "contact", "pseudonym", "code_hash"}
	for mode, want := range [][]string{feedback.Anonymous: kept[:3], feedback.AnonymousSurvey: kept} {
		if want == nil {
			continue
		}
		mode := feedback.Privacy(mode)
		item := fullItem("xx")
		named, err := item.MarshalJSON()
		require.NoError(t, err)
		item.Privacy = mode
		_, err = item.MarshalJSON()
		document := strings.Replace(string(named), "{", `{"privacy":"`+mode.String()+`",`, 1)
		_, parseErr := feedback.ParseItem([]byte(document))
		for _, err := range []error{err, parseErr} {
			var paths []string
			for _, field := range commitment.FieldErrors(err) {
				paths = append(paths, field.Path)
				require.EqualError(t, field.Err, "must not be kept: the item is "+mode.String())
			}
			require.Equal(t, want, paths)
		}
	}
}

func TestAnonymiseErrors(t *testing.T) {
	item := fullItem("xx")
	_, err := feedback.Anonymise(item, "text", "customer", "attributes.", "Text", "tier")
	require.EqualError(t, err, "feedback: 5 problems:\n"+
		"\tprivacy: must be \"anonymous\" or \"anonymous_survey\"\n"+
		"\tpublic[1]: \"customer\" is no field that can be public\n"+
		"\tpublic[2]: \"attributes.\" is no field that can be public\n"+
		"\tpublic[3]: \"Text\" is no field that can be public\n"+
		"\tpublic[4]: \"tier\" is no field that can be public")
	require.ErrorIs(t, err, commitment.ErrInvalid)
}

func TestSeal(t *testing.T) {
	secret := []byte("0123456789abcdef")
	item := fullItem("xx")
	item.Privacy, item.Pseudonym = feedback.Confidential, ""
	sealed, identity, err := feedback.Seal(item, secret)
	require.NoError(t, err)
	require.Equal(t, feedback.Identity{Customer: "xxcustomer", Contact: "xxcontact"}, identity)
	require.Regexp(t, "^P-[0-9A-HJKMNP-TV-Z]{16}$", sealed.Pseudonym)
	data, err := json.Marshal(sealed)
	require.NoError(t, err)
	require.NotContains(t, string(data), "xxcustomer")
	require.NotContains(t, string(data), "xxcontact")

	again, _, err := feedback.Seal(item, secret)
	require.NoError(t, err)
	require.Equal(t, sealed.Pseudonym, again.Pseudonym, "repeats of one customer are seen")
	item.Customer = "another"
	other, _, err := feedback.Seal(item, secret)
	require.NoError(t, err)
	require.NotEqual(t, sealed.Pseudonym, other.Pseudonym)
	item.Customer = "xxcustomer"
	elsewhere, _, err := feedback.Seal(item, []byte("another secret of a house"))
	require.NoError(t, err)
	require.NotEqual(t, sealed.Pseudonym, elsewhere.Pseudonym)

	opened, err := feedback.Unseal(sealed, identity, feedback.RolePrivacyOfficer)
	require.NoError(t, err)
	item.Pseudonym = sealed.Pseudonym
	require.Equal(t, item, opened)
	_, err = feedback.Unseal(sealed, identity, feedback.RoleManager)
	requireRefused(t, "forbidden", err)
	sealed.Privacy = feedback.Anonymous
	_, err = feedback.Unseal(sealed, identity, feedback.RolePrivacyOfficer)
	requireRefused(t, "forbidden", err)

	_, _, err = feedback.Seal(feedback.Item{}, secret[:15])
	require.EqualError(t, err, "feedback: 3 problems:\n\tprivacy: must be \"confidential\"\n\tcustomer: is required\n\tsecret: must have at least 16 bytes")

	text, err := json.Marshal(identity)
	require.NoError(t, err)
	require.JSONEq(t, `{"customer":"xxcustomer","contact":"xxcontact"}`, string(text))
	var back feedback.Identity
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, identity, back)
	require.ErrorContains(t, json.Unmarshal([]byte(`{"name":"x"}`), &back), "name: unknown field")
	_, err = json.Marshal(feedback.Identity{Customer: "\xff"})
	require.ErrorContains(t, err, `customer: "\xff" is not UTF-8`)
}

func TestIdentify(t *testing.T) {
	code, hash, err := feedback.NewCode(sha256.Sum256([]byte("random")))
	require.NoError(t, err)
	who := feedback.Identity{Customer: "u1", Contact: "c1"}
	tests := []struct {
		name     string
		from, to feedback.Privacy
		by       feedback.Role
		code     string
		ok       bool
	}{
		{"anonymous to named", feedback.Anonymous, feedback.Named, feedback.RoleCustomer, code, true},
		{"anonymous to confidential", feedback.Anonymous, feedback.Confidential, feedback.RoleCustomer, code, true},
		{"confidential to named", feedback.Confidential, feedback.Named, feedback.RoleCustomer, "", true},
		{"named to confidential", feedback.Named, feedback.Confidential, feedback.RoleCustomer, "", true},
		{"not without the person", feedback.Anonymous, feedback.Named, feedback.RolePrivacyOfficer, code, false},
		{"not by a representative", feedback.Anonymous, feedback.Named, feedback.RoleRepresentative, code, false},
		{"not without the code", feedback.Anonymous, feedback.Named, feedback.RoleCustomer, "", false},
		{"not with another code", feedback.Anonymous, feedback.Named, feedback.RoleCustomer, "0000-0000-0000-0000", false},
		{"a survey stays anonymous", feedback.AnonymousSurvey, feedback.Named, feedback.RoleCustomer, code, false},
		{"nothing becomes anonymous", feedback.Named, feedback.Anonymous, feedback.RoleCustomer, "", false},
		{"nobody else takes a named item", feedback.Named, feedback.Named, feedback.RoleCustomer, "", false},
		{"nor a confidential one", feedback.Confidential, feedback.Confidential, feedback.RoleCustomer, "", false},
		{"nor one without a mode, which is named", 0, feedback.Named, feedback.RoleCustomer, "", false},
		{"to no mode", feedback.Named, 0, feedback.RoleCustomer, "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			item := feedback.Item{ID: "i", Kind: feedback.Complaint, Privacy: test.from, CodeHash: hash, Pseudonym: "P-1"}
			got, err := feedback.Identify(item, test.to, who, test.by, test.code)
			if !test.ok {
				requireRefused(t, "forbidden", err)
				require.Zero(t, got)
				return
			}
			require.NoError(t, err)
			require.Equal(t, feedback.Item{ID: "i", Kind: feedback.Complaint, Privacy: test.to, Customer: "u1", Contact: "c1"}, got)
		})
	}
	_, err = feedback.Identify(feedback.Item{}, feedback.Named, feedback.Identity{Contact: "c"}, feedback.RoleCustomer, "")
	require.EqualError(t, err, "feedback: identity.customer: is required")
}

func TestForMediation(t *testing.T) {
	item := fullItem("xx")
	told, err := feedback.ForMediation(item, "contact", "category", "text", "wish", "severity")
	require.NoError(t, err)
	require.Equal(t, feedback.Item{
		ID: "id", Kind: feedback.Complaint, Contact: "xxcontact", Category: "xxcategory", Text: "xxtext", Wish: "xxwish",
		Severity: feedback.SeverityHigh,
	}, told)
	told, err = feedback.ForMediation(item)
	require.NoError(t, err)
	require.Equal(t, feedback.Item{ID: "id", Kind: feedback.Complaint}, told)
	_, err = feedback.ForMediation(item, "links", "attributes.a", "attributes.none", "tier")
	require.EqualError(t, err, "feedback: 4 problems:\n"+
		"\tneeded[0]: \"links\" is no field that can be told\n"+
		"\tneeded[1]: \"attributes.a\" is no field that can be told\n"+
		"\tneeded[2]: \"attributes.none\" is no field that can be told\n"+
		"\tneeded[3]: \"tier\" is no field that can be told")
	item.Privacy = feedback.Named
	told, err = feedback.ForMediation(item, "customer")
	require.NoError(t, err)
	require.Equal(t, item.Customer, told.Customer)
	item.Privacy = feedback.Confidential
	_, err = feedback.ForMediation(item, "customer")
	requireRefused(t, "forbidden", err)
	_, err = feedback.ForMediation(item, "contact")
	requireRefused(t, "forbidden", err)
	_, err = feedback.ForMediation(item, "text")
	require.NoError(t, err)
	item.Kind = feedback.Report
	_, err = feedback.ForMediation(item, "text")
	requireRefused(t, "forbidden", err)
}

func TestCode(t *testing.T) {
	random := [32]byte{}
	for i := range random {
		random[i] = byte(i * 7)
	}
	code, hash, err := feedback.NewCode(random)
	require.NoError(t, err)
	require.Equal(t, "003G-W58W-4CN3-2E1Z", code)
	require.Equal(t, "464d545b626970777e858c939aa1a8af:c4a14b8ccf3ae3c694d0eb961952880a96abef9d8069c09798a3d4505cfba00f", hash)
	require.NotContains(t, hash, code)
	lower := strings.ToLower(code)
	for _, typed := range []string{
		code, lower, strings.ReplaceAll(code, "-", ""), strings.ReplaceAll(code, "-", " "),
		strings.ReplaceAll(lower, "0", "o"), strings.ReplaceAll(code, "1", "I"), strings.ReplaceAll(lower, "1", "l"),
	} {
		require.True(t, feedback.CheckCode(hash, typed), typed)
	}
	other := []byte(code)
	other[len(other)-1] ^= 1
	_, otherHash, err := feedback.NewCode(sha256.Sum256(nil))
	require.NoError(t, err)
	for _, pair := range [][2]string{
		{hash, string(other)},
		{hash, ""},
		{hash, code + "0"},
		{otherHash, code},
		{"", code},
		{":", code},
		{strings.Replace(hash, ":", "", 1), code},
		{"zz" + hash[2:], code},
		{hash[2:], code},
		{hash[:len(hash)-1], code},
		{hash[:len(hash)-2], code},
		{hash, code + strings.Repeat(" ", 46)},
		{hash, strings.Repeat("0", 1<<20)},
	} {
		require.False(t, feedback.CheckCode(pair[0], pair[1]), pair[0])
	}
	require.True(t, feedback.CheckCode(hash, code+strings.Repeat(" ", 45)))

	random = [32]byte{}
	for i := range random {
		random[i] = 0xAB
	}
	_, _, err = feedback.NewCode(random)
	require.EqualError(t, err, "feedback: random: must be random, all bytes are the same")
	random[31] = 0
	_, _, err = feedback.NewCode(random)
	require.NoError(t, err)
}

func FuzzPrivacy(f *testing.F) {
	f.Add("13800000000", "P", "12", uint8(3), []byte("abc"))
	f.Fuzz(func(t *testing.T, secret, code, hash string, mode uint8, random []byte) {
		feedback.CheckCode(hash, code)
		sum := sha256.Sum256(random)
		made, madeHash, err := feedback.NewCode(sum)
		require.NoError(t, err)
		require.True(t, feedback.CheckCode(madeHash, made))
		// A mark that is nowhere else in the JSON.
		mark := fmt.Sprintf("%x", sha256.Sum256([]byte(secret)))
		item := fullItem(mark)
		item.Privacy = feedback.Privacy(mode % 5)
		item.CodeHash = ""
		if kept, err := feedback.Anonymise(item); err == nil {
			data, err := json.Marshal(kept)
			require.NoError(t, err)
			require.NotContains(t, string(data), mark)
		}
		for role := feedback.Role(0); role <= feedback.RoleSystem; role++ {
			seen, err := feedback.View(item, feedback.Viewer{Role: role})
			require.NoError(t, err)
			require.Equal(t, item.Privacy.ShowsIdentity(role), seen.Customer != "")
			require.Equal(t, item.Privacy.ShowsIdentity(role), seen.Contact != "")
		}
	})
}
