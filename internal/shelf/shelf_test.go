package shelf_test

import (
	"errors"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
	"github.com/servicecommitment/commitment/internal/shelf"
)

func TestShelf(t *testing.T) {
	t.Parallel()
	s := shelf.Shelf{
		Files:  fstest.MapFS{"data/a-b.json": {Data: []byte("1")}, "data/a.json": {Data: []byte("2")}, "c.json": {}},
		Folder: "data", Package: "test", Kind: "a thing",
	}
	require.Equal(t, []string{"a", "a-b"}, s.Names())
	text, err := s.JSON("a")
	require.NoError(t, err)
	require.Equal(t, "2", string(text))
	for _, name := range []string{"", ".", "b", "a.json", "../c", "data/a", "A"} {
		_, err = s.JSON(name)
		require.ErrorIs(t, err, commitment.ErrInvalid, name)
	}
	require.EqualError(t, err, `test: name: "A" is not the name of a thing`)
	require.Empty(t, shelf.Shelf{Files: s.Files, Folder: "none"}.Names())
}

func TestLookup(t *testing.T) {
	t.Parallel()
	s := shelf.Shelf{Files: fstest.MapFS{"data/a.json": {Data: []byte("2")}}, Folder: "data", Package: "test", Kind: "a thing"}
	length, err := shelf.Lookup(s, "a", func(text []byte) (int, error) { return len(text), nil })
	require.NoError(t, err)
	require.Equal(t, 1, length)
	wrong := errors.New("is wrong")
	_, err = shelf.Lookup(s, "a", func([]byte) (int, error) { return 7, wrong })
	require.ErrorIs(t, err, wrong)
	require.EqualError(t, err, "test: a: is wrong")
	_, err = shelf.Lookup(s, "b", func([]byte) (int, error) { return 7, nil })
	require.ErrorIs(t, err, commitment.ErrInvalid)
}
