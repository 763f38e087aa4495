package slatest

import (
	"github.com/servicecommitment/commitment/internal/strictjson"
	"github.com/servicecommitment/commitment/sla"
)

func readCheckpoint(v strictjson.Value) checkpoint {
	var c checkpoint
	o, ok := v.Object()
	if !ok {
		return c
	}
	if now, ok := o.Required("now"); ok {
		c.now = readNow(now)
	}
	for _, f := range reportFields() {
		if member, ok := o.Take(f.key); ok {
			c.report = append(c.report, wanted[sla.Report]{f, f.read(member)})
		}
	}
	if clocks, ok := o.Take("clocks"); ok {
		c.clocks = readClocks(clocks)
	}
	if firings, ok := o.Take("firings"); ok {
		items, _ := firings.Array()
		list := make([][]wanted[sla.Firing], 0, len(items))
		for _, item := range items {
			list = append(list, readWanted(item, firingFields()))
		}
		c.firings = &list
	}
	if findings, ok := o.Take("findings"); ok {
		items, _ := findings.Array()
		codes := make([]string, 0, len(items))
		for _, item := range items {
			code, _ := item.Text()
			codes = append(codes, code)
		}
		c.findings = &codes
	}
	if shares, ok := o.Take("shares"); ok {
		c.shares = readShares(shares)
	}
	o.Done()
	return c
}

func readClocks(v strictjson.Value) []wantedClocks {
	o, ok := v.Object()
	if !ok {
		return nil
	}
	var all []wantedClocks
	for _, member := range o.Rest() {
		w := wantedClocks{commitment: member.Key}
		switch member.Value.Kind() {
		case strictjson.KindArray:
			w.all = true
			items, _ := member.Value.Array()
			for _, item := range items {
				w.cycles = append(w.cycles, readWanted(item, clockFields()))
			}
		case strictjson.KindString:
			w.none = true
			if text, _ := member.Value.Text(); text != none {
				member.Value.Failf("must be an object, an array or %q", none)
			}
		case strictjson.KindObject, strictjson.KindNull, strictjson.KindBool, strictjson.KindNumber:
			w.cycles = append(w.cycles, readWanted(member.Value, clockFields()))
		}
		all = append(all, w)
	}
	return all
}

func readShares(v strictjson.Value) []wantedShares {
	o, ok := v.Object()
	if !ok {
		return nil
	}
	var all []wantedShares
	for _, member := range o.Rest() {
		shares, ok := member.Value.Object()
		if !ok {
			continue
		}
		w := wantedShares{commitment: member.Key}
		for _, f := range shareFields() {
			if part, ok := shares.Take(f.key); ok {
				w.shares = append(w.shares, wanted[sla.Shares]{f, f.read(part)})
			}
		}
		if groups, ok := shares.Take("groups"); ok {
			w.shares = append(w.shares, readGroups(groups)...)
		}
		shares.Done()
		all = append(all, w)
	}
	return all
}

func readGroups(v strictjson.Value) []wanted[sla.Shares] {
	o, ok := v.Object()
	if !ok {
		return nil
	}
	var all []wanted[sla.Shares]
	for _, member := range o.Rest() {
		f := field[sla.Shares]{"groups." + member.Key, readTime, func(s *sla.Shares) value {
			for _, share := range s.Groups {
				if share.Group == member.Key {
					return timeValue(share.Elapsed)
				}
			}
			return value{text: none}
		}}
		all = append(all, wanted[sla.Shares]{f, f.read(member.Value)})
	}
	return all
}

func reportFields() []field[sla.Report] {
	return []field[sla.Report]{
		{"policy_version", readText, func(r *sla.Report) value { return textValue(r.PolicyVersion) }},
		{"rule", readText, func(r *sla.Report) value { return textValue(r.RuleID) }},
		{"next", readInstant, func(r *sla.Report) value { return instantValue(r.Next) }},
	}
}

func clockFields() []field[sla.Clock] {
	return []field[sla.Clock]{
		{"metric", readText, func(c *sla.Clock) value { return textValue(c.Metric) }},
		{"commitment", readText, func(c *sla.Clock) value { return textValue(c.Commitment) }},
		{"calendar", readText, func(c *sla.Clock) value { return textValue(c.Calendar) }},
		{"cycle", readInt, func(c *sla.Clock) value { return intValue(c.Cycle) }},
		{"group", readText, func(c *sla.Clock) value { return textValue(c.Group) }},
		{"stage", readStage, func(c *sla.Clock) value { return textValue(c.Stage.String()) }},
		{"verdict", readVerdict, func(c *sla.Clock) value { return textValue(c.Verdict.String()) }},
		{"breached", readBool, func(c *sla.Clock) value { return boolValue(c.Breached) }},
		{"born_breached", readBool, func(c *sla.Clock) value { return boolValue(c.BornBreached) }},
		{"start", readInstant, func(c *sla.Clock) value { return instantValue(c.Start) }},
		{"due", readInstant, func(c *sla.Clock) value { return instantValue(c.Due) }},
		{"stopped", readInstant, func(c *sla.Clock) value { return instantValue(c.Stopped) }},
		{"breached_at", readInstant, func(c *sla.Clock) value { return instantValue(c.BreachedAt) }},
		{"due_projected", readBool, func(c *sla.Clock) value { return boolValue(c.DueProjected) }},
		{"provisional", readBool, func(c *sla.Clock) value { return boolValue(c.Provisional) }},
		{"elapsed", readTime, func(c *sla.Clock) value { return timeValue(c.Elapsed) }},
		{"remaining", readTime, func(c *sla.Clock) value { return timeValue(c.Remaining) }},
		{"overdue", readTime, func(c *sla.Clock) value { return timeValue(c.Overdue) }},
		{"paused", readTime, func(c *sla.Clock) value { return timeValue(c.Paused) }},
		{"target", readInt, func(c *sla.Clock) value { return intValue(c.Target) }},
		{"merged_into", readText, func(c *sla.Clock) value { return textValue(c.MergedInto) }},
	}
}

func firingFields() []field[sla.Firing] {
	return []field[sla.Firing]{
		{"key", readText, func(f *sla.Firing) value { return textValue(f.Key) }},
		{"metric", readText, func(f *sla.Firing) value { return textValue(f.Metric) }},
		{"commitment", readText, func(f *sla.Firing) value { return textValue(f.Commitment) }},
		{"alert", readText, func(f *sla.Firing) value { return textValue(f.Alert) }},
		{"cycle", readInt, func(f *sla.Firing) value { return intValue(f.Cycle) }},
		{"at", readInstant, func(f *sla.Firing) value { return instantValue(f.At) }},
	}
}

func shareFields() []field[sla.Shares] {
	return []field[sla.Shares]{
		{"unassigned", readTime, func(s *sla.Shares) value { return timeValue(s.Unassigned) }},
		{"paused", readTime, func(s *sla.Shares) value { return timeValue(s.Paused) }},
		{"total", readTime, func(s *sla.Shares) value { return timeValue(s.Total) }},
	}
}
