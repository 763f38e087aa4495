package feedback_test

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/feedback"
)

func TestNormalise(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"case", "AbC xyz XYZ", "abcxyzxyz"},
		{"digits stay", "Order 4711, €12.50", "order47111250"},
		{"first and last of ASCII", "/019: @AZ[ `az{", "019azaz"},
		{"full width", "ＡＢＣ１２３，Ｚｚ！～", "abc123zz"},
		{"ideographic space", "退\u3000款", "退款"},
		{"punctuation", "你好，世界！「退款」？", "你好世界退款"},
		{"traditional", "網絡帳單扣費錯誤，請儘快處理", "网络帐单扣费错误请儘快处理"},
		{"first and last traditional of the table", "丟龜", "丢龟"},
		{"simplified stays", "网络账单", "网络账单"},
		{"composed", "Café Ñandú Łódź Ærø Straße", "cafenandułodzærøstraße"},
		{"decomposed", "Cafe\u0301 N\u0303andu\u0301", "cafenandu"},
		{"Vietnamese", "Tiếng Việt", "tiengviet"},
		{"Kelvin and Ångström signs", "K Å", "ka"},
		{"great ß", "ẞ", "ss"},
		{"the first letters after the tables", "ƀ ἀ", "ƀἀ"},
		{"signs between the letters", "a×b÷c", "abc"},
		{"Cyrillic and Greek", "ЖАЛОБА Ωμέγα", "жалобаωμέγα"},
		{"emoji and controls", "ok👍\x00\n\tgo", "okgo"},
		{"not UTF-8", "a\xff\xfeb", "ab"},
		{"nothing", " …!?—", ""},
	}
	for i := range tests {
		tests[i].want = strings.NewReplacer("ł", "l", "æ", "ae", "ø", "o", "ß", "ss").Replace(tests[i].want)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, feedback.Normalise(test.text))
		})
	}
}

// Each Latin letter with diacritics has a base of one or two letters, except
// the two signs.
func TestNormaliseEveryLatinLetter(t *testing.T) {
	for _, block := range [][2]rune{{0xC0, 0x17F}, {0x1E00, 0x1EFF}} {
		for r := block[0]; r <= block[1]; r++ {
			got := feedback.Normalise(string(r))
			if r == '×' || r == '÷' {
				require.Empty(t, got)
				continue
			}
			require.Regexp(t, "^[a-z]{1,2}$", got, "%q", r)
			require.Equal(t, got, feedback.Normalise(string(unicode.ToUpper(r))), "%q", r)
		}
	}
	require.Equal(t, "oe", feedback.Normalise("Œ"))
	require.Equal(t, "th", feedback.Normalise("þ"))
	require.Equal(t, "ij", feedback.Normalise("Ĳ"))
	require.Equal(t, "y", feedback.Normalise("ỿ"))
	require.Equal(t, "z", feedback.Normalise("ž"))
	require.Equal(t, "s", feedback.Normalise("ſ"))
}

func TestFingerprintIsFrozen(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a", "4f5da978776a9db1"},
		{"ab", "6b03cc0036cc0d86"},
		{"abc", "b34e3cedfc1685dc"},
		{"宽带断网三天，客服不处理", "75dcdc3379399349"},
	}
	for _, test := range tests {
		f, ok := feedback.FingerprintOf(test.text)
		require.True(t, ok)
		require.Equal(t, test.want, f.String(), test.text)
		require.Equal(t, slowFingerprint(test.text), f)
	}
	_, ok := feedback.FingerprintOf("…")
	require.False(t, ok)
}

func TestFingerprintSeesThroughWriting(t *testing.T) {
	a, _ := feedback.FingerprintOf("ＷｉＦｉ 網絡帳單扣費錯誤！")
	b, _ := feedback.FingerprintOf("wifi网络帐单，扣费错误")
	require.Equal(t, a, b)
	require.Zero(t, a.Distance(b))
	require.Equal(t, 64, a.Distance(^a))
}

