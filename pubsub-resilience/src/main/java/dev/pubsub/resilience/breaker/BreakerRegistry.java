package dev.pubsub.resilience.breaker;

import dev.pubsub.Subscriber;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.flow.SubscriberDecorator;
import dev.pubsub.spi.flow.SubscriptionControl;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The breakers there are: each is made with the first subscription behind it, and goes with the
 * last. Any thread.
 */
final class BreakerRegistry implements SubscriberDecorator {

  private static final Logger LOG = LoggerFactory.getLogger(BreakerRegistry.class);

  /** Only our own timer, on the time of the assembly, may half open a breaker. */
  private static final Duration NOT_BY_ITSELF = Duration.ofDays(365_000);

  private record Key(String bus, String name) {}

  private final List<BreakerRule> rules;
  private final int max;
  private final Environment environment;
  private final Breaker.Listener listener;
  private final BreakerNews news;
  private final Map<String, CircuitBreakerConfig> configs = new HashMap<>();
  private final Map<Key, Breaker> breakers = new HashMap<>();
  private final Map<Key, Long> numbers = new HashMap<>();
  private long unguarded;

  BreakerRegistry(
      List<BreakerRule> rules,
      int max,
      Environment environment,
      Breaker.Listener listener,
      BreakerNews news) {
    this.rules = rules;
    this.max = max;
    this.environment = environment;
    this.listener = listener;
    this.news = news;
    rules.forEach(rule -> configs.put(rule.name(), config(rule)));
  }

  private CircuitBreakerConfig config(BreakerRule rule) {
    return CircuitBreakerConfig.custom()
        .failureRateThreshold(rule.failures())
        .slowCallRateThreshold(rule.slow())
        .slowCallDurationThreshold(rule.slowerThan())
        .slidingWindow(
            rule.window().size(),
            rule.calls(),
            rule.window().seconds() ? SlidingWindowType.TIME_BASED : SlidingWindowType.COUNT_BASED,
            SlidingWindowSynchronizationStrategy.SYNCHRONIZED)
        .permittedNumberOfCallsInHalfOpenState(rule.probes())
        .waitIntervalFunctionInOpenState(IntervalFunction.of(NOT_BY_ITSELF))
        .clock(environment.clock())
        .build();
  }

  /** The first rule that is for a subscription says which breaker it stands behind. */
  @Override
  public Subscriber wrap(Subscriber next, SubscriptionControl control) {
    return rules.stream()
        .filter(rule -> rule.scope().covers(control))
        .findFirst()
        .flatMap(rule -> join(rule, control))
        .<Subscriber>map(
            breaker -> new BreakerSubscriber(next, control, breaker, environment.scheduler()))
        .orElse(next);
  }

  private Optional<Breaker> join(BreakerRule rule, SubscriptionControl control) {
    Key key;
    Breaker breaker;
    synchronized (this) {
      key = key(rule, control);
      breaker = breakers.get(key);
      if (breaker == null && breakers.size() >= max) {
        if (unguarded++ == 0) {
          LOG.warn("There are {} circuit breakers; further subscriptions have none", max);
        }
        return Optional.empty();
      }
      if (breaker == null) {
        breaker = made(key, rule, control);
        breakers.put(key, breaker);
      }
      breaker.join(control);
    }
    Breaker joined = breaker;
    control.whenClosed(() -> part(key, joined, control));
    return Optional.of(breaker);
  }

  private Key key(BreakerRule rule, SubscriptionControl control) {
    Key shared = new Key(control.bus(), rule.name());
    return switch (rule.sharing()) {
      case RULE -> shared;
      case PRINCIPAL -> new Key(control.bus(), rule.name() + '@' + asLevel(control.principal()));
      case SUBSCRIPTION ->
          new Key(control.bus(), rule.name() + '.' + numbers.merge(shared, 1L, Long::sum));
    };
  }

  /** Anybody's name, as one level of a topic. */
  private static String asLevel(String principal) {
    return URLEncoder.encode(principal, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }

  private Breaker made(Key key, BreakerRule rule, SubscriptionControl control) {
    String subject =
        rule.sharing() == Sharing.SUBSCRIPTION ? control.pattern() : rule.scope().topics().text();
    CircuitBreakerConfig config = Objects.requireNonNull(configs.get(rule.name()));
    CircuitBreaker machine = CircuitBreaker.of(key.name(), config);
    return new Breaker(
        key.bus(),
        key.name(),
        subject,
        rule,
        environment.scheduler(),
        machine,
        listener,
        new Following(rule, () -> news.openElsewhere(key.bus(), key.name())));
  }

  private void part(Key key, Breaker breaker, SubscriptionControl control) {
    Runnable after;
    synchronized (this) {
      after = breaker.part(control);
      if (breaker.isEmpty()) {
        breakers.remove(key, breaker);
      }
    }
    after.run();
    news.tell(breaker);
  }

  synchronized List<BreakerStatus> list(String bus) {
    Map<String, BreakerStatus> found = new TreeMap<>();
    breakers.forEach(
        (key, breaker) -> {
          if (key.bus().equals(bus)) {
            found.put(key.name(), breaker.status());
          }
        });
    return List.copyOf(found.values());
  }

  synchronized Optional<Breaker> find(String bus, String name) {
    return Optional.ofNullable(breakers.get(new Key(bus, name)));
  }

  /** How many subscriptions should have a breaker, and have none for want of room. */
  synchronized long unguarded() {
    return unguarded;
  }
}
