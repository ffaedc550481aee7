package dev.pubsub.guice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Singleton;
import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.flow.Pressure;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class GuicePluginTest {

  private static final Setting<Integer> PORT = Setting.number("port", 4000, 0, 65535, "Where.");

  private final FixedEnvironment environment = new FixedEnvironment();

  /** Time stands still, and every setting has its default. */
  private static final class FixedEnvironment implements Environment, Scheduler {

    private final Settings settings =
        new Settings() {
          @Override
          public <T> T get(Setting<T> setting) {
            return setting.parser().apply(setting.fallback());
          }
        };
    private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private final RandomGenerator random = new Random(1);

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public String node() {
      return "local";
    }

    @Override
    public Clock clock() {
      return clock;
    }

    @Override
    public Scheduler scheduler() {
      return this;
    }

    @Override
    public Executor executor() {
      return Runnable::run;
    }

    @Override
    public Pressure pressure() {
      return Pressure.NONE;
    }

    @Override
    public RandomGenerator random() {
      return random;
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      return () -> {};
    }
  }

  private static final class Counter {

    private final int start;

    @Inject
    Counter(Settings settings) {
      this.start = settings.get(PORT);
    }
  }

  private static final class Part implements Component {

    private final Environment environment;
    private final Clock clock;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Counter counter;

    @Inject
    Part(
        Environment environment,
        Clock clock,
        Scheduler scheduler,
        RandomGenerator random,
        Counter counter) {
      this.environment = environment;
      this.clock = clock;
      this.scheduler = scheduler;
      this.random = random;
      this.counter = counter;
    }

    @Override
    public void start(Gateway gateway) {}

    @Override
    public void stop() {}
  }

  private static final class WithoutInject {
    WithoutInject() {}
  }

  /** Contributes one {@link Part}. */
  private static final class PartPlugin extends GuicePlugin {

    private final Module module;

    PartPlugin(Module module) {
      this.module = module;
    }

    @Override
    public String id() {
      return "part";
    }

    @Override
    protected Module module() {
      return module;
    }

    @Override
    protected Contributions contributions(Injector parts) {
      return Contributions.builder().component(parts.getInstance(Part.class)).build();
    }
  }

  private static final class WholeModule extends AbstractModule {
    @Override
    protected void configure() {
      bind(Counter.class).in(Singleton.class);
      bind(Part.class).in(Singleton.class);
    }
  }

  @Test
  void thePartsAreWiredWithWhatTheHostGives() {
    Part part = install(new WholeModule());

    assertThat(part.environment).isSameAs(environment);
    assertThat(part.clock).isSameAs(environment.clock());
    assertThat(part.scheduler).isSameAs(environment.scheduler());
    assertThat(part.random).isSameAs(environment.random());
    assertThat(part.counter.start).isEqualTo(4000);
  }

  @Test
  void everyAssemblyGetsPartsOfItsOwn() {
    PartPlugin plugin = new PartPlugin(new WholeModule());

    assertThat(plugin.install(environment).components())
        .doesNotContainAnyElementsOf(plugin.install(environment).components());
  }

  @Test
  void aPartThatIsNotBoundStopsTheInstallation() {
    CreationException failure =
        refusal(
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(Part.class);
              }
            });

    assertThat(failure).hasMessageContaining("Counter").hasMessageContaining("required");
  }

  @Test
  void aPartWithoutAnInjectedConstructorIsRefused() {
    assertThat(
            refusal(
                new AbstractModule() {
                  @Override
                  protected void configure() {
                    install(new WholeModule());
                    bind(WithoutInject.class);
                  }
                }))
        .hasMessageContaining("WithoutInject");
  }

  @Test
  void whatAPartThrowsWhileItIsMadeStopsTheInstallation() {
    assertThatExceptionOfType(CreationException.class)
        .isThrownBy(
            () ->
                install(
                    new AbstractModule() {
                      @Override
                      protected void configure() {
                        throw new IllegalStateException("on purpose");
                      }
                    }))
        .withMessageContaining("on purpose");
  }

  private Part install(Module module) {
    return (Part) new PartPlugin(module).install(environment).components().get(0);
  }

  private CreationException refusal(Module module) {
    return catchThrowableOfType(CreationException.class, () -> install(module));
  }
}
