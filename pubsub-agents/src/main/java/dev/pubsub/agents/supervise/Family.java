package dev.pubsub.agents.supervise;

import dev.pubsub.agents.agent.Supervision;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Those who are supervised together, in the order in which they came. Told what happens to them, it
 * decides what is done about it: who has to rest, and when all of these do, after which wait they
 * begin again, in their order. Used by one thread at a time.
 *
 * @param <T> the children, compared by their identity or as good
 */
public final class Family<T> {

  private final Supervision rule;
  private final Ward<T> ward;
  private final Intensity intensity;
  private final Map<T, Waits> children = new LinkedHashMap<>();
  private final List<Round> rounds = new ArrayList<>(1);

  /** Nobody is in it. */
  public Family(Supervision rule, Ward<T> ward) {
    this.rule = rule;
    this.ward = ward;
    this.intensity = new Intensity(rule);
  }

  /** Some that are started again together. */
  private final class Round {

    private final Set<T> members = new LinkedHashSet<>();
    private final Set<T> awaited = new LinkedHashSet<>();
    private Duration wait;
    private Cancellable timer = () -> {};

    Round(Duration wait) {
      this.wait = wait;
    }

    void beginIfReady() {
      if (awaited.isEmpty() && rounds.contains(this)) {
        timer.cancel();
        timer = ward.after(wait, () -> begin(this));
      }
    }
  }

  /** A child has come. */
  public void joined(T child) {
    children.put(child, new Waits());
  }

  /** Those in it, the oldest first. */
  public List<T> children() {
    return List.copyOf(children.keySet());
  }

  /** Whether nobody is in it. */
  public boolean isEmpty() {
    return children.isEmpty();
  }

  /** A child has failed and waits for what is decided. */
  public void failed(T child, Throwable failure, long nanoTime) {
    Waits waits = children.get(child);
    if (waits == null) {
      return;
    }
    if (!ward.restartOf(child).wanted()) {
      ward.end(child);
    } else if (intensity.exceededBy(nanoTime)) {
      ward.escalate(failure);
    } else {
      open(child, waits.next(ward.restartOf(child), nanoTime));
    }
  }

  /**
   * Whoever was told to rest already, by a round that this one takes up, needs not be told again.
   */
  private void open(T child, Duration wait) {
    List<T> youngestFirst = new ArrayList<>(concerned(child));
    Collections.reverse(youngestFirst);
    Round round = new Round(wait);
    absorb(round, youngestFirst);
    List<T> running =
        youngestFirst.stream()
            .filter(each -> ward.restartOf(each).wanted() && round.members.add(each))
            .toList();
    round.awaited.addAll(running);
    rounds.add(round);
    for (T each : youngestFirst) {
      if (!ward.restartOf(each).wanted()) {
        ward.end(each);
      } else if (running.contains(each)) {
        ward.rest(each);
      }
    }
    round.beginIfReady();
  }

  private void absorb(Round round, List<T> concerned) {
    for (Round other : List.copyOf(rounds)) {
      if (concerned.stream().anyMatch(other.members::contains)) {
        other.timer.cancel();
        rounds.remove(other);
        round.members.addAll(other.members);
        round.awaited.addAll(other.awaited);
        round.wait = round.wait.compareTo(other.wait) < 0 ? other.wait : round.wait;
      }
    }
  }

  private List<T> concerned(T child) {
    List<T> all = children();
    return switch (rule.strategy()) {
      case ONE_FOR_ONE -> List.of(child);
      case ONE_FOR_ALL -> all;
      case REST_FOR_ONE -> all.subList(all.indexOf(child), all.size());
    };
  }

  /** A child rests, as it was to. */
  public void rested(T child) {
    settled(child);
  }

  private void settled(T child) {
    for (Round round : List.copyOf(rounds)) {
      if (round.awaited.remove(child)) {
        round.beginIfReady();
      }
    }
  }

  private void begin(Round round) {
    if (rounds.remove(round)) {
      children.keySet().stream().filter(round.members::contains).toList().forEach(ward::begin);
    }
  }

  /** A child runs again. */
  public void began(T child, long nanoTime) {
    Waits waits = children.get(child);
    if (waits != null) {
      waits.started(nanoTime);
    }
  }

  /** A child has ended. */
  public void left(T child) {
    children.remove(child);
    rounds.forEach(round -> round.members.remove(child));
    settled(child);
  }

  /** Has all end, the youngest first, and starts nobody again. */
  public void endAll() {
    rounds.forEach(round -> round.timer.cancel());
    rounds.clear();
    List<T> youngestFirst = new ArrayList<>(children.keySet());
    Collections.reverse(youngestFirst);
    youngestFirst.forEach(ward::end);
  }
}
