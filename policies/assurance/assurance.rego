# METADATA
# title: Assurance
# description: |
#   Decides which component may run at which site, by the certificates that cover the site: a scheme counts only where
#   the requirement names it, at the levels and by the issuers that it names.
package icra.assurance

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

kind_findings(requirement) := set() if requirement.kind == "assurance"

else := {finding("requirement.kind-unknown", {}, "The requirement is not of the kind \"assurance\".")}

# Each function below ends in an unconditional else, so that what is not known is a finding.

parameter_findings(requirement) := {found |
	some scheme in requirement.schemes
	some found in scheme_findings(scheme)
} if {
	is_array(requirement.schemes)
	count(requirement.schemes) > 0
}

else := {finding("requirement.schemes-missing", {}, "The requirement names no scheme.")}

scheme_findings(scheme) := set() if {
	is_string(scheme.scheme)
	some _ in scheme.levels
	some _ in scheme.issuers
}

else := {finding(
	"requirement.scheme-open",
	{},
	"The requirement names a scheme without its name, the levels that count or the issuers that are believed.",
)}

site_findings(requirement, site, facts) := {found |
	some scheme in requirement.schemes
	some found in certificate_findings(scheme, site, facts)
}

certificate_findings(scheme, site, facts) := set() if {
	some certificate in valid(facts.certificates)
	certificate.scheme == scheme.scheme
	certificate.level in scheme.levels
	certificate.issuer in scheme.issuers
	certificate.status == "valid"
}

else := {finding(
	"assurance.not-accepted",
	{"site": site, "scheme": scheme.scheme},
	$"No certificate of {scheme.scheme} for site {site} has an accepted level, a believed issuer and the status valid.",
)} if {
	some certificate in valid(facts.certificates)
	certificate.scheme == scheme.scheme
}

else := {finding(
	"assurance.uncertified",
	{"site": site, "scheme": scheme.scheme},
	$"No certificate of {scheme.scheme} that is valid at the time asked about covers site {site}.",
)}

# The statements of a list that are valid at the time asked about.
valid(statements) := {statement |
	some statement in statements
	is_number(statement.validFromEpochS)
	is_number(statement.validUntilEpochS)
	statement.validFromEpochS <= now
	now < statement.validUntilEpochS
}

finding(code, values, message) := {"code": code, "requirement": "", "values": values, "message": message}
