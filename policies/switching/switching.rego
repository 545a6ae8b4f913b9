# METADATA
# title: Switching
# description: |
#   Decides whether the terms of an agreement let a customer leave as chapter VI of Regulation (EU) 2023/2854 asks: notice,
#   transition, retrieval, charges, and formats that another provider can read.
package icra.switching

# METADATA
# description: the id of each agreement to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.agreements
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(agreement) := union({
	at_most_findings(agreement, "noticeDays", most_notice_days, "notice"),
	transition_findings(agreement),
	retrieval_findings(agreement),
	at_most_findings(agreement, "switchingChargeEuro", most_charge_euro(agreement), "charge"),
	at_most_findings(agreement, "egressChargePerGigabyteEuro", most_egress_euro(agreement), "egress"),
	format_findings(agreement),
	lock_in_findings(agreement),
})

# Article 25(2)(d): at most two months, which have up to 62 days.
most_notice_days := 62

# Article 25(2)(a) and (4): 30 days, or up to seven months where the provider justified within 14 working days why.
most_transition_days(agreement) := 214 if agreement.transitionJustified == true

else := 30

# Article 29: no charges from 12 January 2027, and at most the provider's own costs before.
without_charges_from_epoch_s := 1799712000

most_charge_euro(agreement) := agreement.switchingCostEuro if {
	now < without_charges_from_epoch_s
	is_number(agreement.switchingCostEuro)
}

else := 0

most_egress_euro(agreement) := agreement.egressCostPerGigabyteEuro if {
	now < without_charges_from_epoch_s
	is_number(agreement.egressCostPerGigabyteEuro)
}

else := 0

at_most_findings(agreement, term, most, name) := set() if amount(agreement, term) <= most

else := {finding(
	concat("", ["switching.", name, "-above"]),
	{"term": term, "value": $"{value}", "most": $"{most}"},
	$"The agreement has {value} as {term}, and at most {most} is allowed.",
)} if {
	value := amount(agreement, term)
}

else := {finding(
	concat("", ["switching.", name, "-unknown"]),
	{"term": term},
	$"The agreement does not state {term}.",
)}

amount(agreement, term) := agreement[term] if {
	is_number(agreement[term])
	agreement[term] >= 0
}

transition_findings(agreement) := at_most_findings(agreement, "transitionDays", most_transition_days(agreement), "transition")

# Article 25(2)(g): data can be fetched for at least 30 days after the transition.
retrieval_findings(agreement) := set() if {
	is_number(agreement.retrievalDays)
	agreement.retrievalDays >= 30
}

else := {finding(
	"switching.retrieval-too-short",
	{},
	"The agreement does not let the customer fetch the data for at least 30 days after the transition.",
)}

# Article 30(5) and Article 25(2)(e): what can be exported is listed, in formats that machines read and others use.
format_findings(agreement) := set() if {
	some _ in agreement.exportableData
	every category in agreement.exportableData { is_open(category) }
	count({category | some category in agreement.exportableData}) == agreement.exportableDataCount
}

else := {finding(
	"switching.formats-unknown",
	{},
	"The agreement does not list all data that can be exported, each with a format that is documented openly.",
)}

is_open(category) if {
	is_string(category.format)
	category.format in input.openFormats
}

lock_in_findings(agreement) := set() if agreement.exclusive == false

else := {finding(
	"switching.locked-in",
	{},
	"It is not stated that the customer may use other providers at the same time.",
)}

finding(code, values, message) := {"code": code, "values": values, "message": message}
