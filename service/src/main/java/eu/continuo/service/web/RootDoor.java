package eu.continuo.service.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What there is, for whoever opens the address in a browser. */
@RestController
class RootDoor {
  @GetMapping(path = "/", produces = "text/plain;charset=UTF-8")
  String root() {
    return """
    Continuo: what exists, who offers it, what is allowed, and where should it run.

    GET  /sparql?query=…           SPARQL 1.1 Query over what you may see; &explain=true
    POST /update                   SPARQL 1.1 Update              (token)
    GET  /graphs?graph=…           Graph Store Protocol; PUT, POST, DELETE (token)
    GET  /id/…                     a resource as a page, JSON-LD, Turtle or N-Quads
    POST /intake?graph=…&owner=…   a JSON-LD document becomes the content of a graph (token)
                                   &quarantine=true sets wrong entities aside
    POST /validate                 what intake would say, nothing kept (token)
    GET  /questions                the named questions; /questions/{name}?parameter=…
    GET  /decisions?component=…    what the policies allow, and why not
    POST /v1/data/{path}           OPA's data API: {"input": …}; /v1/batch/data/{path} (token)
    GET  /decisions/log?path=…     what was decided; /decisions/{id} as JSON or PROV (token)
    GET  /policies                 what is in force (token); /policies/{name}/impact
    GET  /policies/sources         how the sources of bundles are (token)
    GET  /bundles/{name}           a policy as an OPA bundle, for any OPA (token)
    POST /placements               {"applications": […]}: a plan with reasons (token)
    POST /usage                    {"action": …, "target": …}: what ODRL policies say (token)
    POST /placements:pareto        plans between the cheapest and the greenest; as SVG (token)
    POST /placements:replan        what must move and what pays; /placements/{plan}:replan (token)
    POST /placements:schedule      hours and sites of jobs with a deadline (token)
    POST /placements:quote         {"services": […]}: offers that go together (token)
    GET  /placements/{plan}/explanation   why, what rules cost, what would be (token)
    POST /placements/{plan}:apply  the plan is desired; GET /placements/{plan}/desired (token)
    GET  /catalogue                our offerings as a signed DCAT 3 catalogue
    GET  /catalogue/dcat-ap        graphs, offerings and doors as DCAT-AP 3
    GET  /commits?from=…           what was committed, as JSON or RDF Patch (token)
    GET  /events?from=…            commits as they come: CloudEvents, server-sent
    POST /subscriptions            {"sink": …}: the same by webhook; GET, DELETE (token)
    GET  /metadata                 the graphs that you may see
    GET  /peers                    POST /peers, POST /peers/{name}/pull (token)
    GET  /ns                       the vocabulary; /ns/v1/terms/{term}, /ns/v1/shapes/{concept}
    GET  /vocab                    what values may be; /vocab/{scheme}/{concept}
    GET  /ns/v1/forms/{concept}    what to fill in, as JSON Schema
    GET  /ns/v1/policies           what policies can read, as JSON Schema
    GET  /contexts/v1.jsonld       the JSON-LD context
    GET  /openapi.json             all of this, for programs
    GET  /problems/{code}          what an error means and how to mend it
    GET  /actuator/health

    """;
  }
}
