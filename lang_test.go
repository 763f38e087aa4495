package commitment_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
)

func TestLangString(t *testing.T) {
	require.Equal(t, "en", commitment.English.String())
	require.Equal(t, "zh", commitment.Chinese.String())
	require.Equal(t, "Lang(0)", commitment.Lang(0).String())
	require.Equal(t, "Lang(3)", commitment.Lang(3).String())
}

func TestParseLang(t *testing.T) {
	for _, lang := range []commitment.Lang{commitment.English, commitment.Chinese} {
		got, err := commitment.ParseLang(lang.String())
		require.NoError(t, err)
		require.Equal(t, lang, got)
	}
	for _, text := range []string{"", "EN", "zh-CN", " en", "Lang(0)", "english", "e\x00n"} {
		got, err := commitment.ParseLang(text)
		require.ErrorIs(t, err, commitment.ErrInvalid, "%q", text)
		require.Zero(t, got)
		fields := commitment.FieldErrors(err)
		require.Len(t, fields, 1)
		require.Equal(t, "lang", fields[0].Path)
	}
}

func TestParseLangEchoesLittle(t *testing.T) {
	_, err := commitment.ParseLang(strings.Repeat("x", 1<<20))
	require.EqualError(t, err, `lang: unknown language "`+strings.Repeat("x", 20)+`"`)
}
