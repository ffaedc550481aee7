package dev.pubsub.verification.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three nodes as compose.cluster.yaml and kubernetes.yaml describe them would find each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusterManifestsIT {

  /** How long a server may take that is told to end; ServeCommand holds to it. */
  private static final int SECONDS_TO_END = 15;

  private static final String CLUSTER = "pubsub.plugin.cluster.";
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{[A-Z_]+:\\?[^}]+}");

  /** What Kubernetes fills in. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "metadata.namespace", "default", "metadata.name", "pubsub-0", "status.podIP", "10.0.0.5");

  private Described compose;
  private Map<String, Described> services;
  private Described single;
  private final Map<String, Described> kinds = new TreeMap<>();
  private Described pod;
  private Described container;

  @BeforeAll
  void read() throws IOException {
    compose = Described.in("compose.cluster.yaml").get(0);
    services = compose.at("services").named();
    single = Described.in("compose.yaml").get(0).at("services", "pubsub");
    Described.in("kubernetes.yaml")
        .forEach(
            each ->
                kinds.put(each.at("kind").text() + " " + each.at("metadata", "name").text(), each));
    pod = kinds.get("StatefulSet pubsub").at("spec", "template", "spec");
    container = pod.at("containers").each().get(0);
  }

  // ---- compose

  private static Map<String, String> variables(Described service) {
    Map<String, String> variables = new TreeMap<>();
    service.at("environment").named().forEach((name, value) -> variables.put(name, value.text()));
    return variables;
  }

  @Test
  void thereAreThreeNodesWithNamesAndPortsOfTheirOwn() {
    Set<String> ports = new HashSet<>();
    services.forEach(
        (name, service) -> {
          Map<String, String> variables = variables(service);
          assertThat(variables).containsEntry("PUBSUB_NODE", name);
          List<String> published = service.at("ports").texts().toList();
          assertThat(published).singleElement().asString().matches("127\\.0\\.0\\.1:\\d+:4000");
          ports.addAll(published);
        });
    assertThat(services).hasSize(3);
    assertThat(ports).hasSize(3);
  }

  @Test
  void eachServiceServesWithSettingsThatThereAre() {
    services.forEach(
        (name, service) -> {
          Map<String, String> variables = variables(service);
          assertThat(variables.put("PUBSUB_PLUGIN_CLUSTER_SECRET", "secret")).matches(REQUIRED);
          Map<String, String> settings =
              new ServeLine(service.at("command").texts().toList(), variables).settings();

          assertThat(settings)
              .containsEntry(CLUSTER + "enabled", "true")
              .containsEntry(CLUSTER + "discovery", "dns")
              .containsEntry(CLUSTER + "port.range", "1")
              .containsEntry("pubsub.plugin.resilience.limits.cluster.nodes", "" + services.size());
          // All are found by the name that they share, each at the address that its own stands for.
          assertThat(service.at("networks", "cluster", "aliases").texts())
              .containsExactly(settings.get(CLUSTER + "dns.query"));
          assertThat(settings).containsEntry(CLUSTER + "bind", service.at("hostname").text());
        });
  }

  @Test
  void eachServiceIsOtherwiseThatOfTheSingleServer() {
    for (Described service : services.values()) {
      for (String same :
          List.of(
              "image",
              "healthcheck",
              "read_only",
              "tmpfs",
              "cap_drop",
              "security_opt",
              "stop_grace_period",
              "restart")) {
        assertThat(service.at(same)).as(same).isEqualTo(single.at(same));
      }
      assertThat(service.has("privileged") || service.has("user")).isFalse();
    }
  }

  @Test
  void oneBuildsTheImageAndTheOthersUseIt() {
    assertThat(services.get("node-1").at("build")).isEqualTo(single.at("build"));
    assertThat(services.values().stream().filter(each -> each.has("build"))).hasSize(1);
    assertThat(services.values().stream().map(each -> each.at("pull_policy").text()))
        .containsExactlyInAnyOrder("build", "never", "never");
  }

  // ---- Kubernetes

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    for (Described variable : container.at("env").each()) {
      environment.put(variable.at("name").text(), filledIn(variable, environment));
    }
    return environment;
  }

  /** As the kubelet does it: a variable may name those that stand before it. */
  private static String filledIn(Described variable, Map<String, String> before) {
    if (variable.has("value")) {
      String value = variable.at("value").text();
      for (Map.Entry<String, String> each : before.entrySet()) {
        value = value.replace("$(" + each.getKey() + ")", each.getValue());
      }
      return value;
    }
    Described from = variable.at("valueFrom");
    if (from.has("secretKeyRef")) {
      return "secret";
    }
    String field = from.at("fieldRef", "fieldPath").text();
    assertThat(FIELDS).containsKey(field);
    return FIELDS.get(field);
  }

  @Test
  void thePodServesWithSettingsThatThereAre() {
    Map<String, String> settings =
        new ServeLine(container.at("args").texts().toList(), environment()).settings();

    assertThat(settings)
        .containsEntry("pubsub.node", "pubsub-0")
        .containsEntry(CLUSTER + "enabled", "true")
        .containsEntry(CLUSTER + "discovery", "dns")
        .containsEntry(CLUSTER + "bind", "10.0.0.5")
        .containsEntry(CLUSTER + "secret", "(hidden)");
    Described set = kinds.get("StatefulSet pubsub").at("spec");
    assertThat(settings)
        .containsEntry("pubsub.plugin.resilience.limits.cluster.nodes", set.at("replicas").text());
    // Asked for as it stands, without the domains that a pod would try.
    Described nodes = kinds.get("Service " + set.at("serviceName").text());
    assertThat(settings)
        .containsEntry(
            CLUSTER + "dns.query",
            nodes.at("metadata", "name").text() + ".default.svc.cluster.local");
    assertThat(nodes.at("spec", "clusterIP").text()).isEqualTo("None");
    assertThat(nodes.at("spec", "publishNotReadyAddresses").value()).isEqualTo(true);
    int port = Integer.parseInt(settings.get(CLUSTER + "port"));
    int range = Integer.parseInt(settings.get(CLUSTER + "port.range"));
    List<Integer> open = new ArrayList<>();
    nodes.at("spec", "ports").each().forEach(each -> open.add(each.at("port").number()));
    assertThat(open).containsExactly(port, port + range);
  }

  @Test
  void servicesBudgetAndSetMeanTheSamePods() {
    Described labels = kinds.get("StatefulSet pubsub").at("spec", "template", "metadata", "labels");
    assertThat(kinds.get("StatefulSet pubsub").at("spec", "selector", "matchLabels"))
        .isEqualTo(labels);
    assertThat(kinds.get("PodDisruptionBudget pubsub").at("spec", "selector", "matchLabels"))
        .isEqualTo(labels);
    assertThat(kinds.get("Service pubsub").at("spec", "selector")).isEqualTo(labels);
    assertThat(kinds.get("Service pubsub-nodes").at("spec", "selector")).isEqualTo(labels);
    assertThat(kinds).hasSize(4);
  }

  @Test
  void itIsAskedWhereTheServerAnswers() {
    Map<String, String> probes =
        Map.of(
            "startupProbe", "/healthz/live",
            "readinessProbe", "/healthz/ready",
            "livenessProbe", "/healthz/live");
    probes.forEach(
        (probe, path) -> {
          assertThat(container.at(probe, "httpGet", "path").text()).isEqualTo(path);
          assertThat(container.at(probe, "httpGet", "port").text()).isEqualTo("http");
        });
    Described http = container.at("ports").each().get(0);
    assertThat(http.at("name").text()).isEqualTo("http");
    assertThat(http.at("containerPort").number()).isEqualTo(4000);
  }

  @Test
  void itIsGivenTheTimeToDrain() {
    List<String> pause = container.at("lifecycle", "preStop", "exec", "command").texts().toList();
    assertThat(pause).hasSize(2).first().isEqualTo("sleep");
    assertThat(pod.at("terminationGracePeriodSeconds").number())
        .isGreaterThan(Integer.parseInt(pause.get(1)) + SECONDS_TO_END);
  }

  @Test
  void itCanDoNothingBesides() {
    assertThat(pod.at("enableServiceLinks").value()).isEqualTo(false);
    assertThat(pod.at("automountServiceAccountToken").value()).isEqualTo(false);
    assertThat(pod.at("securityContext", "runAsNonRoot").value()).isEqualTo(true);
    assertThat(pod.at("securityContext", "runAsUser").number()).isPositive();
    Described own = container.at("securityContext");
    assertThat(own.at("allowPrivilegeEscalation").value()).isEqualTo(false);
    assertThat(own.at("readOnlyRootFilesystem").value()).isEqualTo(true);
    assertThat(own.at("capabilities", "drop").texts()).containsExactly("ALL");
    assertThat(own.has("privileged") || pod.has("hostNetwork")).isFalse();
    assertThat(container.at("volumeMounts").each())
        .singleElement()
        .satisfies(mount -> assertThat(mount.at("mountPath").text()).isEqualTo("/tmp"));
  }
}
