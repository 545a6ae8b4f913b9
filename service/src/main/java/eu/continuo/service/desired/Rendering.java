package eu.continuo.service.desired;

import eu.continuo.service.desired.Target.Deployed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Desired state in the languages of those who run it, each as YAML. */
public enum Rendering {
  /**
   * Deployments for {@code kubectl apply --server-side}. They own where a workload runs and what it
   * asks for, and nothing else: images, replicas and selectors stay with whoever deploys it.
   */
  KUBERNETES {
    @Override
    List<Map<String, ?>> documents(List<Target> targets) {
      List<Map<String, ?>> deployments = new ArrayList<>();
      for (Target target : targets) {
        for (Deployed deployed : target.components()) {
          deployments.add(deployment(target, deployed));
        }
      }
      return deployments;
    }
  },
  /** Values for a chart that has a section for each component. */
  HELM {
    @Override
    List<Map<String, ?>> documents(List<Target> targets) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Target target : targets) {
        for (Deployed deployed : target.components()) {
          Map<String, Object> section = new LinkedHashMap<>();
          section.put("resources", resources(deployed));
          section.put("nodeSelector", Map.of(ZONE, target.name()));
          values.put(deployed.name(), section);
        }
      }
      return List.of(Map.of("components", values));
    }
  },
  /** A service template of TOSCA 2.0 that brings its own types. */
  TOSCA {
    @Override
    List<Map<String, ?>> documents(List<Target> targets) {
      Map<String, Object> nodes = new LinkedHashMap<>();
      for (Target target : targets) {
        nodes.put(
            target.name(), Map.of("type", "Site", "properties", Map.of("iri", target.site())));
        for (Deployed deployed : target.components()) {
          nodes.put(deployed.name(), toscaNode(target, deployed));
        }
      }
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("tosca_definitions_version", "tosca_2_0");
      file.put("capability_types", Map.of("Hosting", Map.of("description", "Runs components.")));
      file.put(
          "relationship_types",
          Map.of("RunsAt", Map.of("valid_capability_types", List.of("Hosting"))));
      file.put("node_types", toscaTypes());
      file.put("service_template", Map.of("node_templates", nodes));
      return List.of(file);
    }
  };

  /** The well-known label of nodes: a site is a zone. */
  private static final String ZONE = "topology.kubernetes.io/zone";

  abstract List<Map<String, ?>> documents(List<Target> targets);

  /** Everything that is to run at these sites, the documents one after the other. */
  String yaml(List<Target> targets) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setExplicitStart(true);
    return new Yaml(options).dumpAll(documents(targets).iterator());
  }

  private static Map<String, ?> deployment(Target target, Deployed deployed) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", deployed.name());
    metadata.put("labels", Map.of("app.kubernetes.io/name", deployed.name()));
    metadata.put("annotations", Map.of("continuo.eu/component", deployed.component()));
    Map<String, Object> pod = new LinkedHashMap<>();
    pod.put("nodeSelector", Map.of(ZONE, target.name()));
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("name", deployed.name());
    container.put("resources", resources(deployed));
    pod.put("containers", List.of(container));
    Map<String, Object> deployment = new LinkedHashMap<>();
    deployment.put("apiVersion", "apps/v1");
    deployment.put("kind", "Deployment");
    deployment.put("metadata", metadata);
    deployment.put("spec", Map.of("template", Map.of("spec", pod)));
    return deployment;
  }

  private static Map<String, ?> resources(Deployed deployed) {
    Map<String, Object> requests = new LinkedHashMap<>();
    requests.put("cpu", deployed.vcpuMillicores() + "m");
    requests.put("memory", deployed.memoryMiB() + "Mi");
    Map<String, Object> resources = new LinkedHashMap<>();
    resources.put("requests", requests);
    if (deployed.gpus() > 0) {
      // Extended resources are asked for as limits.
      resources.put("limits", Map.of("nvidia.com/gpu", deployed.gpus()));
    }
    return resources;
  }

  private static Map<String, ?> toscaNode(Target target, Deployed deployed) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("iri", deployed.component());
    properties.put("vcpu_millicores", deployed.vcpuMillicores());
    properties.put("memory_mib", deployed.memoryMiB());
    properties.put("gpus", deployed.gpus());
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("type", "Component");
    node.put("properties", properties);
    node.put("requirements", List.of(Map.of("site", target.name())));
    return node;
  }

  private static Map<String, ?> toscaTypes() {
    Map<String, Object> site = new LinkedHashMap<>();
    site.put("properties", Map.of("iri", Map.of("type", "string")));
    site.put("capabilities", Map.of("host", Map.of("type", "Hosting")));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("iri", Map.of("type", "string"));
    properties.put("vcpu_millicores", Map.of("type", "integer"));
    properties.put("memory_mib", Map.of("type", "integer"));
    properties.put("gpus", Map.of("type", "integer"));
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("properties", properties);
    component.put(
        "requirements",
        List.of(Map.of("site", Map.of("capability", "Hosting", "relationship", "RunsAt"))));
    Map<String, Object> types = new LinkedHashMap<>();
    types.put("Site", site);
    types.put("Component", component);
    return types;
  }
}
