package eu.continuo.service;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;

/** The arrows of the design: who may name which engine, and who may see whom. */
@AnalyzeClasses(packages = "eu.continuo", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {
  private static final String[] DOORS = {
    "eu.continuo.service.web..", "eu.continuo.service.cli..", "eu.continuo.service.wiring.."
  };

  @ArchTest
  static final ArchRule namesTdb2InItsAdapterOnly =
      engine("eu.continuo.adapters.tdb2..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.jena.tdb2..", "org.apache.jena.dboe..")
          .because(
              "everyone else knows the store as GraphStore, so that another can take its place");

  @ArchTest
  static final ArchRule namesTheShaclEnginesInShapesOnly =
      engine("eu.continuo.shapes..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.jena.shacl..", "org.eclipse.rdf4j..")
          .because("what is well formed is judged in one place, whichever engine judges");

  @ArchTest
  static final ArchRule namesTheRegoEngineInPoliciesOnly =
      engine("eu.continuo.policies..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.styra.opa..", "com.dylibso.chicory..")
          .because("what is allowed is decided in one place");

  @ArchTest
  static final ArchRule namesTimefoldInTheSolverOnly =
      engine("eu.continuo.solver..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.timefold..")
          .because("a plan is a record that anyone can read without the engine that found it");

  @ArchTest
  static final ArchRule solvesWithoutRdf =
      noClasses()
          .that()
          .resideInAPackage("eu.continuo.solver..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.jena..")
          .because("the solver takes records and gives a plan; it knows no graph");

  @ArchTest
  static final ArchRule namesSpringAtTheDoorsOnly =
      engine(DOORS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .because("the walk is plain Java, which runs and is tested without a container");

  @ArchTest
  static final ArchRule namesFusekiAtTheWebDoorOnly =
      engine("eu.continuo.service.web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.jena.fuseki..")
          .because("Fuseki is a door; the graph behind it is changed by commits alone");

  @ArchTest
  static final ArchRule namesPicocliInTheCommandLineOnly =
      engine("eu.continuo.service.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..")
          .because("the command line is one door of several");

  @ArchTest
  static final ArchRule namesNimbusInTheTrustAdapterOnly =
      engine("eu.continuo.adapters.trust..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..")
          .because("signatures are made and verified in one place");

  @ArchTest
  static final ArchRule namesTitaniumInTheOntologyOnly =
      engine("eu.continuo.ontology..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.apicatalog..")
          .because("one reader of JSON-LD decides which contexts are known, and fetches none");

  @ArchTest
  static final ArchRule shapesKnowsNoSibling = sibling("shapes", "policies", "sparql", "solver");

  @ArchTest
  static final ArchRule policiesKnowsNoSibling = sibling("policies", "shapes", "sparql", "solver");

  @ArchTest
  static final ArchRule sparqlKnowsNoSibling = sibling("sparql", "shapes", "policies", "solver");

  @ArchTest
  static final ArchRule solverKnowsNoSibling = sibling("solver", "shapes", "policies", "sparql");

  @ArchTest
  static final ArchRule ontologyKnowsWordsOnly =
      noClasses()
          .that()
          .resideInAnyPackage("eu.continuo.ontology..", "eu.continuo.verdict..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "eu.continuo.shapes..",
              "eu.continuo.policies..",
              "eu.continuo.sparql..",
              "eu.continuo.solver..",
              "eu.continuo.adapters..",
              "eu.continuo.service..")
          .because("everyone uses the words, so the words can use nobody");

  @ArchTest
  static final ArchRule nobodyBelowKnowsTheService =
      noClasses()
          .that()
          .resideOutsideOfPackage("eu.continuo.service..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("eu.continuo.service..")
          .because("adapters and judges are called by the service and never call back");

  @ArchTest
  static final ArchRule gateSeesNoStore =
      noClasses()
          .that()
          .resideInAPackage("eu.continuo.service.gate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "eu.continuo.adapters..", "org.apache.jena.tdb2..", "eu.continuo.service.graph..")
          .because("a verdict has no side effects");

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      classes()
          .should()
          .haveNameNotMatching(".*(Util|Impl|Manager|Helper|Common)([A-Z].*|s|\\$.*)?")
          .because("such a name says nothing of what the class is");

  @ArchTest
  static final ArchRule takesTimeAsAParameter =
      noClasses()
          .that()
          .resideOutsideOfPackages(DOORS)
          .should(accessTargetWhere(describe("reads the clock of the machine", ArrowsTest::reads)))
          .because("an answer can be replayed only where its instant was given to it");

  private static boolean reads(JavaAccess<?> access) {
    String name = access.getTarget().getName();
    var owner = access.getTarget().getOwner();
    return (owner.isEquivalentTo(Instant.class) && name.equals("now"))
        || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
        || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"));
  }

  private static GivenClassesConjunction engine(String... homes) {
    return noClasses().that().resideOutsideOfPackages(homes);
  }

  private static ArchRule sibling(String folder, String... others) {
    return noClasses()
        .that()
        .resideInAPackage("eu.continuo." + folder + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Arrays.stream(others).map(o -> "eu.continuo." + o + "..").toArray(String[]::new))
        .because("siblings never see one another; the service takes answers from one to the next");
  }
}
