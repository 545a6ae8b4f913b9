package eu.continuo.service.govern;

import eu.continuo.policies.BundleTrial;
import eu.continuo.policies.Decides;
import eu.continuo.policies.Level;
import eu.continuo.policies.Policies;
import eu.continuo.policies.PolicyBundle;
import eu.continuo.policies.RegoTool;
import eu.continuo.policies.UsePolicies;
import eu.continuo.policies.VerificationKey;
import eu.continuo.policies.Waiver;
import eu.continuo.policies.builtins.SignedToken;
import eu.continuo.service.govern.Book.Approval;
import eu.continuo.service.govern.Book.Pack;
import eu.continuo.service.govern.Book.Revision;
import eu.continuo.service.govern.Book.Stage;
import eu.continuo.service.govern.Book.Step;
import eu.continuo.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Publishes policies, lets them be tried in the shadow, puts them into force and takes them back.
 * Each change is one new book that takes the place of the old one.
 */
public final class Governing {
  /** The service's own: what components require, and what policies of ODRL mean. */
  private static final Set<String> OWN = Set.of("sovereignty", "odrl");

  private static final String SHADOWED = "shadowed";
  private static final String ENFORCED = "enforced";

  private final BookFile file;

  /** Governs by the book in this folder; it need not exist. */
  public Governing(Path folder) {
    this.file = new BookFile(folder);
  }

  /** The book as it is now. */
  public Book book() throws IOException {
    return file.read();
  }

  /** Who may say what. */
  public Authority authority() throws IOException {
    return file.authority();
  }

  /**
   * The SHA-256 of the bundle of a policy that is enforced, or else of the one in the shadow, or
   * else of the latest.
   */
  public Optional<String> shown(String policy) throws IOException {
    return Optional.ofNullable(book().packs().get(policy)).map(pack -> shown(pack).sha256());
  }

  /** A bundle as it was published. */
  public byte[] packed(String sha256) throws IOException {
    return file.bundle(sha256);
  }

  /**
   * The Rego that a module was compiled from, by path; empty where none of its name was published.
   *
   * @param sha256 of the module
   */
  public Optional<Map<String, String>> sources(String policy, String sha256) throws IOException {
    @Nullable Pack pack = book().packs().get(policy);
    if (pack != null) {
      for (Revision revision : pack.published()) {
        PolicyBundle bundle = file.bundle(revision);
        if (bundle.policy().sha256().equals(sha256)) {
          return Optional.of(bundle.sources());
        }
      }
    }
    return Policies.sources(policy, sha256).or(() -> UsePolicies.sources(policy, sha256));
  }

  private static Revision shown(Pack pack) {
    @Nullable String enforced = pack.stage().enforced();
    @Nullable String shadow = pack.stage().shadow();
    return enforced != null
        ? pack.revision(enforced)
        : shadow != null ? pack.revision(shadow) : pack.published().getLast();
  }

  /** Trusts a key to sign bundles of a level. */
  public void trust(String name, VerificationKey key, Level level, boolean approves)
      throws IOException {
    change(
        book -> {
          Authority authority = file.authority();
          authority.keys().put(name, key);
          Authority.Rules old = authority.at(level);
          TreeSet<String> keys = new TreeSet<>(old.keys());
          TreeSet<String> approvers = new TreeSet<>(old.approvers());
          (approves ? approvers : keys).add(name);
          Map<Level, Authority.Rules> levels = new EnumMap<>(Level.class);
          levels.putAll(authority.levels());
          levels.put(
              level,
              new Authority.Rules(
                  keys, approvers, approves ? approvers.size() : old.approvals(), old.waivable()));
          file.authority(new Authority(authority.keys(), levels));
          return new Governed.Done("trusted");
        });
  }

  /** Whether policies of a level can be waived. */
  public void waivable(Level level, boolean waivable) throws IOException {
    change(
        book -> {
          Authority authority = file.authority();
          Authority.Rules old = authority.at(level);
          Map<Level, Authority.Rules> levels = new EnumMap<>(Level.class);
          levels.putAll(authority.levels());
          levels.put(
              level, new Authority.Rules(old.keys(), old.approvers(), old.approvals(), waivable));
          file.authority(new Authority(authority.keys(), levels));
          return new Governed.Done("noted");
        });
  }

