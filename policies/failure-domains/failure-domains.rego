# METADATA
# title: Replicas across failure domains
# description: |
#   Decides whether the replicas of a service are spread so that enough of them are left when any one failure domain of
#   the kinds asked about is lost.
package icra.failure_domains

# METADATA
# description: the id of each service to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.services
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(service) := asked_findings(service) if asked_findings(service) != set()

else := site_findings(service) if site_findings(service) != set()

else := loss_findings(service)

asked_findings(service) := (kinds_findings(service) | replicas_findings(service)) | least_findings(service)

kinds_findings(service) := set() if {
	is_array(service.survives)
	count(service.survives) > 0
	every kind in service.survives { is_string(kind) }
}

else := {finding(
	"failure-domains.kinds-missing",
	{},
	"It is not said the loss of which kinds of failure domains the service has to survive.",
)}

# Two replicas with one name would be one that counts twice.
replicas_findings(service) := set() if {
	is_array(service.replicas)
	count(service.replicas) == service.replicaCount
	service.replicaCount > 0
	count({replica.replica | some replica in service.replicas; is_string(replica.replica)}) == service.replicaCount
	every replica in service.replicas { is_string(replica.site) }
}

else := {finding(
	"failure-domains.replicas-incomplete",
	{},
	"The list of replicas is missing, is not as long as it says, or does not have a name of its own and a site for each.",
)}

least_findings(service) := set() if {
	is_number(service.leastReplicasLeft)
	service.leastReplicasLeft > 0
}

else := {finding(
	"failure-domains.least-missing",
	{},
	"It is not said how many replicas at least have to be left.",
)}

site_findings(service) := {found |
	some site in sites(service)
	some found in statement_findings(service, site)
}

sites(service) := {replica.site | some replica in service.replicas}

statement_findings(service, site) := {found |
	some statement in valid(data.continuum.sites[site].failureDomains)
	some found in (count_findings(site, statement) | kind_findings(service, site, statement))
} if {
	valid(data.continuum.sites[site].failureDomains) != set()
}

else := {finding(
	"failure-domains.unattested",
	{"site": site},
	$"No statement that is valid at the time asked about says in which failure domains site {site} lies.",
)}

count_findings(site, statement) := set() if {
	is_array(statement.domains)
	count({domain | some domain in statement.domains}) == statement.domainCount
	every domain in statement.domains {
		is_string(domain.domain)
		is_string(domain.kind)
	}
}

else := {finding(
	"failure-domains.incomplete",
	{"site": site},
	$"It is not known in which failure domains all site {site} lies.",
)}

kind_findings(service, site, statement) := {finding(
	"failure-domains.kind-unknown",
	{"site": site, "kind": kind},
	$"It is not known in which failure domain of the kind {kind} site {site} lies.",
) |
	some kind in service.survives
	not kind in {domain.kind | some domain in statement.domains}
}

# The fewest that are left say all: there is one finding for each domain whose loss leaves too few.
loss_findings(service) := {finding(
	"failure-domains.too-few-left",
	{"kind": kind, "domain": domain, "left": $"{left}", "least": $"{service.leastReplicasLeft}"},
	$"When {domain} of the kind {kind} is lost, {left} replicas are left, fewer than {service.leastReplicasLeft}.",
) |
	some kind in service.survives
	some site in sites(service)
	some domain in domains(site, kind)
	left := count([replica | some replica in service.replicas; not domain in domains(replica.site, kind)])
	left < service.leastReplicasLeft
}

# Every valid statement counts: what any of them says may be lost may be lost.
domains(site, kind) := {domain.domain |
	some statement in valid(data.continuum.sites[site].failureDomains)
	some domain in statement.domains
	domain.kind == kind
}

# The statements of a list that are valid at the time asked about.
valid(statements) := {statement |
	some statement in statements
	is_number(statement.validFromEpochS)
	is_number(statement.validUntilEpochS)
	statement.validFromEpochS <= now
	now < statement.validUntilEpochS
}

finding(code, values, message) := {"code": code, "values": values, "message": message}
