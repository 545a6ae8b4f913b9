package eu.continuo.service.web;

import eu.continuo.adapters.peer.PeerClient;
import eu.continuo.service.federate.Catalogue;
import eu.continuo.service.federate.DcatAp;
import eu.continuo.service.wiring.Instance;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.jena.graph.Graph;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What we offer to others. */
@RestController
class CatalogueDoor {
  private final Instance instance;

  CatalogueDoor(Instance instance) {
    this.instance = instance;
  }

  @GetMapping("/catalogue")
  ResponseEntity<String> catalogue(HttpServletRequest request) {
    Catalogue.Signed signed =
        instance.catalogue().publish(Token.principal(request), instance.clock().instant());
    return ResponseEntity.ok()
        .contentType(GraphForm.JSON_LD.mediaType())
        .header(PeerClient.SIGNATURE_HEADER, signed.signature())
        .body(signed.document());
  }

  /** All that the asker sees, as portals of data read it. */
  @GetMapping("/catalogue/dcat-ap")
  ResponseEntity<byte[]> dcatAp(HttpServletRequest request) {
    GraphForm form = GraphForm.of(request);
    Graph catalogue =
        instance
            .continuum()
            .look(
                Token.principal(request),
                snapshot -> DcatAp.of(snapshot, instance.continuum().names().base()));
    return ResponseEntity.ok()
        .contentType(form.mediaType())
        .header("Vary", Accept.VARY)
        .body(form.write(catalogue, instance.jsonLd()));
  }
}
