package dev.pubsub.resilience.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * How a breaker stands.
 *
 * @param bus where its subscriptions are
 * @param name unique on the bus: that of the rule, with {@code .NUMBER} or {@code @PRINCIPAL}
 *     behind it where the rule has several
 * @param rule the name of the rule
 * @param state how it stands
 * @param override whether somebody has set it by hand
 * @param failureRate the percentage of the calls in its window that failed; empty until there are
 *     enough of them
 * @param slowRate the percentage that was slow, alike
 * @param calls how many calls are in its window
 * @param withheld how often a signal was not let through; one that is held and comes again in vain
 *     counts again
 * @param transitions how often its state has changed
 * @param subscriptions how many stand behind it
 * @param held how many of them wait for it
 * @param probesIn when it half opens by itself; empty unless it is to
 * @param followed whether it is open because others are, and not for what was seen here
 * @param openElsewhere which other nodes tell that theirs is open, and since when by their clock;
 *     none where its rule does not follow
 */
public record BreakerStatus(
    String bus,
    String name,
    String rule,
    BreakerState state,
    BreakerOverride override,
    OptionalDouble failureRate,
    OptionalDouble slowRate,
    int calls,
    long withheld,
    long transitions,
    int subscriptions,
    int held,
    Optional<Duration> probesIn,
    boolean followed,
    SortedMap<String, Instant> openElsewhere) {}