  /** Takes a bundle in. It decides nothing yet. */
  public Governed publish(byte[] packed, Level level, Instant now) throws IOException {
    return change(
        book ->
            switch (PolicyBundle.read(packed, file.authority().signers(level))) {
              case PolicyBundle.Reading.Refused(var findings) -> new Governed.Refused(findings);
              case PolicyBundle.Reading.Read(var bundle) ->
                  publish(book, bundle, packed, level, now);
            });
  }

  private Governed publish(Book book, PolicyBundle bundle, byte[] packed, Level level, Instant now)
      throws IOException {
    String name = bundle.name();
    @Nullable Pack known = book.packs().get(name);
    if (OWN.contains(name)) {
      return refused(
          "policy.reserved",
          "The policy " + name + " is the service's own.",
          "Give yours another name.");
    }
    if (known != null && known.level() != level) {
      return refused(
          "policy.level",
          "The policy %s is one of %s, not of %s."
              .formatted(name, known.level().word(), level.word()),
          "Publish it under that level, or under another name.");
    }
    List<Revision> published = new ArrayList<>(known == null ? List.of() : known.published());
    published.removeIf(r -> r.sha256().equals(bundle.sha256()));
    published.add(new Revision(bundle.sha256(), bundle.revision(), bundle.keyId(), now));
    file.keep(bundle, packed);
    Pack pack =
        known == null
            ? new Pack(level, published, Stage.NONE, List.of(), List.of())
            : new Pack(level, published, known.stage(), known.before(), List.of());
    file.write(book.with(name, pack, new Step(now, "published", name, bundle.sha256())));
    return new Governed.Done(
        "published %s %s for %s".formatted(name, bundle.revision(), level.word()));
  }

  /**
   * Takes a bundle in that was found at a source, and activates it if that is wanted and was never
   * done: what an operator has rolled back does not come back because a source still has it.
   */
  Governed follow(byte[] packed, Level level, Source.Aim aim, RegoTool tool, Instant now)
      throws IOException {
    return switch (PolicyBundle.read(packed, file.authority().signers(level))) {
      case PolicyBundle.Reading.Refused(var findings) -> new Governed.Refused(findings);
      case PolicyBundle.Reading.Read(var bundle) -> {
        @Nullable Pack known = book().packs().get(bundle.name());
        boolean isNew =
            known == null
                || known.published().stream().noneMatch(r -> r.sha256().equals(bundle.sha256()));
        Governed published =
            isNew
                ? publish(packed, level, now)
                : new Governed.Done("%s %s is known".formatted(bundle.name(), bundle.revision()));
        yield published instanceof Governed.Done
                && aim != Source.Aim.PUBLISH
                && isToActivate(bundle)
            ? activate(bundle.name(), aim == Source.Aim.SHADOW, null, tool, now)
            : published;
      }
    };
  }

  /** Whether it is the latest bundle of its policy, and was never activated. */
  private boolean isToActivate(PolicyBundle bundle) throws IOException {
    Book book = book();
    @Nullable Pack pack = book.packs().get(bundle.name());
    return pack != null
        && pack.published().getLast().sha256().equals(bundle.sha256())
        && book.history().stream()
            .noneMatch(
                step ->
                    step.what().equals(bundle.sha256())
                        && (step.did().equals(SHADOWED) || step.did().equals(ENFORCED)));
  }

  /** Where bundles are looked for, by name. */
  public SortedMap<String, Source> sources() throws IOException {
    return file.sources();
  }

  /** Looks for bundles there from now on. */
  public Governed follow(String name, Source source) throws IOException {
    List<Finding> findings = source.wrong();
    return findings.isEmpty()
        ? change(
            book -> {
              SortedMap<String, Source> sources = file.sources();
              sources.put(name, source);
              file.sources(sources);
              return new Governed.Done("%s is followed".formatted(name));
            })
        : new Governed.Refused(findings);
  }

