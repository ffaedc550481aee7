package dev.pubsub.core.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.core.system.SystemRandom;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.PluginRefusal;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Transport;
import dev.pubsub.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssemblyTest {

  private static final Gateway NO_GATEWAY =
      (bus, principal, capacity) -> {
        throw new UnsupportedOperationException("nobody opens a session here");
      };

  private final List<String> log = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"a", "ws", "ws-2", "a-", "z9"})
  void plainWordsAreIds(String id) {
    Assembly.checkIds(List.of(plugin(id)));

    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "9a", "-a", "a b", "a.b", "é", "a\n"})
  void anythingElseIsNoId(String id) {
    PubSubException refusal = refusedIds(id);

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(refusal)
        .hasMessage(
            "plugin id '%s' of %s must be lower case letters, digits and '-'",
            id, LoggingPlugin.class.getName());
  }

  @Test
  void anIdIsGivenOnce() {
    PubSubException refusal = refusedIds("a", "b", "a");

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(refusal).hasMessage("there are two plugins with the id 'a'");
  }

  @Test
  void allAreInstalledThenStartedInOrderAndStoppedInReverse() {
    Assembly assembly = install(plugin("a"), plugin("b"), plugin("c"));
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
  void aFailedStartStopsItselfAndThoseBeforeItButNotThoseAfter() {
    Assembly assembly =
        install(
            plugin("a"),
            plugin("b"),
            plugin("c", Map.of("start", new IOException("port in use"))),
            plugin("d"));
    log.clear();

    PubSubException failure =
        catchThrowableOfType(PubSubException.class, () -> assembly.start(NO_GATEWAY));

    assertThat(failure.code()).isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(failure)
        .hasMessage("plugin 'c' could not start: port in use")
        .hasCauseInstanceOf(IOException.class);
    assertThat(log).containsExactly("start a", "start b", "start c", "stop c", "stop b", "stop a");
  }

  @Test
  void aClassThatIsMissingIsAFailureToStartToo() {
    Assembly assembly =
        install(plugin("a", Map.of("start", new NoClassDefFoundError("org/example/Missing"))));

    assertThat(catchThrowableOfType(PubSubException.class, () -> assembly.start(NO_GATEWAY)))
        .hasMessage("plugin 'a' could not start: org/example/Missing");
  }

  @Test
  void aFaultWithoutASentenceIsNamedByItsKind() {
    Assembly assembly = install(plugin("a", Map.of("start", new IllegalStateException())));

    assertThat(catchThrowableOfType(PubSubException.class, () -> assembly.start(NO_GATEWAY)))
        .hasMessage("plugin 'a' could not start: java.lang.IllegalStateException");
  }

  @Test
  void aRefusalTellsItsSentenceAndNothingMoreIsInstalled() {
    PluginRefusal refusal = new PluginRefusal("set pubsub.plugin.a.key first");

    PubSubException failure =
        catchThrowableOfType(
            PubSubException.class,
            () -> install(plugin("a", Map.of("install", refusal)), plugin("b")));

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
                PubSubException.class, () -> install(plugin("a", Map.of("install", own)))))
        .isSameAs(own);
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class})
  void oneThatCannotStopKeepsNoOtherFromStopping(Class<? extends Throwable> kind)
      throws ReflectiveOperationException {
    Throwable fault = kind.getConstructor(String.class).newInstance("on purpose");
    Assembly assembly = install(plugin("a"), plugin("b", Map.of("stop", fault)), plugin("c"));
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
    Assembly assembly = install(plugin("a"), plugin("b", Map.of("drain", fault)), plugin("c"));
    assembly.start(NO_GATEWAY);
    log.clear();
    assembly.drain(Duration.ofSeconds(1));

    assertThat(log).containsExactly("drain c", "drain b", "drain a");
  }

  @Test
  void theAddressesAreThoseOfAllTransports() {
    assertThat(install(plugin("a"), plugin("b")).addresses())
        .extracting(Transport.Address::purpose)
        .containsExactly("a", "b");
    assertThat(install().addresses()).isEmpty();
  }

  private LoggingPlugin plugin(String id) {
    return new LoggingPlugin(id, log);
  }

  private LoggingPlugin plugin(String id, Map<String, Throwable> faults) {
    return new LoggingPlugin(id, log, faults);
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
    return Assembly.install(List.of(plugins), plugin -> environment);
  }

  private PubSubException refusedIds(String... ids) {
    List<Plugin> plugins = List.of(ids).stream().<Plugin>map(this::plugin).toList();
    return catchThrowableOfType(PubSubException.class, () -> Assembly.checkIds(plugins));
  }
}
