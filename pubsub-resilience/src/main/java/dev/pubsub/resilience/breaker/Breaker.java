package dev.pubsub.resilience.breaker;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import dev.pubsub.spi.flow.SubscriptionControl;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One breaker, in front of one subscription or of several. Any thread.
 *
 * <p>The outcome of a call counts in the state in which the call began, and in no later one: a slow
 * call from before the breaker opened is no probe. While it is half open one call is under way at a
 * time. A probe that has not come back when the breaker would long have half opened again, and is
 * slow by any measure, does not keep the others waiting: the breaker opens again without it.
 */
final class Breaker {

  /** What {@link #enter} gives to those who are not let through. */
  static final long REFUSED = -1;

  private static final Cancellable NO_TIMER = () -> {};

  /** Why it is open, when that is for what others have seen. */
  static final String FOLLOWED = "followed";

  /** Is told of changes, one after the other, holding no lock. Must not block. */
  @FunctionalInterface
  interface Listener {

    /** It has gone from a state to another, and why. */
    void changed(Breaker breaker, BreakerState before, BreakerStatus now, String why);
  }

  private final String bus;
  private final String name;
  private final String subject;
  private final BreakerRule rule;
  private final Scheduler time;
  private final Listener listener;
  private final Following following;
  private final CircuitBreaker machine;
  private final Lock lock = new ReentrantLock();
  private final Set<SubscriptionControl> members = new LinkedHashSet<>();
  private final Set<SubscriptionControl> held = new LinkedHashSet<>();
  private State state;
  private BreakerOverride override = BreakerOverride.AUTO;
  private @Nullable SubscriptionControl probing;
  private Cancellable timer = NO_TIMER;
  private long timers;
  private long halfOpensAt;
  private long transitions;
  private long withheld;
  private boolean opened;
  private boolean followed;

  Breaker(
      String bus,
      String name,
      String subject,
      BreakerRule rule,
      Scheduler time,
      CircuitBreaker machine,
      Listener listener,
      Following following) {
    this.bus = bus;
    this.name = name;
    this.subject = subject;
    this.rule = rule;
    this.time = time;
    this.listener = listener;
    this.following = following;
    this.machine = machine;
    this.state = machine.getState();
  }

  String bus() {
    return bus;
  }

  String name() {
    return name;
  }

  /** What it stands in front of: a pattern. */
  String subject() {
    return subject;
  }

