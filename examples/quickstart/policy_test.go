package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/servicecommitment/commitment"
)

func TestPolicyHasNoWarnings(t *testing.T) {
	office, err := readOffice(allHolidays())
	require.NoError(t, err)
	engine, err := readEngine(office)
	require.NoError(t, err)
	require.Empty(t, engine.Warnings())
}

func TestPolicyNeedsItsCalendar(t *testing.T) {
	_, err := readEngine(nil)
	require.ErrorIs(t, err, commitment.ErrInvalid)
	require.Equal(t, "calendars.boston", commitment.FieldErrors(err)[0].Path)
}
