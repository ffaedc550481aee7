package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.config.Setting;
import dev.pubsub.core.GivenSetting;
import dev.pubsub.core.PluginInfo;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.core.assembly.TestJar;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.ApiVersion;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.edge.Transport;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.PressureSource;
import dev.pubsub.testkit.ManualTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, since others have threads, too. */
@Isolated
final class PluginsTest {

  private static final String FAR_PLUGIN =
      """
      import dev.pubsub.config.Setting;
      import dev.pubsub.spi.*;
      import dev.pubsub.spi.edge.*;
      import java.net.URI;
      import java.util.List;

      public final class FarPlugin implements Plugin {
        static final Setting<String> WHERE = Setting.text("where", "", "Where it is.");

        public String id() {
          return "far";
        }

        public List<Setting<?>> settings() {
          return List.of(WHERE);
        }

        public Contributions install(Environment environment) {
          URI uri = URI.create(environment.settings().get(WHERE));
          return Contributions.builder().transport(new Far(uri)).build();
        }

        private static final class Far implements Transport {
          private final URI uri;
          Far(URI uri) { this.uri = uri; }
          public void start(Gateway gateway) {}
          public List<Address> addresses() { return List.of(new Address("far", uri)); }
          public void stop() {}
        }
      }
      """;

  private final List<String> log = new CopyOnWriteArrayList<>();

  /** Greets on its topic when it is started. */
  private final class GreetingPlugin implements Plugin {

    private static final Setting<String> GREETING =
        Setting.text("greeting", "hello", "What to say.");

    private final String id;
    private final Set<String> requires;

    GreetingPlugin(String id, String... requires) {
      this.id = id;
      this.requires = Set.of(requires);
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Set<String> requires() {
      return requires;
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(GREETING);
    }

    @Override
    public Contributions install(Environment environment) {
      log.add("install " + id + " at " + environment.clock().instant());
      String greeting = environment.settings().get(GREETING);
      return Contributions.builder().transport(new Greeter(id, greeting)).build();
    }
  }

  private final class Greeter implements Transport {

    private final String id;
    private final String greeting;

    Greeter(String id, String greeting) {
      this.id = id;
      this.greeting = greeting;
    }

    @Override
    public void start(Gateway gateway) {
      try (Session session =
          gateway.open("default", new Principal("system:" + id), SessionOptions.DEFAULT)) {
        Accepted accepted = ManualBus.accepted(session.publish("greetings", greeting));
        log.add(id + " says " + greeting + " to " + accepted.matched());
      }
      if (greeting.isEmpty()) {
        throw new IllegalStateException("nothing to say");
      }
    }

    @Override
    public List<Address> addresses() {
      return List.of(new Address("greeting", URI.create("test:" + id)));
    }

    @Override
    public void quiesce() {
      log.add("quiesce " + id);
    }

    @Override
    public void drain(Duration patience) {
      assertThat(patience).isPositive().isLessThan(Duration.ofSeconds(10));
      log.add("drain " + id);
    }

    @Override
    public void stop() {
      log.add("stop " + id);
    }
  }

  @Test
  void pluginsAreInstalledStartedDrainedAndStoppedWithTheAssembly() {
    ManualTime time = new ManualTime();
    try (PubSub pubsub =
        PubSub.builder()
            .clock(time.clock())
            .scheduler(time)
            .random(new Random(1))
            .plugin(new GreetingPlugin("b", "a"))
            .plugin(new GreetingPlugin("a"))
            .set("pubsub.plugin.b.greeting", "good day")
            .open()) {
      assertThat(pubsub.addresses())
          .extracting(Transport.Address::uri)
          .containsExactly(URI.create("test:a"), URI.create("test:b"));
      assertThat(pubsub.bus().stats().published()).isEqualTo(2);
      assertThat(pubsub.drain(Duration.ofSeconds(10))).isTrue();
    }

    assertThat(log)
        .containsExactly(
            "install a at 2030-01-01T00:00:00Z",
            "install b at 2030-01-01T00:00:00Z",
            "a says hello to 0",
            "b says good day to 0",
            "quiesce b",
            "quiesce a",
            "drain b",
            "drain a",
            "stop b",
            "stop a");
  }

