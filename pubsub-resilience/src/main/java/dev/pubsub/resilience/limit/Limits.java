package dev.pubsub.resilience.limit;

import dev.pubsub.config.Setting;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of an assembly, which may be changed while it is open. They are kept to where the
 * setting {@code limits.enabled} is true or {@code limits} has any; otherwise nothing stands in the
 * way of signals, and nothing can be put there. Any thread; does not block.
 */
public final class Limits {

  private static final int MOST = 100;

  private static final Setting<List<LimitRule>> RULES =
      new Setting<>(
          "limits",
          "",
          "How often what may be done: rules such as orders: publish 100/1s burst=200 per=principal"
              + " topics=orders:**, parted by commas; turns limits on.",
          Limits::rules);

  private static final Setting<Boolean> ENABLED =
      Setting.flag(
          "limits.enabled",
          false,
          "Whether limits can be put over HTTP or by a program, though there are none at start.");

  private static final Setting<Integer> MAX_KEYS =
      Setting.number(
          "limits.keys.max",
          100_000,
          1,
          10_000_000,
          "How many principals, topics or addresses have a bucket of their own in one limit, each of"
              + " about 300 bytes; those beyond share one.");

  private static final Duration LEAST_SETTLING = Duration.ofSeconds(1);

  private static final Setting<Duration> SETTLING =
      new Setting<>(
          "limits.cluster.settling",
          "10s",
          "How long a node waits before it takes the part of one that is gone in a limit that nodes"
              + " share: longer than it takes all of them to notice that; 1s or more.",
          Limits::settling);

  private static final Setting<Integer> NODES =
      Setting.number(
          "limits.cluster.nodes",
          1,
          1,
          10_000,
          "How many nodes there are to be at least; one that starts and sees less than half of them"
              + " takes no more than its part of a limit that nodes share.");

  /** What can be set. */
  public static final List<Setting<?>> SETTINGS =
      List.of(RULES, ENABLED, MAX_KEYS, SETTLING, NODES);

  static final String OFF =
      "limits are off; open with pubsub.plugin.resilience.limits.enabled=true, or with any limit in"
          + " pubsub.plugin.resilience.limits";

  private volatile @Nullable Limiter limiter;
  private volatile @Nullable LimitShares shares;

  /** Limits that are off. */
  public Limits() {}

  private static Duration settling(String text) {
    Duration span = Setting.duration("settling", "10s", "").parser().apply(text);
    if (span.compareTo(LEAST_SETTLING) < 0) {
      throw new IllegalArgumentException("1s or more, such as 10s");
    }
    return span;
  }

  private static List<LimitRule> rules(String text) {
    return LimitReader.list(text);
  }

  /**
   * Contributes a gate if limits are on, and the way to them over HTTP.
   *
   * @param environment what is set, time and pressure
   * @param contributions what the plugin gives
   */
  public void contribute(Environment environment, Contributions.Builder contributions) {
    List<LimitRule> rules = environment.settings().get(RULES);
    if (environment.settings().get(ENABLED) || !rules.isEmpty()) {
      Limiter made =
          new Limiter(
              rules,
              environment.settings().get(MAX_KEYS),
              environment.scheduler(),
              environment.pressure());
      LimitShares sharing =
          new LimitShares(
              made,
              environment.scheduler(),
              environment.settings().get(SETTLING),
              environment.settings().get(NODES));
      contributions.gate(made).component(sharing);
      limiter = made;
      shares = sharing;
    }
    new LimitsApi(this).endpoints().forEach(contributions::endpoint);
  }

  /**
   * Whether limits can be put.
   *
   * @return false where none was set and they were not enabled
   */
  public boolean areOn() {
    return limiter != null;
  }

  /**
   * What there is.
   *
   * @return in the order in which they are asked
   */
  public List<LimitStatus> list() {
    Limiter present = limiter;
    return present == null ? List.of() : present.list();
  }

  /**
   * Puts a limit behind the others, or in the place of the one of that name, which then keeps its
   * counts, and its buckets the share of tokens that they have, or the tokens where nodes share it,
   * unless their keys change. What is under way may still be asked about by the old rule.
   *
   * @param name lower case with dashes
   * @param rule as in the setting, without the name: {@code publish 100/1s per=principal}
   * @throws PubSubException with BAD_LIMIT when it makes no sense or there are 100 already, with
   *     LIMITS_OFF when limits are off
   */
  public void put(String name, String rule) {
    Limiter present = required();
    LimitRule read;
    try {
      read = LimitReader.rule(name, rule);
    } catch (IllegalArgumentException e) {
      throw LimitError.BAD_LIMIT.because("the limit cannot be: " + e.getMessage());
    }
    if (!present.put(read, MOST)) {
      throw LimitError.BAD_LIMIT.because("there are " + MOST + " limits, as many as there may be");
    }
    LimitShares sharing = shares;
    if (sharing != null) {
      sharing.reckon();
    }
  }

  /**
   * Removes a limit.
   *
   * @param name of the limit
   * @return whether there was one
   * @throws PubSubException with LIMITS_OFF when limits are off
   */
  public boolean remove(String name) {
    return required().remove(name);
  }

  private Limiter required() {
    Limiter present = limiter;
    if (present == null) {
      throw LimitError.LIMITS_OFF.because(OFF);
    }
    return present;
  }
}
