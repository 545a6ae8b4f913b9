package eu.continuo.shapes;

import eu.continuo.verdict.Verdict;
import org.apache.jena.graph.Graph;

/**
 * What the judge found, in both forms.
 *
 * @param verdict for people and programs of this service: findings with code, values and hint
 * @param graph for whoever speaks SHACL: a {@code sh:ValidationReport} (SHACL, section 3.6). Its
 *     {@code sh:conforms} is false for a warning too, as the standard says; the verdict is refused
 *     for a violation only.
 */
public record Report(Verdict verdict, Graph graph) {}
