# METADATA
# title: AI Act
# description: |
#   Decides whether an AI system may be trained on its data at a site, or be put to use, by its class of risk under
#   Regulation (EU) 2024/1689, the evidence that the class needs, and where its training data may be.
package icra.ai_act

# METADATA
# description: the id of each act to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.acts
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(act) := {finding(
	"ai.prohibited",
	{"system": act.system},
	$"What system {act.system} does is prohibited by Article 5.",
)} if {
	system(act).risk == "prohibited"
}

else := class_findings(act) if class_findings(act) != set()

else := training_findings(act) if act.activity == "training"

else := evidence_findings(act, evidence_for_use[system(act).risk] | disclosures(act)) if act.activity == "use"

else := {finding(
	"ai.activity-unknown",
	{"system": act.system},
	$"It is not said whether system {act.system} is to be trained or used.",
)}

system(act) := data.continuum.aiSystems[act.system]

class_findings(act) := {finding(
	"ai.risk-unknown",
	{"system": text(act, "system")},
	$"It is not known which class of risk system {text(act, "system")} has, or who says so.",
)} if {
	not classified(act)
}

# Article 6(3): a system of Annex III that profiles people is always of high risk.
else := {finding(
	"ai.profiles-people",
	{"system": act.system},
	$"It is not known that system {act.system} does not profile people, so that it can be exempted from Annex III.",
)} if {
	system(act).risk == "exempted"
	not harmless(act)
}

# Article 50.
else := {finding(
	"ai.disclosures-unknown",
	{"system": act.system},
	$"It is not known what all has to be disclosed of system {act.system}.",
)} if {
	not disclosures_complete(act)
}

else := set()

classified(act) if {
	evidence_for_use[system(act).risk]
	is_string(system(act).classifiedBy)
}

harmless(act) if system(act).profilesPeople == false

disclosures_complete(act) if {
	is_array(system(act).disclosures)
	count({each | some each in system(act).disclosures}) == system(act).disclosureCount
	every each in system(act).disclosures { each in known_disclosures }
}

disclosures(act) := {each | some each in system(act).disclosures}

# What has to be there before a system is used, by its class. In the order of the articles: 9, 10, 11, 12, 13, 14, 15, 17,
# 43, 47, 49 for high risk; 6(4) and 49(2) for what is in Annex III and exempted by Article 6(3); for other systems nothing.
evidence_for_use := {
	"high": {
		"risk-management",
		"data-governance",
		"technical-documentation",
		"record-keeping",
		"instructions-for-use",
		"human-oversight",
		"accuracy-robustness-security",
		"quality-management",
		"conformity-assessment",
		"declaration-of-conformity",
		"registration",
	},
	"exempted": {"assessment-of-exemption", "registration"},
	"other": set(),
}

# Article 10 applies to the data that a system of high risk is trained on, so it comes before the training.
evidence_for_training := {
	"high": {"data-governance"},
	"exempted": set(),
	"other": set(),
}

# Article 50(1) to (4): that it is a machine, that content was made by one, that emotions are recognised or people
# categorised, that a picture is a deep fake or a text was made by a machine.
known_disclosures := {"interaction", "generated-content", "recognition", "deep-fake", "generated-text"}

evidence_findings(act, needed) := {finding(
	"ai.evidence-missing",
	{"system": act.system, "evidence": each},
	$"There is no evidence of {each} for system {act.system} that is in force at the time asked about.",
) |
	some each in needed
	not each in evidence(act)
}

evidence(act) := {each.evidence |
	some each in system(act).evidence
	is_string(each.reference)
	in_force(each)
}

training_findings(act) := evidence_findings(act, evidence_for_training[system(act).risk]) | {found |
	some name in system(act).trainingData
	some found in data_findings(act, name)
} if {
	is_array(system(act).trainingData)
	count({name | some name in system(act).trainingData}) == system(act).trainingDataCount
	system(act).trainingDataCount > 0
	country_known(act)
}

else := {finding(
	"ai.site-unknown",
	{"system": act.system},
	$"It is not known in which country system {act.system} is to be trained, or nothing is known of that country.",
)} if {
	not country_known(act)
}

else := {finding(
	"ai.training-data-unknown",
	{"system": act.system},
	$"The list of what system {act.system} is trained on is missing or empty, or is not as long as it says.",
)}

country(act) := data.continuum.sites[act.site].country

country_known(act) if is_array(data.continuum.places[country(act)])

# Where several terms are in force, every one of them has to do.
data_findings(act, name) := {finding(
	"ai.training-data-outside",
	{"system": act.system, "data": name, "country": country(act)},
	$"{name} may not be used for training in {country(act)}.",
) |
	some term in terms(name)
	not within(country(act), object.get(term, "places", []))
} if {
	terms(name) != set()
}

else := {finding(
	"ai.training-not-permitted",
	{"system": act.system, "data": labelled(name)},
	$"No term that is in force says where {labelled(name)} may be used for training.",
)}

terms(name) := {term |
	some term in data.continuum.trainingTerms[name]
	in_force(term)
}

within(country, places) if {
	some outer in data.continuum.places[country]
	outer in places
}

labelled(name) := name if is_string(name)

else := "something without a name"

# Not text(item.name): a call with an argument that is undefined is undefined itself.
text(item, name) := item[name] if is_string(item[name])

else := "without a name"

in_force(window) if {
	is_number(window.validFromEpochS)
	is_number(window.validUntilEpochS)
	window.validFromEpochS <= now
	now < window.validUntilEpochS
}

finding(code, values, message) := {"code": code, "values": values, "message": message}