  /** Looks there no more; what came from there stays as it is. */
  public Governed unfollow(String name) throws IOException {
    return change(
        book -> {
          SortedMap<String, Source> sources = file.sources();
          if (sources.remove(name) == null) {
            return refused(
                "source.unknown",
                "No source " + name + " is followed.",
                sources.isEmpty()
                    ? "None is."
                    : "There are: " + String.join(", ", sources.keySet()));
          }
          file.sources(sources);
          return new Governed.Done("%s is not followed".formatted(name));
        });
  }

  /** How each source is, as the service that follows it saw it last. */
  public SortedMap<String, Followed> followed() throws IOException {
    return file.followed();
  }

  void followed(SortedMap<String, Followed> states) throws IOException {
    change(
        book -> {
          file.followed(states);
          return new Governed.Done("noted");
        });
  }

  /** What an approver signs. */
  public static String statement(String policy, String sha256) {
    return "{\"enforce\":\"%s\",\"sha256\":\"%s\"}".formatted(policy, sha256);
  }

  /**
   * Puts the latest bundle of a policy into force, or into the shadow. Its tests and cases run
   * first.
   *
   * @param shadow whether it is only asked and noted
   * @param approval the signed word of somebody who approves; null where nobody's is given
   */
  public Governed activate(
      String policy, boolean shadow, @Nullable SignedToken approval, RegoTool tool, Instant now)
      throws IOException {
    return change(
        book -> {
          @Nullable Pack pack = book.packs().get(policy);
          if (pack == null) {
            return unknown(policy, book);
          }
          Revision revision = pack.published().getLast();
          List<Finding> findings = BundleTrial.run(file.bundle(revision), tool, now);
          if (!findings.isEmpty()) {
            return new Governed.Refused(findings);
          }
          return shadow
              ? shadow(book, policy, pack, revision, now)
              : enforce(book, policy, pack, revision, approval, now);
        });
  }

  private Governed shadow(Book book, String policy, Pack pack, Revision revision, Instant now)
      throws IOException {
    Stage next = new Stage(revision.sha256(), pack.stage().enforced());
    if (next.equals(pack.stage())) {
      return nothing(policy, "in the shadow");
    }
    file.write(
        book.with(policy, pack.at(next), new Step(now, SHADOWED, policy, revision.sha256())));
    return new Governed.Done("%s %s is in the shadow".formatted(policy, revision.revision()));
  }

  private Governed enforce(
      Book book,
      String policy,
      Pack pack,
      Revision revision,
      @Nullable SignedToken approval,
      Instant now)
      throws IOException {
    if (revision.sha256().equals(pack.stage().enforced())) {
      return nothing(policy, "in force");
    }
    Authority authority = file.authority();
    Authority.Rules rules = authority.at(pack.level());
    Pack approved = pack;
    if (approval != null) {
      if (!counts(approval, policy, revision, authority, rules)) {
        return refused(
            "policy.approval",
            "The approval by \"%s\" does not count.".formatted(approval.keyId()),
            "Approvers of %s are: %s."
                .formatted(pack.level().word(), String.join(", ", rules.approvers())));
      }
      approved = pack.approved(new Approval(approval.keyId(), approval.compact()));
    }
    long approvals =
        approved.approvals().stream()
            .map(a -> SignedToken.read(a.token()))
            .flatMap(Optional::stream)
            .filter(t -> counts(t, policy, revision, authority, rules))
            .map(SignedToken::keyId)
            .distinct()
            .count();
    if (approvals < rules.approvals()) {
      if (approval != null) {
        file.write(
            book.with(
                policy, approved, new Step(now, "approved by " + approval.keyId(), policy, "")));
      }
      return new Governed.Waiting((int) approvals, rules.approvals());
    }
    @Nullable String shadow = pack.stage().shadow();
    Stage next = new Stage(revision.sha256().equals(shadow) ? null : shadow, revision.sha256());
    file.write(
        book.with(policy, pack.at(next), new Step(now, ENFORCED, policy, revision.sha256())));
    return new Governed.Done("%s %s is in force".formatted(policy, revision.revision()));
  }

