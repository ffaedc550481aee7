package dev.pubsub.core.subscribe;

import dev.pubsub.core.guard.GuardedOutlet;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.topic.TopicSyntax;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted here, told to the outlet that carries signals to other nodes, if there is one.
 * Guarded like the tree.
 */
final class Interest {

  private record Exit(GuardedOutlet outlet, Audience audience, Recipient recipient) {}

  private @Nullable Exit exit;
  private final Map<String, Set<Demand>> told = new HashMap<>();
  // How many durable subscriptions there are to a pattern, held or not.
  private final Map<String, Integer> durable = new HashMap<>();

  boolean isTold() {
    return exit != null;
  }

  /** Begins to tell. */
  void begin(GuardedOutlet outlet, Audience audience, Recipient recipient, List<Audience> all) {
    exit = new Exit(outlet, audience, recipient);
    durable.keySet().forEach(pattern -> settle(new Audience(pattern)));
    all.forEach(this::settle);
  }

  /** What is published to a pattern is kept once more, or once less, for whoever may come. */
  void keep(Audience audience, boolean kept) {
    durable.compute(
        audience.pattern(),
        (pattern, were) -> {
          int now = (were == null ? 0 : were) + (kept ? 1 : -1);
          return now <= 0 ? null : now;
        });
    settle(audience);
  }

  /**
   * Tells what the subscriptions to a pattern want, as far as that is news. What stands under the
   * reserved level is for the bus itself to tell.
   */
  void settle(Audience audience) {
    Exit now = exit;
    String pattern = audience.pattern();
    if (now == null || isReserved(pattern)) {
      return;
    }
    Set<Demand> after = demands(audience);
    Set<Demand> before = after.isEmpty() ? told.remove(pattern) : told.put(pattern, after);
    if (!after.equals(before)) {
      tell(now.outlet(), before == null ? Set.of() : before, after);
    }
  }

  private Set<Demand> demands(Audience audience) {
    Set<Demand> demands = new HashSet<>();
    boolean isKept = durable.containsKey(audience.pattern());
    int members = audience.individuals();
    if (isKept || members > 0) {
      demands.add(
          new Demand(audience.pattern(), "", members, isKept || audience.hasAcknowledging()));
    }
    audience.shared().forEach(demands::add);
    return Set.copyOf(demands);
  }

  private static void tell(GuardedOutlet outlet, Set<Demand> before, Set<Demand> after) {
    // The new first: what is told between the two must not say that nobody wants anything.
    after.stream()
        .filter(each -> !before.contains(each))
        .forEach(each -> outlet.demand(each, true));
    before.stream()
        .filter(each -> !after.contains(each))
        .forEach(each -> outlet.demand(each, false));
  }

  private static boolean isReserved(String pattern) {
    return pattern.startsWith(TopicSyntax.RESERVED + TopicSyntax.COLON.separator());
  }

  /** The audience of the outlet. */
  List<Audience> audience() {
    Exit now = exit;
    return now == null ? List.of() : List.of(now.audience());
  }

  /** Completes when the other nodes know what they were told. */
  CompletionStage<Void> known() {
    Exit now = exit;
    return now == null ? CompletableFuture.completedFuture(null) : now.outlet().known();
  }

  /** Tells nobody any more; returns the place of the outlet, or null. */
  @Nullable Recipient end() {
    Exit last = exit;
    exit = null;
    told.clear();
    return last == null ? null : last.recipient();
  }
}
