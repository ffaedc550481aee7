package dev.pubsub.resilience.breaker;

import dev.pubsub.config.Setting;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breakers of an assembly. There are some where the setting {@code breakers} has rules,
 * for as long as subscriptions stand behind them. Any thread; does not block.
 */
public final class Breakers {

  private static final Setting<List<BreakerRule>> RULES =
      new Setting<>(
          "breakers",
          "",
          "When subscribers that fail or are slow are left alone, and for how long: rules such as"
              + " payments: topics=payments:** failures=50% calls=20 open=30s meanwhile=hold,"
              + " parted by commas.",
          BreakerRule::list);

  private static final Setting<Integer> MAX =
      Setting.number(
          "breakers.max",
          10_000,
          1,
          1_000_000,
          "How many circuit breakers there may be, each of about 40 bytes for every call of its"
              + " window; subscriptions beyond have none, which is logged and counted.");

  /** What can be set. */
  public static final List<Setting<?>> SETTINGS = List.of(RULES, MAX);

  private volatile @Nullable BreakerRegistry registry;

  /** No breakers. */
  public Breakers() {}

  /**
   * Contributes breakers if there are rules for any.
   *
   * @param environment what is set, and time
   * @param contributions what the plugin gives
   */
  public void contribute(Environment environment, Contributions.Builder contributions) {
    List<BreakerRule> rules = environment.settings().get(RULES);
    if (!rules.isEmpty()) {
      BreakerFeed feed = new BreakerFeed();
      BreakerNews news = new BreakerNews(environment, this::breaker);
      BreakerRegistry made =
          new BreakerRegistry(
              rules,
              environment.settings().get(MAX),
              environment,
              (breaker, before, now, why) -> {
                feed.changed(breaker, before, now, why);
                news.tell(breaker);
              },
              news);
      contributions.component(feed).component(news).decorator(made);
      new BreakersApi(this).endpoints().forEach(contributions::endpoint);
      registry = made;
    }
  }

  /**
   * The breakers of a bus.
   *
   * @param bus its name
   * @return as they are now, by name
   */
  public List<BreakerStatus> list(String bus) {
    BreakerRegistry made = registry;
    return made == null ? List.of() : made.list(bus);
  }

  /**
   * One of them.
   *
   * @param bus its name
   * @param name that of the breaker
   * @return as it is now
   */
  public Optional<BreakerStatus> find(String bus, String name) {
    return breaker(bus, name).map(Breaker::status);
  }

  /**
   * Sets a breaker by hand, until it is set to {@link BreakerOverride#AUTO} again or goes with its
   * last subscription. One that is let go begins closed, and knows nothing of what was.
   *
   * @param bus the name of the bus
   * @param name that of the breaker
   * @param override what it is to be
   * @return as it is then
   * @throws PubSubException with BREAKER_NOT_FOUND
   */
  public BreakerStatus set(String bus, String name, BreakerOverride override) {
    Breaker breaker = breaker(bus, name).orElseThrow(() -> notFound(name));
    breaker.set(override);
    return breaker.status();
  }

  /**
   * How many subscriptions were opened that should have a breaker of their own, and have none
   * because there were as many as may be.
   *
   * @return since the assembly was opened
   */
  public long unguarded() {
    BreakerRegistry made = registry;
    return made == null ? 0 : made.unguarded();
  }

  private Optional<Breaker> breaker(String bus, String name) {
    BreakerRegistry made = registry;
    return made == null ? Optional.empty() : made.find(bus, name);
  }

  static PubSubException notFound(String name) {
    return new PubSubException(
        BreakerError.BREAKER_NOT_FOUND, "there is no circuit breaker '" + name + "' on this bus");
  }
}
