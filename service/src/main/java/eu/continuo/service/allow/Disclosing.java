package eu.continuo.service.allow;

import eu.continuo.ontology.GraphName;
import eu.continuo.policies.Policy;
import eu.continuo.policies.ReadRequest;
import eu.continuo.service.graph.Disclosure;
import eu.continuo.service.graph.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the policies that decide about reads. They can only keep back what the visibility of a graph
 * would show, and a policy that fails or says nothing keeps back everything that it was asked.
 *
 * <p>They are asked once for each principal, second and set of graphs. The time is that of the
 * clock: a question may be about any instant, but who may see its answer is a matter of now. Safe
 * for use by many threads.
 */
public final class Disclosing implements Disclosure {
  private static final Logger LOG = LoggerFactory.getLogger(Disclosing.class);

  private final Supplier<Asked> policies;
  private final Clock clock;
  private final Map<Principal, Answer> last = new EnumMap<>(Principal.class);

  /** Asks the policies that are in force when it is asked. */
  public Disclosing(Supplier<Asked> policies, Clock clock) {
    this.policies = policies;
    this.clock = clock;
  }

  /** What was asked, and what came of it. */
  private record Answer(
      Asked asked, Set<Shown> graphs, Instant at, Set<GraphName> withheld, Set<GraphName> shadow) {
    boolean is(Asked by, Set<Shown> about, Instant now) {
      return asked.equals(by) && at.equals(now) && graphs.equals(about);
    }
  }

  @Override
  public Set<GraphName> withheld(Principal principal, Set<Shown> graphs) {
    Asked asked = policies.get();
    if (asked.isNobody() || graphs.isEmpty() || principal == Principal.SERVICE) {
      return Set.of();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    @Nullable Answer known;
    synchronized (last) {
      known = last.get(principal);
    }
    if (known != null && known.is(asked, graphs, now)) {
      return known.withheld;
    }
    ReadRequest request = request(principal, graphs);
    Answer answer =
        new Answer(
            asked,
            Set.copyOf(graphs),
            now,
            against(asked.enforced(), request, now),
            against(asked.shadows(), request, now));
    tell(principal, known, answer);
    synchronized (last) {
      last.put(principal, answer);
    }
    return answer.withheld;
  }

  private static ReadRequest request(Principal principal, Set<Shown> graphs) {
    SortedMap<String, ReadRequest.Graph> asked = new TreeMap<>();
    graphs.forEach(
        g -> asked.put(g.name().iri(), new ReadRequest.Graph(g.owner(), g.visibility())));
    return new ReadRequest(principal.name().toLowerCase(Locale.ROOT), asked);
  }

  private static Set<GraphName> against(List<Policy> policies, ReadRequest request, Instant now) {
    return policies.stream()
        .flatMap(policy -> policy.objections(request, now).stream())
        .flatMap(o -> o.subject().isEmpty() ? failed(request, o) : Stream.of(o.subject()))
        .map(GraphName::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> failed(ReadRequest request, Policy.Objection objection) {
    LOG.error("No graph is shown: {}", objection.reason().message());
    return request.subjects().stream();
  }

  private static void tell(Principal principal, @Nullable Answer before, Answer answer) {
    Set<GraphName> noted = before == null ? Set.of() : before.shadow;
    if (!answer.shadow.equals(noted)) {
      LOG.info(
          "Policies in the shadow would keep from {}: {}",
          principal.name().toLowerCase(Locale.ROOT),
          answer.shadow.stream().sorted().toList());
    }
  }
}
