// Package schemes holds published terms of compensation as data: statutes,
// regulations and the official pages of providers, each with its source, its
// version and the dates between which it holds.
//
//	scheme, err := schemes.Lookup("us-dbc", calendar.MustDate(2016, time.May, 1))
//	program, err := compensation.Compile(scheme)
//	award, err := program.Assess(claim)
//
// They are starting points, and documentation of what the format can say. They
// are not legal advice: a text may have changed, a court may read it otherwise,
// and each leaves out what an amount does not depend on. [All] gives every
// version of every scheme, [Lookup] the version that holds on a date, [JSON] the
// text to copy and adapt. An id has several versions where the text changed; of
// a text whose first or last day its source does not say, that side is open.
//
// # What there is
//
// Availability of cloud services: aws-ec2-region, aws-s3-standard, aws-s3-ia,
// aliyun-datahub, tencent-cvm, and github-enterprise, whose published table says
// nothing of exactly 99.0 % (assessing that is [compensation.ErrGap]).
//
// Utilities: ofcom-repair, ofcom-appointment, ofgem-normal, ofgem-storm2,
// gss-supply, gss-sewer-internal, gss-low-pressure (United Kingdom),
// tkg-58-outage (Germany), il-732-outage (Illinois).
//
// Travel: eu261, eu-rail (European Union), us-dbc (United States),
// ca-appr-denied (Canada), uk-delay-repay-30, de-deutschlandticket.
//
// China: cn-7-day-return (七天无理由退货), cn-sanbao and cn-sanbao-phone (三包),
// cn-auto-sanbao (家用汽车三包), cn-consumer-55 (退一赔三), cn-food-safety-148
// (退一赔十), cn-postal-47 (邮件损失), cn-sme-late-payment (逾期利息),
// cn-samr-reward (举报奖励).
//
// # Returns and warranty
//
// What a customer may ask for besides money is a right of the scheme:
//
//   - cn-7-day-return: the right "return" and the price, until the seventh day
//     after the day of receipt. The award's ClaimBy is that day. Goods that the
//     law excludes, and goods that are not intact, are exclusions with names.
//   - cn-sanbao: "return" and "exchange" within 15 days of the purchase, and to
//     the end of the warranty after two repairs or one that took too long (more
//     than 90 days for want of parts, more than 30 by the repairer's fault: the
//     fact repair_overdue), and "repair" free of charge to the end of the
//     warranty, a year for most goods: the fact warranty_until, for which
//     calendar.Date.AddMonths(12) of the day of purchase is the usual value. Who
//     wants money after the seventh day though the same model could be had pays
//     depreciation: the fact depreciation_pct for each day, without the days in
//     repair. cn-sanbao-phone is the same for mobile phones, where it is 0.5 % a
//     day and want of parts excuses 60 days.
//
// The data is in the binary only of programs that import this package;
// importing compensation alone does not bring it along.
package schemes
