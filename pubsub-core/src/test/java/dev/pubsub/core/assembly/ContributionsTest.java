package dev.pubsub.core.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.core.store.MemoryStore;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.edge.Health;
import dev.pubsub.spi.edge.HealthCheck;
import dev.pubsub.spi.edge.Transport;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What plugins contribute is collected. */
final class ContributionsTest {

  @Test
  void whatLooksOnSignalsIsCollectedInTheOrderOfThePlugins() {
    Interceptor first = (bus, signal) -> new Decision.Drop();
    Interceptor second = (bus, signal) -> new Decision.Drop();
    Observer observer = new Observer() {};
    Function<String, Store> stores = ContributionsTest::store;
    Assembly assembly =
        AssemblyTest.install(
            contributing("a", Contributions.builder().interceptor(first).observer(Observer.NONE)),
            contributing(
                "b", Contributions.builder().interceptor(second).observer(observer).store(stores)));

    assertThat(assembly.interceptors()).containsExactly(first, second);
    assertThat(assembly.observers()).containsExactly(Observer.NONE, observer);
    assertThat(assembly.store()).containsSame(stores);
    assertThat(AssemblyTest.install(new LoggingPlugin("a", new ArrayList<>())).store()).isEmpty();
  }

  @Test
  void onePluginBringsAStore() {
    Contributions.Builder store = Contributions.builder().store(ContributionsTest::store);

    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class,
            () -> AssemblyTest.install(contributing("a", store), contributing("b", store)));

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(refusal).hasMessage("only one plugin may bring a store, not each of a, b");
  }

  @Test
  void noTwoEndpointsAnswerTheSameRequest() {
    Endpoint one = endpoint("GET", "/api/things/{id}");
    Endpoint same = endpoint("GET", "/api/{kind}/first");
    Endpoint beside = endpoint("PUT", "/api/things/{id}");

    assertThat(
            AssemblyTest.install(
                contributing("a", endpoints(one)), contributing("b", endpoints(beside))))
        .extracting(Assembly::endpoints)
        .isEqualTo(List.of(one, beside));
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class,
            () ->
                AssemblyTest.install(
                    contributing("a", endpoints(one)), contributing("b", endpoints(same))));
    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(refusal)
        .hasMessage(
            "plugin 'a' answers GET /api/things/{id}, and plugin 'b' answers GET"
                + " /api/{kind}/first: a request may be for both");
  }

  @Test
  void noTwoHealthChecksHaveTheSameName() {
    HealthCheck one = HealthCheck.of("one", () -> Health.UP);
    HealthCheck other = HealthCheck.of("other", () -> Health.UP);

    assertThat(
            AssemblyTest.install(contributing("a", checks(one)), contributing("b", checks(other))))
        .extracting(Assembly::healthChecks)
        .isEqualTo(List.of(one, other));
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class,
            () ->
                AssemblyTest.install(
                    contributing("a", checks(one)), contributing("b", checks(one))));
    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(refusal)
        .hasMessage("plugins 'a' and 'b' have a health check of the same name, 'one'");
  }

  @Test
  void gaugesAreKnownByThePluginTheyAreOf() {
    Gauge gauge = new Gauge("open", "Those that are open", () -> 1);

    assertThat(
            AssemblyTest.install(
                contributing("a", Contributions.builder().gauge(gauge)),
                contributing("b", Contributions.builder().gauge(gauge))))
        .extracting(Assembly::gauges)
        .isEqualTo(Map.of("a", List.of(gauge), "b", List.of(gauge)));
  }

  private static Contributions.Builder checks(HealthCheck check) {
    return Contributions.builder().healthCheck(check);
  }

  private static Contributions.Builder endpoints(Endpoint endpoint) {
    return Contributions.builder().endpoint(endpoint);
  }

  private static Endpoint endpoint(String method, String path) {
    return Endpoint.of(
        method,
        path,
        "things.look",
        request -> EndpointResponse.of(200, "text/plain", new byte[0]));
  }

  @Test
  void aPluginThatContributesNothingAtAllIsAFailure() {
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class,
            () -> AssemblyTest.install(new ContributingPlugin("a", () -> null)));

    assertThat(refusal.code()).isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(refusal).hasMessage("plugin 'a' could not be installed: it contributes null");
  }

  @Test
  void theAddressesAreThoseOfAllTransports() {
    assertThat(
            AssemblyTest.install(
                    new LoggingPlugin("a", new ArrayList<>()),
                    new LoggingPlugin("b", new ArrayList<>()))
                .addresses())
        .extracting(Transport.Address::purpose)
        .containsExactly("a", "b");
    assertThat(AssemblyTest.install().addresses()).isEmpty();
  }

  private record ContributingPlugin(String id, Supplier<Contributions> contributions)
      implements Plugin {

    @Override
    public Contributions install(Environment environment) {
      return contributions.get();
    }
  }

  private static Plugin contributing(String id, Contributions.Builder contributions) {
    return new ContributingPlugin(id, contributions::build);
  }

  private static Store store(String bus) {
    return new MemoryStore(new Random(1), new ManualTime().clock());
  }
}
