package dev.pubsub.guice;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import dev.pubsub.config.Settings;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.Pressure;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * A plugin whose parts are wired by an injector of its own, which no other plugin sees.
 *
 * <p>The injector knows the {@link Environment} and its parts. Bindings are explicit and checked as
 * a whole when the plugin is installed, so a part that is missing stops the start, not a request.
 */
public abstract class GuicePlugin implements Plugin {

  /**
   * Says how the parts are bound. Called once for every assembly.
   *
   * @return the module of this plugin
   */
  protected abstract Module module();

  /**
   * Picks what is contributed out of the wired parts.
   *
   * @param parts the injector of this plugin
   * @return the contributions
   */
  protected abstract Contributions contributions(Injector parts);

  /**
   * Wires the parts.
   *
   * @param environment what the host gives
   * @return the contributions
   * @throws CreationException when the bindings are wrong
   */
  @Override
  public final Contributions install(Environment environment) {
    return contributions(
        Guice.createInjector(Stage.PRODUCTION, new EnvironmentModule(environment), module()));
  }

  private static final class EnvironmentModule extends AbstractModule {

    private final Environment environment;

    EnvironmentModule(Environment environment) {
      this.environment = environment;
    }

    @Override
    protected void configure() {
      binder().requireExplicitBindings();
      binder().requireAtInjectOnConstructors();
      bind(Environment.class).toInstance(environment);
      bind(Settings.class).toInstance(environment.settings());
      bind(Clock.class).toInstance(environment.clock());
      bind(Scheduler.class).toInstance(environment.scheduler());
      bind(RandomGenerator.class).toInstance(environment.random());
      bind(Pressure.class).toInstance(environment.pressure());
    }
  }
}