  void join(SubscriptionControl member) {
    lock.lock();
    try {
      members.add(member);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks for a call, on the thread that is to make it.
   *
   * @return what to give to {@link #leave} when it is over, or {@link #REFUSED}: then the signal in
   *     hand has been dealt with
   */
  long enter(SubscriptionControl member) {
    lock.lock();
    try {
      if (!members.contains(member)) {
        member.hold();
        return REFUSED;
      }
      if (probing == null && machine.tryAcquirePermission()) {
        held.remove(member);
        if (state == State.HALF_OPEN) {
          probing = member;
          Duration patience = max(rule.open(), rule.slowerThan());
          later(patience, "probe_lost", machine::transitionToOpenState);
        }
        return transitions;
      }
      withheld++;
      switch (rule.meanwhile()) {
        case HOLD -> {
          held.add(member);
          member.hold();
        }
        case DROP -> member.drop();
        case DEAD_LETTER -> member.setAside("the circuit breaker " + name + " is open");
      }
      return REFUSED;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends a call.
   *
   * @param entered what {@link #enter} gave
   * @param nanos how long it took
   * @param failure what was thrown, if anything
   * @param counts whether it says something about the subscriber
   */
  void leave(
      SubscriptionControl member,
      long entered,
      long nanos,
      @Nullable Throwable failure,
      boolean counts) {
    Runnable after;
    lock.lock();
    try {
      boolean probe = probing == member;
      if (entered != transitions || !members.contains(member) || (halfOpen() && !probe)) {
        return;
      }
      endProbe();
      if (!counts) {
        machine.releasePermission();
      } else if (failure == null) {
        machine.onSuccess(nanos, TimeUnit.NANOSECONDS);
      } else {
        machine.onError(nanos, TimeUnit.NANOSECONDS, failure);
      }
      if (counts) {
        boolean well = failure == null && nanos <= rule.slowerThan().toNanos();
        following.called(well, time.nanoTime());
      }
      if (state != machine.getState()) {
        after = settle(verdict());
      } else {
        after = probe ? releaseHeld() : follow();
      }
    } finally {
      lock.unlock();
    }
    after.run();
  }

  /** Other nodes have told something: it may follow them. */
  void heard() {
    locked(this::follow);
  }

  /** Changes something, and does without the lock what comes of it. */
  private void locked(Supplier<Runnable> change) {
    Runnable after;
    lock.lock();
    try {
      after = change.get();
    } finally {
      lock.unlock();
    }
    after.run();
  }

  private Runnable follow() {
    if (state != State.CLOSED || members.isEmpty() || !following.isDue(time.nanoTime())) {
      return Breaker::nothing;
    }
    machine.transitionToOpenState();
    return settle(FOLLOWED);
  }

  /** Whether other nodes are to know of it: by the rule, they have the same. */
  boolean isTold() {
    return following.isWanted();
  }

  /** Whether it was opened for what was seen here, and has not closed since. */
  boolean isOpenedHere() {
    lock.lock();
    try {
      return opened;
    } finally {
      lock.unlock();
    }
  }

  /** Sets it by hand, or lets it go again: then it begins closed, knowing nothing. */
  void set(BreakerOverride wanted) {
    locked(() -> wanted == override ? Breaker::nothing : override(wanted));
  }

  private Runnable override(BreakerOverride wanted) {
    override = wanted;
    switch (wanted) {
      case OPEN -> machine.transitionToForcedOpenState();
      case CLOSED -> machine.transitionToDisabledState();
      case AUTO -> machine.transitionToClosedState();
    }
    return settle("override");
  }

  /**
   * A subscription has ended; what a call of it says that is still under way is not heard.
   *
   * @return what is to be done then, holding no lock
   */
  Runnable part(SubscriptionControl member) {
    lock.lock();
    try {
      members.remove(member);
      held.remove(member);
      boolean probe = probing == member;
      if (probe) {
        endProbe();
        machine.releasePermission();
      }
      if (members.isEmpty()) {
        stopTimer();
      }
      return probe ? releaseHeld() : Breaker::nothing;
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing stands behind it any more: then it is at rest. */
  boolean isEmpty() {
    lock.lock();
    try {
      return members.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  BreakerStatus status() {
    lock.lock();
    try {
      CircuitBreaker.Metrics metrics = machine.getMetrics();
      return new BreakerStatus(
          bus,
          name,
          rule.name(),
          shown(state),
          override,
          rate(metrics.getFailureRate()),
          rate(metrics.getSlowCallRate()),
          metrics.getNumberOfBufferedCalls(),
          withheld,
          transitions,
          members.size(),
          held.size(),
          state == State.OPEN
              ? Optional.of(Duration.ofNanos(Math.max(0, halfOpensAt - time.nanoTime())))
              : Optional.empty(),
          followed,
          following.elsewhere());
    } finally {
      lock.unlock();
    }
  }

  private static OptionalDouble rate(float percent) {
    return percent < 0 ? OptionalDouble.empty() : OptionalDouble.of(percent);
  }

  private static BreakerState shown(State state) {
    return switch (state) {
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
    };
  }

  private boolean halfOpen() {
    return state == State.HALF_OPEN;
  }

  private void endProbe() {
    if (probing != null) {
      probing = null;
      stopTimer();
    }
  }

  /** Why calls have ended a state. */
  private String verdict() {
    if (machine.getState() == State.CLOSED) {
      return "recovered";
    }
    return machine.getMetrics().getFailureRate() >= rule.failures() ? "failure_rate" : "slow_rate";
  }

  /** Begins the state in which the machine is; the rest is to be run without the lock. */
  private Runnable settle(String why) {
    BreakerState before = shown(state);
    state = machine.getState();
    transitions++;
    followed = state == State.OPEN && why.equals(FOLLOWED);
    opened = state == State.HALF_OPEN ? opened : state == State.OPEN && !followed;
    probing = null;
    stopTimer();
    if (state == State.OPEN) {
      halfOpensAt = time.nanoTime() + rule.open().toNanos();
      later(rule.open(), "time", machine::transitionToHalfOpenState);
    }
    Runnable release = shown(state) == BreakerState.OPEN ? Breaker::nothing : releaseHeld();
    BreakerStatus now = status();
    return () -> {
      listener.changed(this, before, now, why);
      release.run();
    };
  }

  private void stopTimer() {
    timer.cancel();
    timers++;
  }

  private void later(Duration delay, String why, Runnable transition) {
    if (!members.isEmpty()) {
      long number = timers;
      timer = time.schedule(delay, () -> fire(number, why, transition));
    }
  }

  private void fire(long number, String why, Runnable transition) {
    locked(
        () -> {
          if (number != timers) {
            // What it was for had come to its end when it was on its way already.
            return Breaker::nothing;
          }
          transition.run();
          return settle(why);
        });
  }

  private Runnable releaseHeld() {
    if (held.isEmpty()) {
      return Breaker::nothing;
    }
    List<SubscriptionControl> woken = new ArrayList<>(held);
    held.clear();
    return () -> woken.forEach(SubscriptionControl::release);
  }

  private static void nothing() {}

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
