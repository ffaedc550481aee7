package dev.pubsub.core.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Principal;
import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.core.system.SystemRandom;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.PluginRefusal;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointResponse;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.edge.Transport;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.spi.flow.Observer;
import dev.pubsub.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssemblyTest {

  private static final Gateway NO_GATEWAY =
      new Gateway() {
        @Override
        public Session open(String bus, Principal principal, SessionOptions options) {
          throw new UnsupportedOperationException("nobody opens a session here");
        }

        @Override
        public List<String> buses() {
          return List.of();
        }

        @Override
        public List<Endpoint> endpoints() {
          return List.of();
        }

        @Override
        public void tell(String bus, String topic, String type, Map<String, ?> fields) {
          throw new UnsupportedOperationException("nobody is told anything here");
        }
      };

  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void allAreInstalledThenStartedInOrderAndStoppedInReverse() {
    Assembly assembly =
        install(plugin("a"), plugin("b").requiring("a"), plugin("c").requiring("a", "b"));
    log.add("-");
    assembly.start(NO_GATEWAY);
    log.add("-");
    assembly.stop();

    assertThat(log)
        .containsExactly(
            "install a",
            "install b",
            "install c",
            "-",
            "start a",
            "start b",
            "start c",
            "-",
            "stop c",
            "stop b",
            "stop a");
  }

  @Test
  void stoppingTwiceStopsOnce() {
    Assembly assembly = install(plugin("a"));
    assembly.start(NO_GATEWAY);
    assembly.stop();
    assembly.stop();

    assertThat(log).containsOnlyOnce("stop a");
  }

  @Test
  void whatWasNotStartedIsNotStopped() {
    install(plugin("a")).stop();

    assertThat(log).containsExactly("install a");
  }

  @Test
  void aFailedStartStopsItselfAndThoseBeforeItAndWhatRequiresItNeverStarts() {
    Assembly assembly =
        install(
            plugin("a"),
            plugin("b").requiring("a"),
            plugin("c").requiring("b").failing("start", new IOException("port in use")),
            plugin("d").requiring("c"));
    log.clear();

    PubSubException failure = refusedStart(assembly);

    assertThat(failure.code()).isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(failure)
        .hasMessage("plugin 'c' could not start: port in use")
        .hasCauseInstanceOf(IOException.class);
    assertThat(log).containsExactly("start a", "start b", "start c", "stop c", "stop b", "stop a");
  }

  @Test
  void aClassThatIsMissingIsAFailureToStartToo() {
    Assembly assembly =
        install(plugin("a").failing("start", new NoClassDefFoundError("org/example/Missing")));

    assertThat(refusedStart(assembly))
        .hasMessage("plugin 'a' could not start: org/example/Missing");
  }

  @Test
  void aFaultWithoutASentenceIsNamedByItsKind() {
    Assembly assembly = install(plugin("a").failing("start", new IllegalStateException()));

    assertThat(refusedStart(assembly))
        .hasMessage("plugin 'a' could not start: java.lang.IllegalStateException");
  }

  @Test
  void aRefusalTellsItsSentenceAndNothingMoreIsInstalled() {
    PluginRefusal refusal = new PluginRefusal("set pubsub.plugin.a.key first");

    PubSubException failure =
        catchThrowableOfType(
            PubSubException.class,
            () -> install(plugin("a").failing("install", refusal), plugin("b")));

    assertThat(failure.code()).isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(failure)
        .hasMessage("plugin 'a' could not be installed: set pubsub.plugin.a.key first")
        .hasCause(refusal);
    assertThat(log).containsExactly("install a");
  }

  @Test
  void aCodeOfThePluginItselfIsKept() {
    PubSubException own = new PubSubException(StandardError.BAD_OPTION, "of the plugin");

    assertThat(
            catchThrowableOfType(
                PubSubException.class, () -> install(plugin("a").failing("install", own))))
        .isSameAs(own);
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class})
  void oneThatCannotStopKeepsNoOtherFromStopping(Class<? extends Throwable> kind)
      throws ReflectiveOperationException {
    Throwable fault = kind.getConstructor(String.class).newInstance("on purpose");
    Assembly assembly = install(plugin("a"), plugin("b").failing("stop", fault), plugin("c"));
    assembly.start(NO_GATEWAY);
    log.clear();
    assembly.stop();

    assertThat(log).containsExactly("stop c", "stop b", "stop a");
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class})
  void drainingReachesAllLastFirst(Class<? extends Throwable> kind)
      throws ReflectiveOperationException {
    Throwable fault = kind.getConstructor(String.class).newInstance("on purpose");
    Assembly assembly = install(plugin("a"), plugin("b").failing("drain", fault), plugin("c"));
    assembly.start(NO_GATEWAY);
    log.clear();
    assembly.drain(() -> Duration.ofSeconds(1));

    assertThat(log).containsExactly("drain c", "drain b", "drain a");
  }

  @Test
  void allAreToldThatTheyGoDownBeforeAnyIsDrained() {
    Throwable fault = new IllegalStateException("on purpose");
    Assembly assembly = install(plugin("a"), plugin("b").failing("quiesce", fault), plugin("c"));
    assembly.start(NO_GATEWAY);
    log.clear();
    assembly.quiesce();

    assertThat(log).containsExactly("quiesce c", "quiesce b", "quiesce a");
  }

  @Test
  void pluginsThatDoNotRequireEachOtherStartAtTheSameTime() {
    CyclicBarrier meeting = new CyclicBarrier(2);
    Assembly assembly =
        install(
            plugin("a").starting(() -> meet(meeting)), plugin("b").starting(() -> meet(meeting)));

    assembly.start(NO_GATEWAY);

    assertThat(log).startsWith("install a", "install b").contains("start a", "start b").hasSize(4);
  }

  @Test
  void allThatFailAreNamedAndThePartsOfBothStopped() {
    CyclicBarrier meeting = new CyclicBarrier(2);
    IllegalStateException first = new IllegalStateException("one");
    Assembly assembly =
        install(
            plugin("a").starting(() -> failTogether(meeting, first)),
            plugin("b").starting(() -> failTogether(meeting, new AssertionError("two"))),
            plugin("c").requiring("a", "b"));
    log.clear();

    PubSubException failure = refusedStart(assembly);

    assertThat(failure.code()).isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(failure.getMessage().lines())
        .containsExactly("plugin 'a' could not start: one", "plugin 'b' could not start: two");
    assertThat(failure).hasRootCause(first);
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(log).endsWith("stop b", "stop a").doesNotContain("start c", "stop c");
  }

  @Test
  void troubleOfTheJvmGoesThroughWhenTheRestWasStopped() {
    StackOverflowError trouble = new StackOverflowError();
    Assembly assembly = install(plugin("a"), plugin("b").requiring("a").failing("start", trouble));

    assertThatThrownBy(() -> assembly.start(NO_GATEWAY)).isSameAs(trouble);
    assertThat(log).endsWith("stop b", "stop a");
    assertThatThrownBy(() -> install(plugin("a").failing("install", trouble))).isSameAs(trouble);
    Assembly stubborn = install(plugin("a").failing("stop", trouble));
    stubborn.start(NO_GATEWAY);
    assertThatThrownBy(stubborn::stop).isSameAs(trouble);
  }

  @Test
  void anInterruptReachesThoseThatStart() {
    CountDownLatch never = new CountDownLatch(1);
    Thread opener = Thread.currentThread();
    Assembly assembly =
        install(
            plugin("a")
                .starting(
                    () -> {
                      opener.interrupt();
                      assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
                    }));

    assembly.start(NO_GATEWAY);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatLooksOnSignalsIsCollectedInTheOrderOfThePlugins() {
    Interceptor first = (bus, signal) -> new Decision.Drop();
    Interceptor second = (bus, signal) -> new Decision.Drop();
    Observer observer = new Observer() {};
    Function<String, Store> stores = AssemblyTest::noStore;
    Assembly assembly =
        install(
            contributing("a", Contributions.builder().interceptor(first).observer(Observer.NONE)),
            contributing(
                "b", Contributions.builder().interceptor(second).observer(observer).store(stores)));

    assertThat(assembly.interceptors()).containsExactly(first, second);
    assertThat(assembly.observers()).containsExactly(Observer.NONE, observer);
    assertThat(assembly.store()).containsSame(stores);
    assertThat(install(plugin("a")).store()).isEmpty();
  }

  @Test
  void onePluginBringsAStore() {
    Contributions.Builder store = Contributions.builder().store(AssemblyTest::noStore);

    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class,
            () -> install(contributing("a", store), contributing("b", store)));

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(refusal).hasMessage("only one plugin may bring a store, not each of a, b");
  }

  @Test
  void noTwoEndpointsAnswerTheSameRequest() {
    Endpoint one = endpoint("GET", "/api/things/{id}");
    Endpoint same = endpoint("GET", "/api/{kind}/first");
    Endpoint beside = endpoint("PUT", "/api/things/{id}");

    assertThat(install(contributing("a", endpoints(one)), contributing("b", endpoints(beside))))
        .extracting(Assembly::endpoints)
        .isEqualTo(List.of(one, beside));
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class,
            () -> install(contributing("a", endpoints(one)), contributing("b", endpoints(same))));
    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(refusal)
        .hasMessage(
            "plugin 'a' answers GET /api/things/{id}, and plugin 'b' answers GET"
                + " /api/{kind}/first: a request may be for both");
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
            PubSubException.class, () -> install(new ContributingPlugin("a", () -> null)));

    assertThat(refusal.code()).isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(refusal).hasMessage("plugin 'a' could not be installed: it contributes null");
  }

  @Test
  void theAddressesAreThoseOfAllTransports() {
    assertThat(install(plugin("a"), plugin("b")).addresses())
        .extracting(Transport.Address::purpose)
        .containsExactly("a", "b");
    assertThat(install().addresses()).isEmpty();
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

  private static Store noStore(String bus) {
    throw new UnsupportedOperationException("nothing is stored here");
  }

  private static void meet(CyclicBarrier meeting) {
    try {
      meeting.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("nobody else came", e);
    }
  }

  private static void failTogether(CyclicBarrier meeting, Throwable fault) {
    meet(meeting);
    LoggingPlugin.throwAny(fault);
  }

  private LoggingPlugin plugin(String id) {
    return new LoggingPlugin(id, log);
  }

  private static Assembly install(Plugin... plugins) {
    ManualTime time = new ManualTime();
    Environment environment =
        new HostEnvironment(
            new Settings() {
              @Override
              public <T> T get(Setting<T> setting) {
                throw new IllegalArgumentException(setting.key());
              }
            },
            time.clock(),
            time,
            SystemRandom.create());
    return Assembly.install(List.of(plugins), plugin -> environment, (plugin, runs) -> {});
  }

  private static PubSubException refusedStart(Assembly assembly) {
    return catchThrowableOfType(PubSubException.class, () -> assembly.start(NO_GATEWAY));
  }
}
