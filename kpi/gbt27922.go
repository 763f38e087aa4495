package kpi

import (
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/check"
)

// The sections of GB/T 27922-2011 and their points, 100 in all.
const (
	AfterSalesSystem Section = iota + 1 // 售后服务体系, 40 points
	ProductService                      // 商品服务, 35 points
	CustomerService                     // 顾客服务, 25 points
)

// Section is a section of GB/T 27922-2011. It is comparable; the zero value is
// no section.
type Section uint8

// String returns "after_sales_system", "product_service" or "customer_service".
func (s Section) String() string {
	return enumText(s, "Section", "after_sales_system product_service customer_service")
}

// ParseSection reads what [Section.String] writes.
func ParseSection(text string) (Section, error) { return parseEnum(text, "section", CustomerService) }

// MarshalText returns the text of [Section.String].
func (s Section) MarshalText() ([]byte, error) { return marshalEnum(s, "section", CustomerService) }

// UnmarshalText reads what [Section.MarshalText] writes.
func (s *Section) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSection(string(text))
	return err
}

// points returns the points of a section.
func (s Section) points() int64 {
	switch s {
	case AfterSalesSystem:
		return 40
	case ProductService:
		return 35
	case CustomerService:
		return 25
	}
	return 0
}

// GBTItem is a clause of the standard as it was assessed.
//
// It is comparable. The zero value belongs to no section.
type GBTItem struct {
	Section Section
	// Points is what the clause is worth, in hundredths of a point.
	Points int64
	// Deleted says that the clause does not apply: it is taken out of both sides.
	Deleted bool
	// Sampled and Conforming are for clauses that were assessed on a sample: the
	// share that does not conform is lost. Without a sample Met says all or
	// nothing.
	Sampled, Conforming uint64
	Met                 bool
}

// GBTExtras is what changes the score of GB/T 27922-2011 besides its clauses.
//
// It is comparable. The zero value changes nothing.
type GBTExtras struct {
	// SpecialDeductions are a point each; five of them fail.
	SpecialDeductions int
	// Bonus is 0 or 1.
	Bonus int
}

// GBTGrade is a grade of GB/T 27922-2011. It is comparable; the zero value is no
// grade.
type GBTGrade uint8

// The grades.
const (
	GBTFail      GBTGrade = iota + 1 // below 70, or five special deductions
	GBTPass                          // 达标, from 70
	GBTThreeStar                     // 三星, from 80
	GBTFourStar                      // 四星, from 90
	GBTFiveStar                      // 五星, from 95
)

// String returns "fail", "pass", "3star", "4star" or "5star".
func (g GBTGrade) String() string {
	return enumText(g, "GBTGrade", "fail pass 3star 4star 5star")
}

// ParseGBTGrade reads what [GBTGrade.String] writes.
func ParseGBTGrade(text string) (GBTGrade, error) { return parseEnum(text, "grade", GBTFiveStar) }

// MarshalText returns the text of [GBTGrade.String].
func (g GBTGrade) MarshalText() ([]byte, error) { return marshalEnum(g, "grade", GBTFiveStar) }

// UnmarshalText reads what [GBTGrade.MarshalText] writes.
func (g *GBTGrade) UnmarshalText(text []byte) (err error) {
	*g, err = ParseGBTGrade(string(text))
	return err
}

// GBTScore is the score of an after-sales service by GB/T 27922-2011.
//
// It is plain data and belongs to the caller; it is not comparable.
type GBTScore struct { //nolint:recvcheck // it is filled in place and asked by value
	// Score is the points got over those that apply, times 100, less the special
	// deductions, plus the bonus. Without an applicable clause it is not Defined.
	Score   float64
	Defined bool
	Grade   GBTGrade
	// Got and Applicable are the points, Sections those got by section.
	Got, Applicable float64
	Sections        [3]float64
	Extras          GBTExtras
}

// ScoreGBT27922 scores assessed clauses, exactly: a score on a line has the
// better grade. A clause of no section, points that are not positive, more
// conforming than sampled, sections of more points than they have, negative
// deductions and a bonus that is neither 0 nor 1 are FieldErrors, all reported at
// once.
func ScoreGBT27922(items []GBTItem, extras GBTExtras) (GBTScore, error) {
	const hundredths = 100
	var problems check.Problems
	var sums [3]int64
	score := GBTScore{Extras: extras}
	got, applicable := new(big.Rat), new(big.Rat)
	sections := [3]*big.Rat{new(big.Rat), new(big.Rat), new(big.Rat)}
	for i, item := range items {
		path := check.Path("items").Index(i)
		switch {
		case item.Section.points() == 0:
			problems.Addf(path.Key("section"), "no value %d", uint8(item.Section))
			continue
		case item.Points <= 0 || item.Points > item.Section.points()*hundredths:
			problems.Addf(path.Key("points"), "must be above 0 and at most those of the section")
			continue
		case item.Conforming > item.Sampled:
			problems.Addf(path.Key("conforming"), "must be at most %d", item.Sampled)
			continue
		}
		if sums[item.Section-1] += item.Points; sums[item.Section-1] > item.Section.points()*hundredths {
			problems.Addf(path.Key("points"), "make more than the %d of the section", item.Section.points())
			continue
		}
		if item.Deleted {
			continue
		}
		points := big.NewRat(item.Points, hundredths)
		applicable.Add(applicable, points)
		points.Mul(points, item.share())
		got.Add(got, points)
		sections[item.Section-1].Add(sections[item.Section-1], points)
	}
	extras.check(&problems)
	if err := problems.Err("kpi"); err != nil {
		return GBTScore{}, err
	}
	for i, section := range sections {
		score.Sections[i], _ = section.Float64()
	}
	score.grade(got, applicable)
	return score, nil
}

