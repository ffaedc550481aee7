package dev.pubsub.resilience.breaker;

import dev.pubsub.spi.Environment;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other nodes which breakers are open here for what was seen here, and hears theirs. What
 * is open because others are is not told: it would be told for ever, each following the other.
 */
final class BreakerNews implements Component {

  private static final String ROSTER = "breakers";

  private final Environment environment;
  private final BiFunction<String, String, Optional<Breaker>> breakers;
  private final Map<OpenBreaker, Instant> elsewhere = new ConcurrentHashMap<>();
  private final Set<OpenBreaker> newer = ConcurrentHashMap.newKeySet();
  private volatile boolean beginning = true;
  private volatile @Nullable Known known;

  private record Known(String self, Roster<OpenBreaker, Instant> roster) {}

  /** Knows of nothing until it is started; finds breakers by bus and name. */
  BreakerNews(Environment environment, BiFunction<String, String, Optional<Breaker>> breakers) {
    this.environment = environment;
    this.breakers = breakers;
  }

  @Override
  public void start(Gateway gateway) {
    begin(gateway.members(), gateway.roster(ROSTER, new OpenBreaker.Codec()));
  }

  void begin(Members members, Roster<OpenBreaker, Instant> roster) {
    String self = members.self();
    known = new Known(self, roster);
    roster.watch(
        (key, before, after) ->
            changed(
                self,
                key,
                (any, known) -> {
                  if (beginning) {
                    newer.add(key);
                  }
                  return after.orElse(null);
                }));
    // What has changed meanwhile is older here.
    roster
        .entries()
        .forEach((key, at) -> changed(self, key, (any, known) -> newer.contains(key) ? known : at));
    beginning = false;
    newer.clear();
  }

  private void changed(
      String self,
      OpenBreaker key,
      BiFunction<OpenBreaker, @Nullable Instant, @Nullable Instant> change) {
    if (!key.node().equals(self)) {
      elsewhere.compute(key, change);
      // A roster must not be used by who watches it, and a breaker that follows uses it.
      environment.scheduler().schedule(Duration.ZERO, () -> heard(key));
    }
  }

  private void heard(OpenBreaker key) {
    breakers.apply(key.bus(), key.breaker()).ifPresent(Breaker::heard);
  }

  @Override
  public void stop() {
    known = null;
  }

  /** Tells how a breaker stands, if the others do not know; holding no lock. */
  synchronized void tell(Breaker breaker) {
    Known open = known;
    if (open == null || !breaker.isTold()) {
      return;
    }
    OpenBreaker key = new OpenBreaker(breaker.bus(), breaker.name(), open.self);
    boolean isOpened =
        breakers.apply(key.bus(), key.breaker()).filter(Breaker::isOpenedHere).isPresent();
    if (!isOpened) {
      open.roster.remove(key);
    } else if (!open.roster.entries().containsKey(key)) {
      open.roster.put(key, environment.clock().instant());
    }
  }

  /** Which other nodes have opened a breaker for what they saw, and since when. */
  SortedMap<String, Instant> openElsewhere(String bus, String breaker) {
    SortedMap<String, Instant> found = new TreeMap<>();
    elsewhere.forEach(
        (key, since) -> {
          if (key.isOf(bus, breaker)) {
            found.put(key.node(), since);
          }
        });
    return Collections.unmodifiableSortedMap(found);
  }
}
