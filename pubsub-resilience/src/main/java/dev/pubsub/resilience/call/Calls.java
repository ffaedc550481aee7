package dev.pubsub.resilience.call;

import dev.pubsub.Subscriber;
import dev.pubsub.config.Setting;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.flow.SubscriptionControl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guards of calls, which stand in front of subscribers where the setting {@code calls} has
 * rules for them: some near to them, some further away, with breakers in between.
 */
public final class Calls {

  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  private static final Setting<List<CallRule>> RULES =
      new Setting<>(
          "calls",
          "",
          "How long calls of subscribers may take, how often they are tried again, how many there"
              + " may be at a time: rules such as database: topics=orders:** timeout=2s retries=3"
              + " backoff=100ms..5s concurrency=4, parted by commas.",
          CallRule::list);

  /** What can be set. */
  public static final List<Setting<?>> SETTINGS = List.of(RULES);

  private final List<CallRule> rules;
  private final Environment environment;
  private final Map<String, Bulkhead> bulkheads = new HashMap<>();

  /**
   * What is set.
   *
   * @param environment settings, time and chance
   */
  public Calls(Environment environment) {
    this.environment = environment;
    this.rules = environment.settings().get(RULES);
    for (CallRule rule : rules) {
      rule.concurrency()
          .ifPresent(
              places -> bulkheads.put(rule.name(), new Bulkhead(places, environment.scheduler())));
    }
  }

  /**
   * Contributes what breakers are to stand around, if there is any: timeouts.
   *
   * @param contributions what the plugin gives
   */
  public void contributeInner(Contributions.Builder contributions) {
    if (rules.stream().anyMatch(rule -> rule.timeout().isPresent())) {
      contributions.decorator(this::timed);
    }
  }

  /**
   * Contributes what stands around breakers, if there is any: bulkheads, and around them retries.
   *
   * @param contributions what the plugin gives
   */
  public void contributeOuter(Contributions.Builder contributions) {
    if (!bulkheads.isEmpty()) {
      contributions.decorator(this::placed);
    }
    if (rules.stream().anyMatch(rule -> rule.retries() > 0)) {
      contributions.decorator(this::retrying);
    }
  }

  private Subscriber timed(Subscriber next, SubscriptionControl control) {
    return rule(control)
        .flatMap(CallRule::timeout)
        .<Subscriber>map(timeout -> new TimedSubscriber(next, timeout, environment.scheduler()))
        .orElse(next);
  }

  private Subscriber placed(Subscriber next, SubscriptionControl control) {
    Bulkhead bulkhead = rule(control).map(rule -> bulkheads.get(rule.name())).orElse(null);
    if (bulkhead == null) {
      return next;
    }
    control.whenClosed(() -> bulkhead.part(control));
    return new BulkheadSubscriber(next, control, bulkhead);
  }

  private Subscriber retrying(Subscriber next, SubscriptionControl control) {
    Optional<CallRule> rule = rule(control).filter(each -> each.retries() > 0);
    if (rule.isEmpty()) {
      return next;
    }
    if (control.acknowledges()) {
      LOG.info(
          "The retries of {} are not for the subscription to {} on the bus {}: it acknowledges, and"
              + " has its own",
          rule.get().name(),
          control.pattern(),
          control.bus());
      return next;
    }
    RetryingSubscriber retrying = new RetryingSubscriber(next, control, rule.get(), environment);
    control.whenClosed(retrying::close);
    return retrying;
  }

  /** The first that is for a subscription. */
  private Optional<CallRule> rule(SubscriptionControl control) {
    return rules.stream().filter(rule -> rule.scope().covers(control)).findFirst();
  }
}