// share returns how much of a clause is got.
func (i *GBTItem) share() *big.Rat {
	switch {
	case i.Sampled > 0:
		return new(big.Rat).SetFrac(new(big.Int).SetUint64(i.Conforming), new(big.Int).SetUint64(i.Sampled))
	case i.Met:
		return big.NewRat(1, 1)
	}
	return new(big.Rat)
}

func (e GBTExtras) check(problems *check.Problems) {
	const most = 100
	if e.SpecialDeductions < 0 || e.SpecialDeductions > most {
		problems.Addf("special_deductions", "must be from 0 to %d, not %d", most, e.SpecialDeductions)
	}
	if e.Bonus < 0 || e.Bonus > 1 {
		problems.Addf("bonus", "must be 0 or 1, not %d", e.Bonus)
	}
}

// ScoreGBT27922Points scores points that were added up already, in hundredths of
// a point: those got of those applicable. More points got than applicable and
// more than 100 points are FieldErrors, and the errors of [ScoreGBT27922].
func ScoreGBT27922Points(got, applicable int64, extras GBTExtras) (GBTScore, error) {
	const all = 100 * 100
	var problems check.Problems
	if applicable < 0 || applicable > all {
		problems.Addf("applicable", "must be from 0 to %d hundredths, not %d", all, applicable)
	}
	if got < 0 || got > applicable {
		problems.Addf("got", "must be from 0 to the %d that are applicable, not %d", applicable, got)
	}
	extras.check(&problems)
	if err := problems.Err("kpi"); err != nil {
		return GBTScore{}, err
	}
	score := GBTScore{Extras: extras}
	score.grade(big.NewRat(got, 100), big.NewRat(applicable, 100))
	return score, nil
}

// grade fills in score and grade.
func (s *GBTScore) grade(got, applicable *big.Rat) {
	s.Got, _ = got.Float64()
	s.Applicable, _ = applicable.Float64()
	if applicable.Sign() == 0 {
		return
	}
	score := new(big.Rat).Quo(got, applicable)
	score.Mul(score, big.NewRat(100, 1))
	score.Add(score, big.NewRat(int64(s.Extras.Bonus-s.Extras.SpecialDeductions), 1))
	s.Score, _ = score.Float64()
	s.Defined, s.Grade = true, GBTFail
	const fatal = 5
	if s.Extras.SpecialDeductions >= fatal {
		return
	}
	for _, line := range [...]struct {
		from  int64
		grade GBTGrade
	}{{70, GBTPass}, {80, GBTThreeStar}, {90, GBTFourStar}, {95, GBTFiveStar}} {
		if score.Cmp(big.NewRat(line.from, 1)) >= 0 {
			s.Grade = line.grade
		}
	}
}

// Describe says in lines of text what was scored. For a language that is none it
// writes English.
func (s GBTScore) Describe(lang commitment.Lang) []string {
	got, applicable := decimal(s.Got, 2), decimal(s.Applicable, 2)
	if lang == commitment.Chinese {
		if !s.Defined {
			return []string{"GB/T 27922-2011：无适用条款，不作评价"}
		}
		grades := [...]string{"未评价", "不达标", "达标", "三星级", "四星级", "五星级"}
		return []string{
			fmt.Sprintf("GB/T 27922-2011 得分 %s，%s", decimal(s.Score, 2), grades[min(s.Grade, GBTFiveStar)]),
			fmt.Sprintf("得分 %s／适用分值 %s，专项扣分 %d，加分 %d", got, applicable, s.Extras.SpecialDeductions, s.Extras.Bonus),
		}
	}
	if !s.Defined {
		return []string{"GB/T 27922-2011: no clause applies, not assessed"}
	}
	grades := [...]string{"not assessed", "fail", "pass", "three stars", "four stars", "five stars"}
	return []string{
		fmt.Sprintf("GB/T 27922-2011 score %s, %s", decimal(s.Score, 2), grades[min(s.Grade, GBTFiveStar)]),
		fmt.Sprintf("%s of %s applicable points, special deductions %d, bonus %d", got, applicable, s.Extras.SpecialDeductions, s.Extras.Bonus),
	}
}

// MarshalJSON returns a view for people, with null for what is undefined; it can
// not be read back.
func (s GBTScore) MarshalJSON() ([]byte, error) {
	grade := ""
	if s.Defined {
		grade = s.Grade.String()
	}
	sections := make(map[string]float64)
	for i, got := range s.Sections {
		sections[(AfterSalesSystem + Section(i)).String()] = zeroIfNone(got)
	}
	return json.Marshal(struct {
		Score             *float64           `json:"score"`
		Grade             string             `json:"grade,omitempty"`
		Got               float64            `json:"got"`
		Applicable        float64            `json:"applicable"`
		Sections          map[string]float64 `json:"sections"`
		SpecialDeductions int                `json:"special_deductions"`
		Bonus             int                `json:"bonus"`
	}{
		defined(s.Score, s.Defined), grade, zeroIfNone(s.Got), zeroIfNone(s.Applicable), sections,
		s.Extras.SpecialDeductions, s.Extras.Bonus,
	})
}
