package dev.pubsub.resilience;

import dev.pubsub.config.Setting;
import dev.pubsub.resilience.breaker.Breakers;
import dev.pubsub.resilience.call.Calls;
import dev.pubsub.resilience.limit.Limits;
import dev.pubsub.resilience.resource.Resources;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plugin {@code resilience}: limits, breakers, a guard of resources. With nothing configured it
 * stands nowhere in the way of a signal.
 */
public final class ResiliencePlugin implements Plugin {

  private final Limits limits = new Limits();
  private final Breakers breakers = new Breakers();

  /** A plugin that has done nothing yet. */
  public ResiliencePlugin() {}

  /**
   * How often what may be done.
   *
   * @return the limits, which may be changed while the assembly is open
   */
  public Limits limits() {
    return limits;
  }

  /**
   * What leaves subscribers alone that fail.
   *
   * @return the breakers, which may be looked at and set while the assembly is open
   */
  public Breakers breakers() {
    return breakers;
  }

  @Override
  public String id() {
    return "resilience";
  }

  @Override
  public List<Setting<?>> settings() {
    return Stream.of(Breakers.SETTINGS, Calls.SETTINGS, Limits.SETTINGS, Resources.SETTINGS)
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  @Override
  public Contributions install(Environment environment) {
    Contributions.Builder contributions = Contributions.builder();
    limits.contribute(environment, contributions);
    Resources.contribute(environment, contributions);
    // Decorators stand around those that were contributed before them.
    Calls calls = new Calls(environment);
    calls.contributeInner(contributions);
    breakers.contribute(environment, contributions);
    calls.contributeOuter(contributions);
    return contributions.build();
  }
}
