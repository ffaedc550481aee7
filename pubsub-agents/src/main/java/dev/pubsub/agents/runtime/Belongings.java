package dev.pubsub.agents.runtime;

import dev.pubsub.spi.Scheduler.Cancellable;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has that ends with it, and with its state: timers, subscriptions, questions, and
 * those it supervises. Most agents have none. Used in turns only.
 */
final class Belongings {

  private final String owner;
  final Set<Cancellable> open = new HashSet<>();
  @Nullable Household household;

  Belongings(String owner) {
    this.owner = owner;
  }

  void add(Cancellable one) {
    open.add(one);
  }

  void remove(Cancellable one) {
    open.remove(one);
  }

  boolean hasChildren() {
    Household those = household;
    return those != null && !those.family().isEmpty();
  }

  boolean hasGivenUp() {
    Household those = household;
    return those != null && those.isGivenUp();
  }

  /** Ends all but the children, who are told to. */
  void close() {
    Set<Cancellable> all = Set.copyOf(open);
    open.clear();
    all.forEach(each -> Foreign.run(owner, each::cancel));
    Household those = household;
    if (those != null) {
      those.family().endAll();
    }
  }
}