func TestParseFingerprint(t *testing.T) {
	f, err := feedback.ParseFingerprint("00ff00ff00ff00ff")
	require.NoError(t, err)
	require.Equal(t, feedback.Fingerprint(0x00ff00ff00ff00ff), f)
	require.Equal(t, "00ff00ff00ff00ff", f.String())
	for _, text := range []string{"", "ff", "00FF00ff00ff00ff", "00ff00ff00ff00ff0", "+0ff00ff00ff00ff", "zzzzzzzzzzzzzzzz", strings.Repeat("0", 1<<20)} {
		_, err := feedback.ParseFingerprint(text)
		require.ErrorIs(t, err, commitment.ErrInvalid)
		require.Equal(t, "fingerprint", commitment.FieldErrors(err)[0].Path)
		require.Less(t, len(err.Error()), 200)
	}
	var g feedback.Fingerprint
	require.EqualError(t, g.UnmarshalText([]byte("x")), `feedback: fingerprint: must be 16 hexadecimal digits, not "x"`)
	text, err := f.MarshalText()
	require.NoError(t, err)
	require.NoError(t, g.UnmarshalText(text))
	require.Equal(t, f, g)
}

func TestSimilarity(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       float64
		ok         bool
	}{
		{"alike", "Late delivery!", "late DELIVERY", 1, true},
		{"half", "abcd", "abce", 1.0 / 3, true},
		{"nothing in common", "abc", "xyz", 0, true},
		{"short", "a", "a", 1, true},
		{"short and long", "ab", "abc", 0, true},
		{"no content", "?!", "abc", 0, false},
		{"no content, second", "abc", "", 0, false},
		{"repetitions count once", "aaaaaa", "aaa", 1, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := feedback.Similarity(test.a, test.b)
			require.Equal(t, test.ok, ok)
			require.InDelta(t, test.want, got, 1e-15)
		})
	}
}

func TestFingerprintIndex(t *testing.T) {
	var x feedback.FingerprintIndex
	require.Empty(t, x.Near(0, 64))
	require.NoError(t, x.Add("a", 0b0000))
	require.NoError(t, x.Add("b", 0b0111))
	require.NoError(t, x.Add("c", 0b0001))
	require.NoError(t, x.Add("d", 0b1000))
	require.EqualError(t, x.Add("", 1), "feedback: id: is required")
	require.Equal(t, 4, x.Len())
	require.Equal(t, []feedback.Candidate{{ID: "a"}, {ID: "c", Distance: 1}, {ID: "d", Distance: 1}}, x.Near(0, 1))
	require.Equal(t, []feedback.Candidate{{ID: "c"}}, x.Near(1, 0))
	require.Empty(t, x.Near(0, -1))
	require.NoError(t, x.Add("a", 0b0011))
	require.Equal(t, 4, x.Len())

	pairs, complete := x.Pairs(1, 10)
	require.True(t, complete)
	require.Equal(t, []feedback.Pair{{A: "a", B: "b", Distance: 1}, {A: "a", B: "c", Distance: 1}}, pairs)
	pairs, complete = x.Pairs(1, 2)
	require.True(t, complete)
	require.Len(t, pairs, 2)
	pairs, complete = x.Pairs(1, 1)
	require.False(t, complete)
	require.Equal(t, []feedback.Pair{{A: "a", B: "b", Distance: 1}}, pairs)
}

// One word more or less, a typing error, another order of sentences: still near.
// Different complaints are not.
func TestFingerprintFindsDuplicates(t *testing.T) {
	texts := complaintTexts(400)
	var x feedback.FingerprintIndex
	for i, text := range texts {
		f, ok := feedback.FingerprintOf(text)
		require.True(t, ok)
		require.NoError(t, x.Add(strconv.Itoa(i), f))
	}
	missed, wrong := 0, 0
	for i, text := range texts {
		half := len([]rune(text)) / 2
		runes := []rune(text)
		edited := string(runes[:half]) + "另外" + string(runes[half+1:]) + " thanks"
		f, _ := feedback.FingerprintOf(edited)
		found := false
		for _, c := range x.Near(f, feedback.DefaultNear) {
			if c.ID == strconv.Itoa(i) {
				found = true
			} else {
				wrong++
			}
		}
		if !found {
			missed++
		}
	}
	require.LessOrEqual(t, missed, 20, "of 400 duplicates")
	require.LessOrEqual(t, wrong, 80, "of 400 × 399 pairs that share half their phrases")
}