  @Test
  void whatIsClosedWithoutBeingDrainedSaysItToAllBeforeItStopsAny() {
    PubSub.builder()
        .plugin(new GreetingPlugin("b", "a"))
        .plugin(new GreetingPlugin("a"))
        .open()
        .close();

    assertThat(log).endsWith("quiesce b", "quiesce a", "stop b", "stop a");
  }

  @Test
  void aPluginThatCannotStartStopsEverythingAgain() {
    Set<Thread> before = ManualBus.threads();
    PubSubException failure =
        refusal(
            PubSub.builder()
                .plugin(new GreetingPlugin("a"))
                .plugin(new GreetingPlugin("b"))
                .set("pubsub.plugin.b.greeting", ""));

    assertThat(failure.code()).isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(failure).hasMessage("plugin 'b' could not start: nothing to say");
    assertThat(log).endsWith("stop b", "stop a");
    ManualBus.await(() -> before.containsAll(ManualBus.threads()));
  }

  @Test
  void aPluginThatCannotMeasureIsNamedAndNothingIsStarted() {
    Set<Thread> before = ManualBus.threads();
    PubSubException failure =
        refusal(
            PubSub.builder()
                .plugin(new GreetingPlugin("a"))
                .plugin(
                    new MeasuringPlugin(
                        sink -> {
                          sink.report("heap", PressureLevel.HIGH);
                          throw new IllegalStateException("no gauge");
                        })));

    assertThat(failure.code()).isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(failure).hasMessage("plugin 'measuring' could not measure resources: no gauge");
    assertThat(log).singleElement().asString().startsWith("install a");
    ManualBus.await(() -> before.containsAll(ManualBus.threads()));
  }

  @Test
  void aPluginThatKnowsWhyItCannotMeasureSaysSoByItsOwnCode() {
    PubSubException own = new PubSubException(StandardError.BAD_SETTINGS, "no such folder");

    assertThat(
            refusal(
                PubSub.builder()
                    .plugin(
                        new MeasuringPlugin(
                            sink -> {
                              throw own;
                            }))))
        .isSameAs(own);
  }

  private record MeasuringPlugin(PressureSource source) implements Plugin {

    @Override
    public String id() {
      return "measuring";
    }

    @Override
    public Contributions install(Environment environment) {
      environment.scheduler().schedule(Duration.ofHours(1), () -> {});
      return Contributions.builder().pressureSource(source).build();
    }
  }

  @Test
  void settingsAndPluginsCanBeLookedAtWithoutAStart() {
    PubSubBuilder builder =
        PubSub.builder()
            .discover(false)
            .plugin(new GreetingPlugin("a"))
            .set("pubsub.capacity", "5", "flag --capacity")
            .set("pubsub.buses", "audit")
            .fallback("pubsub.bus.audit.capacity", "6", "pubsub.yaml:1")
            .fallback("pubsub.plugin.a.greeting", "hi", "pubsub.yaml:2")
            .fallback("pubsub.plugin.a.greeting", "ho", "pubsub.yaml:3");

    assertThat(builder.settings())
        .contains(
            new GivenSetting("pubsub.buses", "audit", "code"),
            new GivenSetting("pubsub.capacity", "5", "flag --capacity"),
            new GivenSetting("pubsub.lanes", "0", "default"),
            new GivenSetting("pubsub.bus.audit.capacity", "6", "pubsub.yaml:1"),
            new GivenSetting("pubsub.plugin.a.greeting", "hi", "pubsub.yaml:2"))
        .noneMatch(setting -> setting.key().startsWith("pubsub.bus.default."));
    assertThat(builder.plugins())
        .containsExactly(new PluginInfo("a", "test-classes", "unversioned", ApiVersion.CURRENT));
    assertThat(log).isEmpty();
  }

  @Test
  void aProblemOfASourceKeepsTheAssemblyShut() {
    PubSubException failure =
        refusal(
            PubSub.builder()
                .plugin(new GreetingPlugin("a"))
                .fallback("pubsub.lanes", "no", "pubsub.yaml:4")
                .problem("pubsub.yaml:3: odd"));

    assertThat(failure.code()).isEqualTo(StandardError.BAD_SETTINGS);
    assertThat(failure)
        .hasMessage(
            "pubsub.yaml:3: odd\n"
                + "pubsub.yaml:4: pubsub.lanes: 'no' is not a whole number from 0 to 64");
    assertThat(log).isEmpty();
  }

