package eu.continuo.policies;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * The question: may each of these components run at each of these sites? All names are IRIs.
 *
 * @param components the components, each once
 * @param sites the sites, each once
 */
public record DecisionRequest(List<Component> components, List<String> sites) {

  /**
   * Takes the question as it is asked.
   *
   * @throws IllegalArgumentException when a component or a site is named twice, since one of two
   *     answers would be lost
   */
  public DecisionRequest {
    components = List.copyOf(components);
    sites = List.copyOf(sites);
    requireDistinct("component", components.stream().map(Component::iri).toList());
    requireDistinct("site", sites);
  }

  /**
   * The question as a policy reads it, JSON in UTF-8.
   *
   * @param now the time that it is about, in whole seconds
   */
  public byte[] inputJson(Instant now) {
    return Json.write(Policy.input(this, now));
  }

  private static void requireDistinct(String what, List<String> iris) {
    var seen = new HashSet<String>();
    for (var iri : iris) {
      if (!seen.add(iri)) {
        throw new IllegalArgumentException("The %s %s is asked about twice.".formatted(what, iri));
      }
    }
  }

  /**
   * A component of an application, with all that it requires of a site.
   *
   * @param iri the component
   * @param requirements every one of them must be met
   */
  public record Component(String iri, List<Requirement> requirements) {
    public Component {
      requireNonNull(iri, "iri");
      requirements = List.copyOf(requirements);
    }
  }

  /**
   * What a component requires of a site.
   *
   * @param iri the requirement, for reasons to name
   * @param kind the word by which policies know it; a word that no rule knows is refused, not
   *     skipped
   * @param places the places of which one must be met; none is refused where the kind is about
   *     places
   * @param terms what its kind asks for besides places
   */
  public record Requirement(String iri, String kind, List<String> places, RequirementTerms terms) {
    public Requirement {
      requireNonNull(iri, "iri");
      requireNonNull(kind, "kind");
      requireNonNull(terms, "terms");
      places = List.copyOf(places);
    }

    /** A requirement that is about places alone. */
    public Requirement(String iri, String kind, List<String> places) {
      this(iri, kind, places, new RequirementTerms.PlacesAlone());
    }

    /** The site must lie within one of the places. */
    public static Requirement location(String iri, List<String> places) {
      return new Requirement(iri, "location", places);
    }

    /**
     * Every party that controls the site's operator must fall under a jurisdiction within one of
     * the places.
     */
    public static Requirement sovereignty(String iri, List<String> places) {
      return new Requirement(iri, "sovereignty", places);
    }
  }
}
