package eu.continuo.examples;

import org.apache.jena.graph.Graph;

/**
 * One graph of a generated continuum.
 *
 * @param iri its name
 * @param owner the IRI of the party that answers for it
 * @param isPublic whether everyone may see it
 * @param content what it says
 */
public record NamedGraph(String iri, String owner, boolean isPublic, Graph content) {}
