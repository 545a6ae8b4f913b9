# METADATA
# title: NIS2 clocks
# description: |
#   Decides whether what Article 23 of Directive (EU) 2022/2555 asks to be reported of an incident was reported in time:
#   early warning, incident notification, progress report and final report.
package icra.nis2_clocks

# METADATA
# description: the id of each question to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.incidents
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(item) := set() if incident(item).significant == false

else := clock_findings(item, incident(item)) if {
	incident(item).significant == true
	is_number(incident(item).awareEpochS)
	incident(item).awareEpochS <= now
}

else := {finding(
	"incident.awareness-unknown",
	{"incident": item.incident},
	$"It is not known since when the entity has been aware of incident {item.incident}.",
)} if {
	incident(item).significant == true
}

else := {finding(
	"incident.significance-unknown",
	{"incident": label(item)},
	$"It is not known whether incident {label(item)} is significant.",
)}

incident(item) := data.continuum.incidents[item.incident]

# Not label(item.incident): a call with an argument that is undefined is undefined itself.
label(item) := item.incident if is_string(item.incident)

else := "without a name"

clock_findings(item, incident) := union({
	report_findings(item, incident, "early-warning", incident.awareEpochS + early_warning_s),
	report_findings(item, incident, "incident-notification", incident.awareEpochS + notification_s(incident)),
	closing_findings(item, incident),
})

# Article 23(4)(a).
early_warning_s := 24 * 3600

# Article 23(4)(b), and the derogation for what affects trust services. Where it is not known, the shorter counts.
notification_s(incident) := 72 * 3600 if incident.trustService == false

else := 24 * 3600

# Article 23(4)(d) and (e): both count from the notification, so that without one nothing is due yet.
closing_findings(item, incident) := set() if sent(incident, "incident-notification") == set()

else := report_findings(item, incident, "final-report", month_after_notification_s(incident)) if {
	handled_s(incident) <= month_after_notification_s(incident)
}

else := union({
	report_findings(item, incident, "progress-report", month_after_notification_s(incident)),
	report_findings(item, incident, "final-report", month_after_s(handled_s(incident))),
}) if {
	handled_s(incident)
}

else := report_findings(item, incident, "progress-report", month_after_notification_s(incident)) if {
	incident.status == "ongoing"
}

else := {finding(
	"incident.handling-unknown",
	{"incident": item.incident},
	$"It is not known whether incident {item.incident} is ongoing, or when it was handled.",
)}

month_after_notification_s(incident) := month_after_s(min(sent(incident, "incident-notification")))

handled_s(incident) := incident.handledEpochS if {
	incident.status == "handled"
	is_number(incident.handledEpochS)
	incident.handledEpochS <= now
}

report_findings(item, incident, report, due_s) := set() if min(sent(incident, report)) <= due_s

else := set() if now <= due_s

else := {finding(
	"incident.report-late",
	{"incident": item.incident, "report": report, "dueEpochS": $"{due_s}"},
	$"The {report} of incident {item.incident} was due at {shown(due_s)} and was sent later.",
)} if {
	sent(incident, report) != set()
}

else := {finding(
	"incident.report-overdue",
	{"incident": item.incident, "report": report, "dueEpochS": $"{due_s}"},
	$"The {report} of incident {item.incident} was due at {shown(due_s)} and was not sent.",
)}

# When reports of a kind were sent, up to the time asked about. What lies between two numbers is a number.
sent(incident, report) := {each.sentEpochS |
	some each in incident.reports
	each.report == report
	incident.awareEpochS <= each.sentEpochS
	each.sentEpochS <= now
}

# The same day and time of the next month, or its last day where it has no such day.
month_after_s(epoch_s) := later / 1000000000 if {
	later := time.add_date(epoch_s * 1000000000, 0, 1, 0)
	day(later) == day(epoch_s * 1000000000)
}

else := time.add_date(later, 0, 0, 0 - day(later)) / 1000000000 if {
	later := time.add_date(epoch_s * 1000000000, 0, 1, 0)
}

day(epoch_ns) := time.date(epoch_ns)[2]

# What is beyond the calendars of a computer is shown as it is.
shown(epoch_s) := time.format(epoch_s * 1000000000) if epoch_s < 9000000000

else := $"{epoch_s} s"

finding(code, values, message) := {"code": code, "values": values, "message": message}
