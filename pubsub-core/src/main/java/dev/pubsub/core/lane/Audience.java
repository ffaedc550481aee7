package dev.pubsub.core.lane;

import dev.pubsub.Selection;
import dev.pubsub.core.mailbox.Bounds;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.spi.edge.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All subscriptions to one pattern: their cohorts, by lane, and their groups. */
public final class Audience {

  private final String pattern;
  private volatile List<Placed> cohorts = List.of();
  private volatile List<Group> groups = List.of();

  /** Nobody yet. */
  public Audience(String pattern) {
    this.pattern = pattern;
  }

  /** What they subscribe to. */
  public String pattern() {
    return pattern;
  }

  /**
   * The cohort of those with these bounds on this lane.
   *
   * @param exact whether the pattern is a plain name
   */
  @SuppressWarnings("ReferenceEquality") // Most have the very same.
  public synchronized Cohort cohort(int lane, Bounds bounds, boolean exact) {
    for (Placed placed : cohorts) {
      Bounds have = placed.cohort.bounds();
      if (placed.lane == lane && (have == bounds || have.equals(bounds))) {
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

  /** The number of the lane of a cohort. */
  public int laneOf(Cohort cohort) {
    return cohorts.stream()
        .filter(placed -> placed.cohort == cohort)
        .mapToInt(Placed::lane)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The group of this name that wants the same; its members are not in the cohorts.
   *
   * @param elsewhere takes over what its last member here leaves
   */
  public synchronized Group group(
      String name, Selection selection, Lanes lanes, Elsewhere elsewhere) {
    for (Group group : groups) {
      if (group.is(name, selection)) {
        return group;
      }
    }
    Group group = new Group(pattern, name, selection, lanes, elsewhere);
    List<Group> more = new ArrayList<>(groups);
    more.removeIf(each -> each.size() == 0);
    more.add(group);
    groups = List.copyOf(more);
    return group;
  }

  /** Takes a member out of its group, if it has one. */
  public void leaveGroup(Recipient recipient) {
    groups.forEach(group -> group.remove(recipient));
  }

  /** Those who share. */
  public Stream<Group> groups() {
    return groups.stream();
  }

  Stream<Cohort> cohortsOn(int lane) {
    return cohorts.stream().filter(placed -> placed.lane == lane).map(Placed::cohort);
  }

  /** The places of those that are in no group as they are now. */
  public Stream<Recipient> alone() {
    return cohorts.stream().flatMap(placed -> Stream.of(placed.cohort.part().members()));
  }

  /** The places of all subscriptions as they are now. */
  public Stream<Recipient> recipients() {
    return Stream.concat(alone(), groups.stream().flatMap(Group::recipients));
  }

  /** Whether nobody is left. */
  public boolean isEmpty() {
    return individuals() == 0 && groups.stream().allMatch(group -> group.size() == 0);
  }

  /** How many subscriptions there are that are in no group. */
  public int individuals() {
    return cohorts.stream().mapToInt(placed -> placed.cohort.part().members().length).sum();
  }

  /** Whether some of these acknowledge. */
  public boolean hasAcknowledging() {
    return cohorts.stream()
        .anyMatch(placed -> placed.cohort.bounds().acknowledged() && !placed.cohort.isEmpty());
  }

  /** What its groups want of it. */
  public Stream<Demand> shared() {
    return groups.stream()
        .filter(group -> group.size() > 0)
        .map(group -> new Demand(pattern, group.id().name(), group.size(), group.isAcknowledged()));
  }

  private record Placed(int lane, Cohort cohort) {}
}
