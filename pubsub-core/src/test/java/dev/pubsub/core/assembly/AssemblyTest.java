package dev.pubsub.core.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.core.config.Configuration;
import dev.pubsub.core.config.Sources;
import dev.pubsub.core.feed.Feeds;
import dev.pubsub.core.feed.RegularFeed;
import dev.pubsub.core.fence.Fences;
import dev.pubsub.core.guard.HealthChecks;
import dev.pubsub.core.session.BusGateway;
import dev.pubsub.core.session.LoneNode;
import dev.pubsub.core.system.SystemRandom;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.PluginRefusal;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.flow.Pressure;
import dev.pubsub.testkit.ManualTime;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins are installed, started and stopped. */
final class AssemblyTest {

  private static final Feeds NO_FEEDS = new Feeds(List.of(), Clock.systemUTC());

  static final Gateway NO_GATEWAY =
      new BusGateway(
          List.of(),
          NO_FEEDS,
          new RegularFeed(NO_FEEDS, new ManualTime()),
          new LoneNode("test"),
          List.of(),
          new HealthChecks(List.of(), new ManualTime()),
          Map.of(),
          new Fences(),
          Configuration.read(
              new Sources(Map.of(), Map.of(), Map.of(), Map.of(), List.of()), Map.of()));

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
    assertThat(log)
        .containsExactly(
            "start a",
            "start b",
            "start c",
            "quiesce c",
            "quiesce b",
            "quiesce a",
            "stop c",
            "stop b",
            "stop a");
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

  private LoggingPlugin plugin(String id) {
    return new LoggingPlugin(id, log);
  }

  static Assembly install(Plugin... plugins) {
    ManualTime time = new ManualTime();
    Environment environment =
        new HostEnvironment(
            new Settings() {
              @Override
              public <T> T get(Setting<T> setting) {
                throw new IllegalArgumentException(setting.key());
              }
            },
            "local",
            time.clock(),
            time,
            Runnable::run,
            SystemRandom.create(),
            Pressure.NONE);
    return Assembly.install(List.of(plugins), plugin -> environment, (plugin, runs) -> {});
  }

  static PubSubException refusedStart(Assembly assembly) {
    return catchThrowableOfType(PubSubException.class, () -> assembly.start(NO_GATEWAY));
  }
}
