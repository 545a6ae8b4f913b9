# METADATA
# title: Uses by ODRL
# description: Decides uses by policies that come with the question, as the service reads them from its graph.
package icra.odrl

import data.icra.odrl.meaning

# METADATA
# description: the id of each use to the decision of the policy that it names
# entrypoint: true
decisions := {id: meaning.decision(input.policies[use.policy], use) | some id, use in input.uses}
