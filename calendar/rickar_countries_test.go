package calendar_test

import (
	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/ar"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cy"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/ecb"
	"github.com/rickar/cal/v2/ee"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fi"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/hu"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/is"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/ke"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lu"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/mt"
	"github.com/rickar/cal/v2/mw"
	"github.com/rickar/cal/v2/mx"
	"github.com/rickar/cal/v2/nc"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/pt"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/rs"
	"github.com/rickar/cal/v2/ru"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/th"
	"github.com/rickar/cal/v2/ua"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"
)

// calLists are all lists of holidays that rickar/cal exports, by package.
var calLists = map[string][][]*cal.Holiday{
	"ar": {ar.Holidays},
	"at": {at.Holidays},
	"au": {
		au.HolidaysACT, au.HolidaysNSW, au.HolidaysNT, au.HolidaysQLD, au.HolidaysSA, au.HolidaysTAS, au.HolidaysVIC, au.HolidaysWA,
	},
	"be": {be.Holidays},
	"bg": {bg.Holidays},
	"br": {br.Holidays},
	"ca": {ca.Holidays},
	"ch": {
		ch.Holidays, ch.HolidaysZH, ch.HolidaysBE, ch.HolidaysLU, ch.HolidaysUR, ch.HolidaysSZ, ch.HolidaysOW, ch.HolidaysNW,
		ch.HolidaysGL, ch.HolidaysZG, ch.HolidaysFR, ch.HolidaysSO, ch.HolidaysBS, ch.HolidaysBL, ch.HolidaysSH, ch.HolidaysAR,
		ch.HolidaysAI, ch.HolidaysSG, ch.HolidaysGR, ch.HolidaysAG, ch.HolidaysTG, ch.HolidaysVD, ch.HolidaysTI, ch.HolidaysVS,
		ch.HolidaysNE, ch.HolidaysGE, ch.HolidaysJU,
	},
	"cy": {cy.Holidays},
	"cz": {cz.Holidays},
	"de": {
		de.Holidays, de.HolidaysBW, de.HolidaysBY, de.HolidaysBE, de.HolidaysBB, de.HolidaysHB, de.HolidaysHH, de.HolidaysHE,
		de.HolidaysMV, de.HolidaysNI, de.HolidaysNW, de.HolidaysRP, de.HolidaysSL, de.HolidaysSN, de.HolidaysST, de.HolidaysSH,
		de.HolidaysTH,
	},
	"dk":  {dk.Holidays},
	"ecb": {ecb.Holidays},
	"ee":  {ee.Holidays},
	"es":  {es.Holidays},
	"fi":  {fi.Holidays},
	"fr":  {fr.Holidays},
	"gb":  {gb.Holidays},
	"gr":  {gr.Holidays},
	"hr":  {hr.Holidays},
	"hu":  {hu.Holidays},
	"ie":  {ie.Holidays},
	"is":  {is.Holidays},
	"it":  {it.Holidays},
	"jp":  {jp.Holidays},
	"ke":  {ke.Holidays},
	"lt":  {lt.Holidays},
	"lu":  {lu.Holidays},
	"lv":  {lv.Holidays},
	"mt":  {mt.Holidays},
	"mw":  {mw.Holidays},
	"mx":  {mx.Holidays},
	"nc":  {nc.Holidays},
	"nl":  {nl.Holidays},
	"no":  {no.Holidays},
	"nz":  {nz.Holidays},
	"pl":  {pl.Holidays},
	"pt":  {pt.Holidays},
	"ro":  {ro.Holidays},
	"rs":  {rs.Holidays},
	"ru":  {ru.Holidays},
	"se":  {se.Holidays},
	"si":  {si.Holidays},
	"sk":  {sk.Holidays},
	"th":  {th.Holidays, th.SongKranDays},
	"ua":  {ua.Holidays},
	"us":  {us.Holidays},
	"za":  {za.Holidays},
}