  @Test
  void allBadSettingsAreToldAtOnceAndNothingIsInstalled() {
    PubSubException failure =
        refusal(
            PubSub.builder()
                .plugin(new GreetingPlugin("a"))
                .set("pubsub.capacity", "0")
                .set("pubsub.lane", "2")
                .set("pubsub.plugin.a.greting", "hi"));

    assertThat(failure.code()).isEqualTo(StandardError.BAD_SETTINGS);
    assertThat(failure.getMessage().lines())
        .containsExactlyInAnyOrder(
            "unknown setting pubsub.lane, did you mean pubsub.lanes?",
            "unknown setting pubsub.plugin.a.greting, did you mean pubsub.plugin.a.greeting?",
            "pubsub.capacity: '0' is not a whole number from 1 to 1048576");
    assertThat(log).isEmpty();
  }

  @Test
  void aVeryLongSpanOfTimeIsAsGoodAsForEver() {
    try (PubSub pubsub =
        PubSub.builder()
            .set("pubsub.lane.stay-hot", "999999999d")
            .set("pubsub.lanes", "1")
            .open()) {
      Bus bus = pubsub.bus();
      assertThat(ManualBus.accepted(bus.publish("a", 1)).matched()).isZero();
    }
  }

  @Test
  void aSystemPropertyCountsUnlessTheCodeSaysOtherwise() {
    System.setProperty("pubsub.plugin.a.greeting", "by property");
    try {
      PubSub.builder().plugin(new GreetingPlugin("a")).open().close();
      PubSub.builder()
          .plugin(new GreetingPlugin("a"))
          .set("pubsub.plugin.a.greeting", "by code")
          .open()
          .close();
    } finally {
      System.clearProperty("pubsub.plugin.a.greeting");
    }

    assertThat(log).contains("a says by property to 0", "a says by code to 0");
  }

  @Test
  void pluginsHaveDifferentIds() {
    PubSubException failure =
        refusal(PubSub.builder().plugin(new GreetingPlugin("a")).plugin(new GreetingPlugin("a")));

    assertThat(failure.code()).isEqualTo(StandardError.BAD_PLUGIN);
    assertThat(log).isEmpty();
  }

  @Test
  void theDeclarationsOfAllSettingsCanBeListed() {
    assertThat(PubSub.settings(List.of(new GreetingPlugin("a"))))
        .containsKeys("pubsub.capacity", "pubsub.plugin.a.greeting")
        .containsEntry("pubsub.plugin.a.greeting", GreetingPlugin.GREETING);
  }

  @Test
  void aFolderOfJarsIsASetting(@TempDir Path temp) throws IOException {
    Path jars = Files.createDirectory(temp.resolve("jars"));
    new TestJar(Files.createDirectory(temp.resolve("classes")))
        .service("example.FarPlugin")
        .source("FarPlugin", FAR_PLUGIN)
        .write(jars.resolve("far.jar"));

    try (PubSub pubsub =
        PubSub.builder()
            .set("pubsub.plugins.dir", jars.toString())
            .set("pubsub.plugin.far.where", "test:there")
            .open()) {
      assertThat(pubsub.addresses())
          .containsExactly(new Transport.Address("far", URI.create("test:there")));
    }

    PubSubException failure =
        refusal(
            PubSub.builder()
                .set("pubsub.plugins.dir", jars.toString())
                .set("pubsub.plugin.far.wher", "?"));
    assertThat(failure.code()).isEqualTo(StandardError.BAD_SETTINGS);
  }

  @Test
  void withoutPluginsThereAreNoAddresses() {
    try (PubSub pubsub = PubSub.builder().open()) {
      assertThat(pubsub.addresses()).isEmpty();
    }
  }

  private static PubSubException refusal(PubSubBuilder builder) {
    return catchThrowableOfType(PubSubException.class, builder::open);
  }
}