func FuzzFingerprint(f *testing.F) {
	for _, seed := range []string{"", "a", "ab", "abc", "ＡＢＣ", "網絡 Café", "K Å ẞ İ", "a\xffb", "𠀀𠀁", "Ǆ ǅ", "ỗ ſ"} {
		f.Add(seed, seed+"x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		plain := feedback.Normalise(a)
		require.Equal(t, plain, feedback.Normalise(plain), "normalising twice changes nothing more")
		require.True(t, utf8.ValidString(plain))
		got, ok := feedback.FingerprintOf(a)
		require.Equal(t, plain != "", ok)
		same, _ := feedback.FingerprintOf(plain)
		require.Equal(t, got, same)
		if ok {
			require.Equal(t, slowFingerprint(a), got)
		}
		back, err := feedback.ParseFingerprint(got.String())
		require.NoError(t, err)
		require.Equal(t, got, back)
		ab, okAB := feedback.Similarity(a, b)
		ba, okBA := feedback.Similarity(b, a)
		require.Equal(t, okAB, okBA)
		require.InDelta(t, ab, ba, 0)
		require.True(t, 0 <= ab && ab <= 1)
	})
}

// slowFingerprint computes a fingerprint from the 3-grams as texts.
func slowFingerprint(text string) feedback.Fingerprint {
	runes := []rune(feedback.Normalise(text))
	grams := map[string]bool{}
	if len(runes) < 3 {
		grams[string(runes)] = true
	}
	for i := 0; i+3 <= len(runes); i++ {
		grams[string(runes[i:i+3])] = true
	}
	var ones [64]int
	for gram := range grams {
		var word uint64
		for _, r := range gram {
			word = word*(1<<21) + uint64(r)
		}
		word += 0x9e3779b97f4a7c15
		word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9
		word = (word ^ (word >> 27)) * 0x94d049bb133111eb
		word ^= word >> 31
		for bit := range ones {
			if bits.RotateLeft64(word, -bit)&1 == 1 {
				ones[bit]++
			}
		}
	}
	var f feedback.Fingerprint
	for bit, n := range ones {
		if 2*n > len(grams) {
			f += 1 << bit
		}
	}
	return f
}

// complaintTexts returns texts of about 200 characters, half of them Chinese,
// made of phrases in an order that a small generator draws.
func complaintTexts(n int) []string {
	phrases := []string{
		"宽带从上周三开始每天晚上断网", "客服电话打了五次都没有人接", "账单多扣了一百二十元", "维修师傅约好上午来却没有来",
		"路由器换了三台仍然掉线", "要求退还本月费用并赔偿", "营业厅排队两个小时", "合同里没有写明违约金", "快递延误九天才送到", "商品与描述不符",
		"the parcel arrived nine days late and damaged", "nobody called me back although it was promised",
		"I was charged twice for the same order", "the technician cancelled without telling me",
		"my refund has been pending for six weeks", "the app crashes when I open the invoice",
		"the agent was rude and hung up", "please send a written answer", "the contract says something else", "internet drops every evening",
	}
	state := uint64(7)
	next := func(n int) int {
		state = state*6364136223846793005 + 1442695040888963407
		return int(state >> 33 % uint64(n))
	}
	texts := make([]string, n)
	for i := range texts {
		var b strings.Builder
		fmt.Fprintf(&b, "No. %d, ", 100000+i*7919)
		for utf8.RuneCountInString(b.String()) < 190 {
			p := phrases[next(10)+10*(i%2)]
			b.WriteString(p)
			for range 4 {
				if i%2 == 0 {
					b.WriteRune(rune(0x4E00 + next(8000)))
				} else {
					b.WriteRune(rune('a' + next(26)))
				}
			}
		}
		texts[i] = b.String()
	}
	return texts
}

func BenchmarkFingerprintIndex(b *testing.B) {
	texts := complaintTexts(10_000)
	for i := range texts {
		for utf8.RuneCountInString(texts[i]) < 200 {
			texts[i] += texts[(i+1)%len(texts)]
		}
		texts[i] = string([]rune(texts[i])[:200])
	}
	b.ReportAllocs()
	for b.Loop() {
		var x feedback.FingerprintIndex
		for i, text := range texts {
			f, _ := feedback.FingerprintOf(text)
			if err := x.Add(texts[i][:12]+strconv.Itoa(i), f); err != nil {
				b.Fatal(err)
			}
		}
		if _, complete := x.Pairs(feedback.DefaultNear, 1_000_000); !complete {
			b.Fatal("incomplete")
		}
	}
}

func BenchmarkFingerprintOf(b *testing.B) {
	text := string([]rune(strings.Repeat(complaintTexts(2)[0], 3))[:200])
	b.ReportAllocs()
	for b.Loop() {
		feedback.FingerprintOf(text)
	}
}
