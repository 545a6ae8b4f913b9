package eu.continuo.service.govern;

import eu.continuo.policies.Decides;
import eu.continuo.policies.Level;
import eu.continuo.policies.Policy;
import eu.continuo.policies.PolicyBundle;
import eu.continuo.policies.PolicyDocuments;
import eu.continuo.policies.PolicySet;
import eu.continuo.policies.PolicySet.Member;
import eu.continuo.service.allow.Asked;
import eu.continuo.service.govern.Book.Pack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies in force, which follow the book: whoever asks after a change is answered by what is
 * in force then, also where another process wrote the book. A book that cannot be followed leaves
 * in force what was. Safe for use by many threads.
 */
public final class InForce {
  private static final Logger LOG = LoggerFactory.getLogger(InForce.class);

  private final BookFile file;
  private final Policy own;
  private final PolicyDocuments packaged;
  private final Map<String, PolicyBundle> loaded = new HashMap<>();
  private @Nullable Judges judges;
  private String stamp = "none yet";
  private boolean following = true;

  /**
   * What is in force at one moment.
   *
   * @param policies all that have to allow a component at a site
   * @param commits all that have to allow a change, and those in the shadow
   * @param reads all that have to allow that a graph is seen, and those in the shadow
   * @param documents these and whatever else is packaged, as OPA's data API shows it
   * @param shadows what is asked and noted only, by name
   */
  public record Judges(
      PolicySet policies,
      Asked commits,
      Asked reads,
      PolicyDocuments documents,
      SortedMap<String, PolicyDocuments> shadows) {}

  /**
   * Follows the book of this folder.
   *
   * @param own the policy that is always in force
   * @param packaged what OPA's data API shows besides the book
   * @throws IOException when it cannot be read, or a bundle that it names cannot be used
   */
  public InForce(Path folder, Policy own, PolicyDocuments packaged) throws IOException {
    this.file = new BookFile(folder);
    this.own = own;
    this.packaged = packaged;
    follow();
  }

  /** What is in force now. */
  public synchronized Judges now() {
    try {
      follow();
    } catch (IOException e) {
      following = false;
      LOG.error("What was in force stays in force: {}", e.getMessage());
    }
    if (judges == null) {
      throw new IllegalStateException("The constructor has followed the book.");
    }
    return judges;
  }

  /** Whether the book as it is now is in force; not, where it could not be followed. */
  public synchronized boolean isFollowing() {
    return following;
  }

  private void follow() throws IOException {
    String seen = file.stamp();
    if (!seen.equals(stamp)) {
      // Noted first: a book that cannot be followed is complained of once.
      stamp = seen;
      judges = load(file.read(), file.authority());
      following = true;
    }
  }

  private Judges load(Book book, Authority authority) throws IOException {
    List<Member> members = new ArrayList<>();
    members.add(new Member(Level.FEDERATION, own, false));
    Map<Decides, List<Policy>> asked = new EnumMap<>(Decides.class);
    Map<Decides, List<Policy>> inShadow = new EnumMap<>(Decides.class);
    List<PolicyBundle> enforced = new ArrayList<>();
    SortedMap<String, PolicyDocuments> shadows = new TreeMap<>();
    for (Map.Entry<String, Pack> each : book.packs().entrySet()) {
      Pack pack = each.getValue();
      @Nullable String sha256 = pack.stage().enforced();
      if (sha256 != null) {
        PolicyBundle bundle = bundle(pack.revision(sha256));
        boolean waivable = authority.at(pack.level()).waivable();
        switch (bundle.policy().decides()) {
          case PAIRS -> members.add(new Member(pack.level(), bundle.policy(), waivable));
          case COMMITS, READS -> add(asked, bundle.policy());
          // Asked as a document of OPA's data API, and nowhere else.
          case USES -> {}
        }
        enforced.add(bundle);
      }
      @Nullable String shadow = pack.stage().shadow();
      if (shadow != null) {
        PolicyBundle bundle = bundle(pack.revision(shadow));
        switch (bundle.policy().decides()) {
          case PAIRS, USES -> shadows.put(each.getKey(), PolicyDocuments.of(bundle));
          case COMMITS, READS -> add(inShadow, bundle.policy());
        }
      }
    }
    return new Judges(
        new PolicySet(members, book.waivers()),
        asked(Decides.COMMITS, asked, inShadow),
        asked(Decides.READS, asked, inShadow),
        packaged.with(enforced),
        shadows);
  }

  private static void add(Map<Decides, List<Policy>> policies, Policy policy) {
    policies.computeIfAbsent(policy.decides(), k -> new ArrayList<>()).add(policy);
  }

  private static Asked asked(
      Decides about, Map<Decides, List<Policy>> enforced, Map<Decides, List<Policy>> shadows) {
    return new Asked(
        enforced.getOrDefault(about, List.of()), shadows.getOrDefault(about, List.of()));
  }

  /** The latest bundle of a policy, and whose it is. */
  public record Candidate(PolicyBundle bundle, Level level) {}

  /**
   * What could come into force next of a policy; empty where none of the name was published. It is
   * loaded once, however often it is asked for.
   */
  public synchronized Optional<Candidate> candidate(String policy) throws IOException {
    @Nullable Pack pack = file.read().packs().get(policy);
    return pack == null
        ? Optional.empty()
        : Optional.of(new Candidate(bundle(pack.published().getLast()), pack.level()));
  }

  /** What would be in force, were this one enforced. */
  public PolicySet with(Candidate next) {
    PolicySet current = now().policies();
    List<Member> members = new ArrayList<>(current.members());
    members.removeIf(m -> m.policy().name().equals(next.bundle.name()));
    members.add(new Member(next.level, next.bundle.policy(), waivable(next.level)));
    return new PolicySet(members, current.waivers());
  }

  private boolean waivable(Level level) {
    try {
      return file.authority().at(level).waivable();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PolicyBundle bundle(Book.Revision revision) throws IOException {
    PolicyBundle bundle = loaded.get(revision.sha256());
    if (bundle == null) {
      bundle = file.bundle(revision);
      loaded.put(revision.sha256(), bundle);
    }
    return bundle;
  }
}
