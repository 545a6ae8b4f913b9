# METADATA
# title: Attested nodes
# description: |
#   Decides which component may run at which site, by what verifiers attest of every node of the site: a root of trust
#   that the requirement accepts, a good result, and not too long ago.
package icra.attested_nodes

# METADATA
# description: component IRI, then site IRI, to a decision with every reason against it
# entrypoint: true
decisions := {component.id: by_site |
	some component in input.components
	is_string(component.id)
	by_site := {site: decision(component, site) | some site in asked_sites}
}

# METADATA
# description: For each component, in the order asked, the positions of the candidates that it may run at.
# entrypoint: true
eligible := [positions |
	some component in input.components
	positions := {candidate |
		now
		some candidate, _ in input.candidates
		every requirement in component { met[requirement][candidate] }
	}
]

# METADATA
# description: |
#   For each requirement, in the order asked, the positions of the candidates that meet it. A component may run where all
#   of its own are met, so each is judged once for each set of facts, and not once for each pair.
# entrypoint: true
met := [positions |
	some requirement in input.requirements
	positions := {i | some i, facts in input.candidates; findings(requirement, "", facts) == set()}
]

decision(component, site) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := (time_findings | list_findings(component)) | {reason |
		some requirement in component.requirements
		some found in findings(requirement, site, facts_of(site))
		reason := object.union(found, {"requirement": named(requirement)})
	}
}

asked_sites := {site | some site in input.sites; is_string(site)} if "sites" in object.keys(input)

else := object.keys(data.continuum.sites)

facts_of(site) := facts if facts := data.continuum.sites[site]

else := {}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

list_findings(component) := set() if is_array(component.requirements)

else := {finding("requirement.kind-unknown", {}, "The component does not list its requirements.")}

named(requirement) := requirement.id if is_string(requirement.id)

else := ""

findings(requirement, site, facts) := kind_findings(requirement) if kind_findings(requirement) != set()

else := parameter_findings(requirement) if parameter_findings(requirement) != set()

else := site_findings(requirement, site, facts)

kind_findings(requirement) := set() if requirement.kind == "attested-nodes"

else := {finding("requirement.kind-unknown", {}, "The requirement is not of the kind \"attested-nodes\".")}

# Each function below ends in an unconditional else, so that what is not known is a finding.

parameter_findings(requirement) := union({verifiers_findings(requirement), roots_findings(requirement), age_findings(requirement)})

verifiers_findings(requirement) := set() if {
	is_array(requirement.verifiers)
	count(requirement.verifiers) > 0
}

else := {finding("requirement.verifiers-missing", {}, "The requirement names no verifier that is believed.")}

roots_findings(requirement) := set() if {
	is_array(requirement.rootsOfTrust)
	count(requirement.rootsOfTrust) > 0
}

else := {finding("requirement.roots-missing", {}, "The requirement names no root of trust that is accepted.")}

age_findings(requirement) := set() if is_number(requirement.maxAgeMinutes)

else := {finding("requirement.age-missing", {}, "The requirement does not say how old an attestation may be.")}

# A component may come to run on any node of the site.
site_findings(requirement, site, facts) := {found |
	some node in facts.nodes
	some found in node_findings(requirement, site, node)
} if {
	is_array(facts.nodes)
	count({node | some node in facts.nodes}) == facts.nodeCount
	facts.nodeCount > 0
}

else := {finding(
	"attestation.nodes-incomplete",
	{"site": site},
	$"The list of the nodes of site {site} is missing or empty, or does not have as many as it says there are.",
)}

node_findings(requirement, site, node) := {finding(
	"attestation.results-incomplete",
	{"site": site, "node": label(node)},
	$"It is not known what all was attested of node {label(node)} at site {site}.",
)} if {
	not results_complete(node)
}

else := set() if {
	believed(requirement, node) != set()
	every result in believed(requirement, node) {
		result.result == "affirming"
		is_string(result.rootOfTrust)
		result.rootOfTrust in requirement.rootsOfTrust
	}
}

else := {finding(
	"attestation.not-affirmed",
	{"site": site, "node": label(node)},
	$"Not every verifier that is believed affirms node {label(node)} at site {site} with a root of trust that is accepted.",
)} if {
	believed(requirement, node) != set()
}

else := {finding(
	"attestation.unattested",
	{"site": site, "node": label(node)},
	$"No verifier that is believed has attested node {label(node)} at site {site} within {requirement.maxAgeMinutes} minutes.",
)}

results_complete(node) if {
	is_array(node.results)
	count({result | some result in node.results}) == node.resultCount
}

# What verifiers that are believed have said, of what is not too old at the time asked about. What lies between two
# numbers is a number.
believed(requirement, node) := {result |
	some result in node.results
	is_string(result.verifier)
	result.verifier in requirement.verifiers
	now - (requirement.maxAgeMinutes * 60) <= result.attestedEpochS
	result.attestedEpochS <= now
}

label(node) := node.node if is_string(node.node)

else := "without a name"

finding(code, values, message) := {"code": code, "requirement": "", "values": values, "message": message}
