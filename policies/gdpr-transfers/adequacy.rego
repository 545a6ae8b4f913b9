# The decisions of adequacy of the European Commission under Article 45 of Regulation (EU) 2016/679, and the countries of the
# European Economic Area, by ISO 3166-1 alpha-2. Written from the Commission's public list, dates of adoption from the
# Official Journal:
# https://commission.europa.eu/law/law-topic/data-protection/international-dimension-data-protection/adequacy-decisions_en
package icra.gdpr_transfers

# Most decisions have no end, yet the Commission can repeal one at any time and courts have annulled two. So the list itself
# ends: on 1 July 2027 somebody has to have read it again. The decision on the United Kingdom ends later, on 27 December 2031.
read_until_epoch_s := 1814400000

adequacy := {
	"AD": {
		"decision": "2010/625/EU",
		"covers": "everybody",
		"fromEpochS": 1287446400,
		"untilEpochS": read_until_epoch_s,
	},
	"AR": {
		"decision": "2003/490/EC",
		"covers": "everybody",
		"fromEpochS": 1056931200,
		"untilEpochS": read_until_epoch_s,
	},
	"CA": {
		"decision": "2002/2/EC",
		"covers": "commercial organisations that the Canadian act on personal information binds",
		"fromEpochS": 1008806400,
		"untilEpochS": read_until_epoch_s,
	},
	"CH": {
		"decision": "2000/518/EC",
		"covers": "everybody",
		"fromEpochS": 964569600,
		"untilEpochS": read_until_epoch_s,
	},
	"FO": {
		"decision": "2010/146/EU",
		"covers": "everybody",
		"fromEpochS": 1267747200,
		"untilEpochS": read_until_epoch_s,
	},
	"GB": {
		"decision": "renewal of 19 December 2025",
		"covers": "everybody",
		"fromEpochS": 1766102400,
		"untilEpochS": read_until_epoch_s,
	},
	"GG": {
		"decision": "2003/821/EC",
		"covers": "everybody",
		"fromEpochS": 1069372800,
		"untilEpochS": read_until_epoch_s,
	},
	"IL": {
		"decision": "2011/61/EU",
		"covers": "everybody",
		"fromEpochS": 1296432000,
		"untilEpochS": read_until_epoch_s,
	},
	"IM": {
		"decision": "2004/411/EC",
		"covers": "everybody",
		"fromEpochS": 1083110400,
		"untilEpochS": read_until_epoch_s,
	},
	"JE": {
		"decision": "2008/393/EC",
		"covers": "everybody",
		"fromEpochS": 1210204800,
		"untilEpochS": read_until_epoch_s,
	},
	"JP": {
		"decision": "(EU) 2019/419",
		"covers": "business operators that the Japanese act on personal information binds",
		"fromEpochS": 1548201600,
		"untilEpochS": read_until_epoch_s,
	},
	"KR": {
		"decision": "(EU) 2022/254",
		"covers": "controllers that the Korean act on personal information binds",
		"fromEpochS": 1639699200,
		"untilEpochS": read_until_epoch_s,
	},
	"NZ": {
		"decision": "2013/65/EU",
		"covers": "everybody",
		"fromEpochS": 1355875200,
		"untilEpochS": read_until_epoch_s,
	},
	"US": {
		"decision": "(EU) 2023/1795",
		"covers": "organisations on the list of the Data Privacy Framework",
		"fromEpochS": 1688947200,
		"untilEpochS": read_until_epoch_s,
	},
	"UY": {
		"decision": "2012/484/EU",
		"covers": "everybody",
		"fromEpochS": 1345507200,
		"untilEpochS": read_until_epoch_s,
	},
}

area := {
	"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
	"IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
}
