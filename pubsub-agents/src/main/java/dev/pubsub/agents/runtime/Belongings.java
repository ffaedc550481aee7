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
  private @Nullable Household household;
  private @Nullable Unanswered inHand;

  Belongings(String owner) {
    this.owner = owner;
  }

  void add(Cancellable one) {
    open.add(one);
  }

  void remove(Cancellable one) {
    open.remove(one);
  }

  /** Questions that it has yet to answer. */
  Unanswered inHand(Cell whose) {
    Unanswered now = inHand;
    if (now == null) {
      now = new Unanswered(whose);
      inHand = now;
    }
    return now;
  }

  boolean owesAnswers() {
    Unanswered those = inHand;
    return those != null && !those.isEmpty();
  }

  /** Those that it supervises. */
  Household household(Cell head) {
    Household now = household;
    if (now == null) {
      now = new Household(head, head.spec().supervision());
      household = now;
    }
    return now;
  }

  /** Whoever comes now is of another household than those who were given up, and have ended. */
  void forgetGivenUp() {
    if (hasGivenUp()) {
      household = null;
    }
  }

  boolean hasChildren() {
    Household those = household;
    return those != null && !those.family().isEmpty();
  }

  /** Has the children end once they have handled what has come; false when there are none. */
  boolean drainsChildren() {
    Household those = household;
    if (those == null || those.family().isEmpty()) {
      return false;
    }
    those.drain();
    return true;
  }

  boolean hasGivenUp() {
    Household those = household;
    return those != null && those.isGivenUp();
  }

  /** Ends all but the children, who are told to, and the questions, on which it may have a word. */
  void close() {
    Set<Cancellable> all = Set.copyOf(open);
    open.clear();
    all.forEach(each -> Foreign.run(owner, each::cancel));
    Household those = household;
    if (those != null) {
      those.family().endAll();
    }
  }

  /** Ends all that is left, once the agent has said its last word. */
  void leave() {
    close();
    Unanswered those = inHand;
    if (those != null) {
      those.leave(owner);
    }
  }
}
