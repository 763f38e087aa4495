package main

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/servicecommitment/commitment/sla"
)

//go:embed data
var files embed.FS

// data is what the sections are about: the requests of some years, in the order
// in which they were opened.
type data struct {
	// animals2016 and animals2018 are the requests to pick up a dead animal.
	animals2016, animals2018 []request
	// quarter2011 is all requests of July to September 2011.
	quarter2011 []request
}

// load reads the data.
func load() (data, error) {
	var d data
	for _, from := range []struct {
		name string
		to   *[]request
	}{
		{"data/boston311-dead-animal-2016.csv", &d.animals2016},
		{"data/boston311-dead-animal-2018.csv", &d.animals2018},
		{"data/boston311-2011q3.csv.gz", &d.quarter2011},
	} {
		requests, err := readRequests(from.name)
		if err != nil {
			return data{}, err
		}
		*from.to = requests
	}
	return d, nil
}

// request is one row of the city's files.
type request struct {
	id, kind, department, channel string

	opened time.Time
	// cityDue is the due time as the city published it, zero if it set none.
	cityDue time.Time
	closed  time.Time // zero while it is open
	city    cityVerdict
}

// cityVerdict is the city's own verdict.
type cityVerdict string

const (
	onTime  cityVerdict = "ONTIME"
	overdue cityVerdict = "OVERDUE"
	none    cityVerdict = ""
)

// history returns the request as a case: its attributes and what happened. Some
// were closed at once, and their closing bears an instant seconds before their
// opening, which an engine would take for an event that does not count.
func (r request) history() sla.Case {
	c := sla.Case{
		ID:         r.id,
		Attributes: map[string][]string{"type": {r.kind}, "department": {r.department}, "channel": {r.channel}},
		Events:     []sla.Event{{ID: "opened", At: r.opened, Kind: sla.KindOpened}},
	}
	if closed := r.closed; !closed.IsZero() {
		if closed.Before(r.opened) {
			closed = r.opened
		}
		c.Events = append(c.Events, sla.Event{ID: "closed", At: closed, Kind: sla.KindClosed})
	}
	return c
}

// readRequests reads a file of requests.
func readRequests(name string) ([]request, error) {
	text, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("open requests: %w", err)
	}
	rows := io.Reader(bytes.NewReader(text))
	if strings.HasSuffix(name, ".gz") {
		if rows, err = gzip.NewReader(rows); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	requests, err := parseRequests(rows)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return requests, nil
}

const columns = "case_id,type,department,channel,opened_at,due_at,closed_at,status,on_time"

func parseRequests(text io.Reader) ([]request, error) {
	rows := csv.NewReader(text)
	header, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	if got := strings.Join(header, ","); got != columns {
		return nil, fmt.Errorf("columns are %.200q, not %q", got, columns)
	}
	var requests []request
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return requests, nil
		}
		if err != nil {
			return nil, err // names the line
		}
		r, err := parseRequest(row)
		if err != nil {
			line, _ := rows.FieldPos(0)
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		requests = append(requests, r)
	}
}

func parseRequest(row []string) (request, error) {
	r := request{id: row[0], kind: row[1], department: row[2], channel: row[3], city: cityVerdict(row[8])}
	var err error
	if r.opened, err = time.Parse(time.RFC3339, row[4]); err != nil {
		return request{}, fmt.Errorf("opened_at: %w", err)
	}
	if r.cityDue, err = parseOptional(row[5]); err != nil {
		return request{}, fmt.Errorf("due_at: %w", err)
	}
	if r.closed, err = parseOptional(row[6]); err != nil {
		return request{}, fmt.Errorf("closed_at: %w", err)
	}
	switch r.city {
	case onTime, overdue, none:
		return r, nil
	}
	return request{}, fmt.Errorf("on_time: %.80q is neither ONTIME nor OVERDUE", row[8])
}

// parseOptional reads an instant, and nothing as the zero time.
func parseOptional(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339, text)
}
