// Package procedures holds procedures for package feedback, as data: what laws,
// regulators and standards ask of those who handle complaints, with the source
// and the dates between which each is in force.
//
//	p, err := procedures.Choose("CN", "market-regulator", received)
//	desk, err := feedback.Compile(map[string]*calendar.Calendar{"office": office}, p)
//
// They are not legal advice: texts change, and what is here was read at some time
// by somebody. Compare the numbers with the official text before relying on them.
//
//	iso-10002         general              no numbers: the standard sets none
//	cn-consumer-law   CN consumer          7 working days
//	cn-miit-telecom   CN telecom           15 days; 5 working days; 30 days
//	cn-nfra-bank      CN bank-insurance    15, 30 or 60 days
//	cn-samr-order20   CN market-regulator  7 and 45 working days; to 2026-04-14
//	cn-samr-order121  CN market-regulator  from 2026-04-15: a frame
//	cn-xinfang        CN petition          15; 60 + 30 days; reviews of 30 days
//	uk-fca-disp       UK financial         3 business days; eight weeks
//	uk-fca-psd        UK payment-services  15 or 35 business days
//	au-rg271          AU financial         1 business day; 30 or 45 days
//	support-desk      service-commitment   a promise of one's own (承诺服务制度), to adapt
//
// # What they have in common
//
// All name one calendar, "office". The day of receipt is day 0, also when it is a
// day off. Limits of working days end at the close of business of the last day and
// count make-up workdays (调休上班); limits of days and weeks end at 24:00 and are
// not moved when the last day is a day off.
//
// # The frame
//
// The numbers of cn-samr-order121 were not available from the official text. Its
// limits say "unknown", and [feedback.Compile] names each that a host must fill in
// ([feedback.ErrUnknownNumber]).
package procedures
