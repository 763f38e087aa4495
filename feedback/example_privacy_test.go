package feedback_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/servicecommitment/commitment/feedback"
)

// The person is shown the code once; of it only the hash is kept.
func ExampleNewCode() {
	random := sha256.Sum256([]byte("32 bytes of crypto/rand in a real host"))
	code, hash, err := feedback.NewCode(random)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(code), strings.Contains(hash, code))
	fmt.Println(feedback.CheckCode(hash, strings.ToLower(code)), feedback.CheckCode(hash, "0000-0000-0000-0000"))
	// Output:
	// 19 false
	// true false
}

func ExampleCheckCode() {
	code, hash, err := feedback.NewCode(sha256.Sum256([]byte("randomness")))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(feedback.CheckCode(hash, strings.ReplaceAll(code, "-", " ")))
	// Output: true
}

func ExamplePrivacy_ShowsIdentity() {
	for _, p := range []feedback.Privacy{feedback.Named, feedback.Confidential, feedback.Anonymous, feedback.AnonymousSurvey} {
		fmt.Println(p, p.ShowsIdentity(feedback.RoleHandler), p.ShowsIdentity(feedback.RolePrivacyOfficer))
	}
	// Output:
	// named true true
	// confidential false true
	// anonymous false false
	// anonymous_survey false false
}

func ExamplePrivacy_KeepsIdentity() {
	p := feedback.Anonymous
	fmt.Println(p.KeepsIdentity(), p.CanFollowUp(), p.HasCode())
	// Output: false false true
}

func ExampleSeal() {
	item := feedback.Item{ID: "c1", Kind: feedback.Complaint, Privacy: feedback.Confidential, Customer: "u-17", Contact: "13800000000"}
	sealed, identity, err := feedback.Seal(item, []byte("a secret of the house, kept elsewhere"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q %q %s\n", sealed.Customer, sealed.Contact, sealed.Pseudonym)
	text, err := json.Marshal(identity)
	fmt.Println(string(text), err)
	// Output:
	// "" "" P-DJE9SBQ9X90AMJQZ
	// {"customer":"u-17","contact":"13800000000"} <nil>
}

func ExampleUnseal() {
	sealed := feedback.Item{ID: "c1", Privacy: feedback.Confidential, Pseudonym: "P-1"}
	identity := feedback.Identity{Customer: "u-17", Contact: "13800000000"}
	_, err := feedback.Unseal(sealed, identity, feedback.RoleManager)
	fmt.Println(err)
	opened, err := feedback.Unseal(sealed, identity, feedback.RolePrivacyOfficer)
	fmt.Println(opened.Customer, err)
	// Output:
	// feedback: "unseal" is not allowed: forbidden
	// u-17 <nil>
}

// The handler of a confidential complaint sees neither who wrote it nor, with a
// mask, the name in the text.
func ExampleView() {
	item := feedback.Item{
		ID: "c1", Kind: feedback.Complaint, Privacy: feedback.Confidential, Customer: "u-17", Pseudonym: "P-1",
		Text: "Wang Wei here: charged twice",
	}
	viewer := feedback.Viewer{
		Role: feedback.RoleHandler, Actor: "staff-3",
		Mask: func(text string) string { return strings.ReplaceAll(text, "Wang Wei", "***") },
	}
	seen, err := feedback.View(item, viewer)
	fmt.Printf("%q %s %s %v\n", seen.Customer, seen.Pseudonym, seen.Text, err)

	item.Kind, item.Subjects = feedback.Report, []string{"staff-3"}
	_, err = feedback.View(item, viewer)
	fmt.Println(err)
	// Output:
	// "" P-1 *** here: charged twice <nil>
	// feedback: "view" is not allowed: forbidden
}

func ExampleAnonymise() {
	item := feedback.Item{
		ID: "c1", Kind: feedback.Complaint, Privacy: feedback.Anonymous, Category: "billing", Text: "charged twice",
		Customer: "known by the login", Contact: "13800000000", Attributes: map[string][]string{"district": {"east"}, "ip": {"203.0.113.7"}},
	}
	kept, err := feedback.Anonymise(item, "category", "attributes.district")
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := json.Marshal(kept)
	fmt.Println(string(text), err)
	// Output: {"id":"c1","kind":"complaint","category":"billing","privacy":"anonymous","attributes":{"district":["east"]}} <nil>
}

func ExampleIdentify() {
	code, hash, err := feedback.NewCode(sha256.Sum256([]byte("randomness")))
	if err != nil {
		fmt.Println(err)
		return
	}
	item := feedback.Item{ID: "c1", Kind: feedback.Complaint, Privacy: feedback.Anonymous, CodeHash: hash}
	who := feedback.Identity{Customer: "u-17"}
	_, err = feedback.Identify(item, feedback.Named, who, feedback.RoleManager, code)
	fmt.Println(err)
	known, err := feedback.Identify(item, feedback.Named, who, feedback.RoleCustomer, code)
	fmt.Println(known.Privacy, known.Customer, err)
	// Output:
	// feedback: "identify" is not allowed: forbidden
	// named u-17 <nil>
}

func ExampleForMediation() {
	item := feedback.Item{ID: "c1", Kind: feedback.Complaint, Customer: "u-17", Contact: "13800000000", Product: "order 4711", Text: "…"}
	told, err := feedback.ForMediation(item, "customer", "product")
	fmt.Printf("%s %s %q %v\n", told.Customer, told.Product, told.Contact, err)
	// Output: u-17 order 4711 "" <nil>
}

func ExampleStatus_Tracking() {
	status := feedback.Status{State: feedback.StateInvestigating, Open: true}
	fmt.Println(status.Tracking() == feedback.TrackingOpen, status.Tracking())
	status = feedback.Status{State: feedback.StateClosed}
	fmt.Println(status.Tracking() == feedback.TrackingClosed, status.Tracking())
	// Output:
	// true open
	// true closed
}

// Three complaints are too few to be shown; without a second cell of their row
// and of their column they could be computed.
func ExampleSuppress() {
	table, err := feedback.Suppress([][]uint64{
		{3, 21, 34},
		{17, 9, 40},
	}, feedback.DefaultK)
	if err != nil {
		fmt.Println(err)
		return
	}
	for r, row := range table.Cells {
		for _, cell := range row {
			if n, ok := cell.Shown(); ok {
				fmt.Print(n, "  ")
			} else {
				fmt.Print(cell.Withheld(), "  ")
			}
		}
		total, _ := table.Rows[r].Shown()
		fmt.Println("=", total)
	}
	w, err := feedback.ParseWithheld("everything")
	fmt.Println(w == feedback.Everything, err)
	// Output:
	// fewer_than_k  complementary  34  = 58
	// complementary  complementary  40  = 66
	// true <nil>
}

func ExampleSafeTable() {
	table, err := feedback.Suppress([][]uint64{{3}, {20}, {9}}, 5)
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := json.Marshal(table)
	fmt.Println(string(text), err)
	// Output: {"cells":[[{"withheld":"fewer_than_k"}],[{"n":20}],[{"withheld":"complementary"}]],"rows":[{"withheld":"fewer_than_k"},{"n":20},{"withheld":"complementary"}],"columns":[{"n":32}],"total":{"n":32}} <nil>
}
