package eu.continuo.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a policy of ODRL as a folder: the tool takes it as any other. */
class UseFolderTest {
  private static final String POLICY =
      """
      :p a odrl:Agreement ; odrl:profile <https://w3id.org/icra/odrl/> ; odrl:conflict odrl:prohibit ;
        odrl:assigner :owner ; odrl:assignee :user ; odrl:target :map ;
        odrl:permission
          [ odrl:action own:deploy ; odrl:duty :pay ; odrl:constraint
            [ odrl:leftOperand odrl:spatial ; odrl:operator odrl:isPartOf ; odrl:rightOperand :eu ],
            [ odrl:leftOperand own:carbonIntensity ; odrl:operator odrl:lt ; odrl:rightOperand 100 ; odrl:unit :gram ],
            [ odrl:leftOperand own:dayOfWeek ; odrl:operator odrl:eq ; odrl:rightOperand "Sunday" ],
            [ odrl:leftOperand odrl:dateTime ; odrl:operator odrl:lt ; odrl:rightOperand "2024-01-01"^^xsd:date ],
            [ odrl:xone ( [ odrl:leftOperand odrl:purpose ; odrl:operator odrl:neq ; odrl:rightOperand "sale } \\"\\n" ]
                          [ odrl:leftOperand own:attested ; odrl:operator odrl:eq ; odrl:rightOperand false ] ) ] ] ;
        odrl:prohibition [ odrl:action odrl:sell ; odrl:remedy :pay ] ;
        odrl:obligation [ odrl:action odrl:inform ] .
      :pay odrl:action odrl:compensate ; odrl:consequence [ odrl:action odrl:delete ] .
      """;

  @Test
  void isFormattedTestedBuiltAndTriedAsAnyOther(@TempDir Path scratch) throws IOException {
    LibraryPolicy.assumeOwnTool();
    var policy = OdrlDocument.policy(OdrlDocument.turtle(POLICY));
    var folder = scratch.resolve("agreement");
    for (var file : UseFolder.of(policy, "agreement", UsePolicies.packaged()).entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    try (var cases = Files.list(folder.resolve("cases"))) {
      assertThat(cases.map(c -> c.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "allows-permission-1.json",
              "denies-permission-1-before-its-duties.json",
              "denies-prohibition-1.json",
              "denies-another-asset.json");
    }
    passes("check", List.of("--strict", folder.toString()));
    passes("fmt", List.of("--list", folder.toString()));
    passes("test", List.of(folder.toString()));
    var packed = scratch.resolve("agreement.tar.gz");
    passes("bundle", List.of("-o", packed.toString(), folder.toString()));
    var reading = PolicyBundle.readVerified(Files.readAllBytes(packed), "nobody");
    assertThat(reading).isInstanceOf(PolicyBundle.Reading.Read.class);
    var bundle = ((PolicyBundle.Reading.Read) reading).bundle();
    assertThat(bundle.policy().decides()).isEqualTo(Decides.USES);
    assertThat(BundleTrial.run(bundle, LibraryPolicy.TOOL, Instant.EPOCH)).isEmpty();
  }

  private static void passes(String command, List<String> arguments) {
    assertThat(LibraryPolicy.TOOL.run(command, arguments)).isInstanceOf(RegoAnswer.Passed.class);
  }
}