  private static boolean counts(
      SignedToken approval,
      String policy,
      Revision revision,
      Authority authority,
      Authority.Rules rules) {
    @Nullable VerificationKey key = authority.keys().get(approval.keyId());
    return key != null
        && rules.approvers().contains(approval.keyId())
        && approval.payload().equals(statement(policy, revision.sha256()))
        && approval.isSignedBy(key.algorithm(), key.key());
  }

  /** Returns to what was done with a policy before its last activation. */
  public Governed rollback(String policy, Instant now) throws IOException {
    return change(
        book -> {
          @Nullable Pack pack = book.packs().get(policy);
          if (pack == null) {
            return unknown(policy, book);
          }
          if (pack.before().isEmpty()) {
            return refused(
                "policy.never-activated",
                "The policy " + policy + " was never activated.",
                "There is nothing to return to.");
          }
          Pack back = pack.back();
          @Nullable String enforced = back.stage().enforced();
          String inForce = enforced == null ? "" : enforced;
          file.write(book.with(policy, back, new Step(now, "rolled back", policy, inForce)));
          return new Governed.Done(
              enforced == null
                  ? "%s is not in force".formatted(policy)
                  : "%s %s is in force".formatted(policy, back.revision(enforced).revision()));
        });
  }

  /** Waives something until a time. */
  public Governed waive(Waiver waiver, Instant now) throws IOException {
    return change(
        book -> {
          @Nullable Pack pack = book.packs().get(waiver.policy());
          if (pack == null) {
            return unknown(waiver.policy(), book);
          }
          List<Finding> findings = wrong(waiver, pack);
          if (!findings.isEmpty()) {
            return new Governed.Refused(findings);
          }
          List<Waiver> waivers = new ArrayList<>(book.waivers());
          waivers.removeIf(w -> w.id().equals(waiver.id()));
          waivers.add(waiver);
          file.write(
              book.waiving(
                  waivers,
                  new Step(now, "waived by " + waiver.by(), waiver.policy(), waiver.id())));
          return new Governed.Done(
              "%s waives %s until %s".formatted(waiver.id(), waiver.policy(), waiver.until()));
        });
  }

  private List<Finding> wrong(Waiver waiver, Pack pack) throws IOException {
    List<Finding> findings = new ArrayList<>();
    Decides about = file.bundle(pack.published().getLast()).policy().decides();
    if (about != Decides.PAIRS) {
      findings.add(
          Finding.violation(
              "policy.waiver",
              "A waiver is about components and sites; %s decides about %s."
                  .formatted(waiver.policy(), about.word()),
              "Write the exception into the policy, where it is tested."));
    }
    if (!file.authority().at(pack.level()).waivable()) {
      findings.add(
          Finding.violation(
              "policy.not-waivable",
              "Policies of %s cannot be waived here.".formatted(pack.level().word()),
              "The operator may permit it: waivable in authority.json."));
    }
    if (waiver.by().isBlank() || waiver.why().isBlank() || !waiver.until().isAfter(waiver.from())) {
      findings.add(
          Finding.violation(
              "policy.waiver",
              "A waiver says who answers for it, why, and until when.",
              "Give --by, --why and an --until that lies ahead."));
    }
    if (waiver.component().isEmpty() && waiver.site().isEmpty()) {
      findings.add(
          Finding.violation(
              "policy.waiver",
              "A waiver is about a component, a site, or both.",
              "To end a policy as a whole, roll it back."));
    }
    return findings;
  }

  private Governed unknown(String policy, Book book) {
    return refused(
        "policy.unknown",
        "No policy " + policy + " was published.",
        book.packs().isEmpty()
            ? "None was."
            : "There are: " + String.join(", ", book.packs().keySet()) + ".");
  }

  private static Governed nothing(String policy, String where) {
    return refused(
        "policy.already",
        "The latest bundle of %s is %s already.".formatted(policy, where),
        "Publish another one first.");
  }

  private static Governed refused(String code, String message, String hint) {
    return new Governed.Refused(List.of(Finding.violation(code, message, hint)));
  }

  private Governed change(Change change) throws IOException {
    return file.alone(
        () -> {
          try {
            return change.of(file.read());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** What makes a new book of the old one, and writes it. */
  @FunctionalInterface
  private interface Change {
    Governed of(Book book) throws IOException;
  }
}
