package dev.pubsub.core.lane;

import dev.pubsub.core.mailbox.Bounds;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All subscriptions to one pattern: their cohorts, by lane. */
public final class Audience {

  private final String pattern;
  private final boolean exact;
  private volatile List<Placed> cohorts = List.of();

  /**
   * Nobody yet.
   *
   * @param exact whether the pattern is a plain name
   */
  public Audience(String pattern, boolean exact) {
    this.pattern = pattern;
    this.exact = exact;
  }

  /** What they subscribe to. */
  public String pattern() {
    return pattern;
  }

  /** The cohort of those with these bounds on this lane. */
  public synchronized Cohort cohort(int lane, Bounds bounds) {
    for (Placed placed : cohorts) {
      if (placed.lane == lane && placed.cohort.bounds().equals(bounds)) {
        return placed.cohort;
      }
    }
    Cohort cohort = new Cohort(bounds, exact);
    List<Placed> more = new ArrayList<>(cohorts);
    more.removeIf(placed -> placed.cohort.isEmpty());
    more.add(new Placed(lane, cohort));
    cohorts = List.copyOf(more);
    return cohort;
  }

  Stream<Cohort> cohortsOn(int lane) {
    return cohorts.stream().filter(placed -> placed.lane == lane).map(Placed::cohort);
  }

  /** The places of all subscriptions as they are now. */
  public Stream<Recipient> recipients() {
    return cohorts.stream().flatMap(placed -> Stream.of(placed.cohort.part().members()));
  }

  /** Whether nobody is left. */
  public boolean isEmpty() {
    return cohorts.stream().allMatch(placed -> placed.cohort.isEmpty());
  }

  private record Placed(int lane, Cohort cohort) {}
}
