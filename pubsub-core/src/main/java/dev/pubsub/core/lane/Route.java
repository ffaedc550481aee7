package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whom a topic's letters are for, at one moment: immutable, and kept until something changes. */
public final class Route {

  private static final Group[] NONE = {};

  private final Leg[] legs;
  private final Group[] groups;
  private final int matched;
  private final boolean waitedFor;
  private final boolean strict;

  /** The route to the members that these audiences have now. */
  public Route(List<Audience> audiences, Lanes lanes) {
    this(legs(audiences, Cohort::part, false, lanes), groups(audiences), false);
  }

  /** The route to all of them, where what finds no room for all of these is not posted. */
  public static Route strict(List<Audience> audiences, Lanes lanes) {
    return new Route(legs(audiences, Cohort::part, true, lanes), groups(audiences), true);
  }

  /** The same to some of them, and to these members of groups. */
  public static Route strict(List<Audience> audiences, Predicate<Recipient> to, Lanes lanes) {
    List<Leg> legs = new ArrayList<>();
    Collections.addAll(legs, legs(audiences, cohort -> cohort.part().of(to), true, lanes));
    audiences.stream()
        .flatMap(Audience::groups)
        .flatMap(Group::members)
        .filter(member -> to.test(member.recipient()))
        .forEach(member -> legs.add(member.strictLeg()));
    return new Route(legs.toArray(Leg[]::new), NONE, true);
  }

  /** The same to a member of one group. */
  public static Route strict(List<Audience> audiences, String group) {
    Group[] chosen =
        audiences.stream()
            .flatMap(Audience::groups)
            .filter(each -> each.name().equals(group))
            .toArray(Group[]::new);
    return new Route(new Leg[0], chosen, true);
  }

  private static Group[] groups(List<Audience> audiences) {
    return audiences.stream().flatMap(Audience::groups).toArray(Group[]::new);
  }

  private static Leg[] legs(
      List<Audience> audiences, Function<Cohort, Part> partOf, boolean strict, Lanes lanes) {
    List<Leg> built = new ArrayList<>();
    for (int i = 0; i < lanes.count(); i++) {
      int lane = i;
      Part[] parts =
          audiences.stream()
              .flatMap(audience -> audience.cohortsOn(lane))
              .map(partOf)
              .filter(part -> part.members().length > 0)
              .toArray(Part[]::new);
      if (parts.length > 0) {
        built.add(new Leg(lanes.lane(i), parts, strict));
      }
    }
    return built.toArray(Leg[]::new);
  }

  private Route(Leg[] legs, Group[] groups, boolean strict) {
    int members = 0;
    boolean waiting = false;
    for (Leg leg : legs) {
      members += leg.members();
      waiting |= leg.isWaitedFor();
    }
    this.legs = legs;
    this.groups = groups;
    this.strict = strict;
    this.matched = members;
    this.waitedFor = waiting;
  }

  /** How many subscriptions it can lead to, all members of groups included. */
  public int subscriptions() {
    return matched + Stream.of(groups).mapToInt(Group::size).sum();
  }

  /** The route of one signal: this one, but that of each group it leads to the member chosen. */
  public Route choose(Signal signal, Object publisher) {
    return groups.length == 0 ? this : chosen(signal, publisher);
  }

  private Route chosen(Signal signal, Object publisher) {
    List<Leg> chosen = new ArrayList<>(legs.length + groups.length);
    Collections.addAll(chosen, legs);
    for (Group group : groups) {
      Member member = group.choose(signal, publisher);
      if (member != null) {
        chosen.add(strict ? member.strictLeg() : member.leg());
      }
    }
    return new Route(chosen.toArray(Leg[]::new), NONE, strict);
  }

  /**
   * Claims room for several letters of one priority with everybody it leads to; false, and nothing
   * is claimed, when that takes more than one look. To be followed by {@link #postClaimed}.
   */
  public boolean claim(int letters, Priority priority) {
    if (waitedFor || groups.length > 0) {
      return false;
    }
    for (int i = 0; i < legs.length; i++) {
      if (!legs[i].claim(letters, priority)) {
        for (int claimed = 0; claimed < i; claimed++) {
          legs[claimed].releaseClaimed(letters);
        }
        return false;
      }
    }
    return true;
  }

  /** Sends letters along for which room was claimed. */
  public void postClaimed(Letter[] letters, Priority priority) {
    for (Leg leg : legs) {
      leg.postClaimed(letters, priority);
    }
  }

  /** How many subscriptions it leads to, once {@linkplain #choose chosen}. */
  public int matched() {
    return matched;
  }

  /**
   * Makes sure of room for a letter wherever it must not be lost; to be called before {@link
   * #post}. False when there is none; nothing has happened then.
   */
  public boolean reserve(Priority priority) {
    if (!waitedFor) {
      return true;
    }
    for (int i = 0; i < legs.length; i++) {
      if (!legs[i].reserve(priority)) {
        release(i);
        return false;
      }
    }
    return true;
  }

  /** Gives back what was reserved, for a letter that is not posted after all. */
  public void release() {
    release(legs.length);
  }

  private void release(int end) {
    for (int i = 0; i < end; i++) {
      legs[i].release();
    }
  }

  /**
   * Sends a letter along for which room was reserved; returns for how many subscriptions there was
   * no room.
   */
  public int post(Letter letter) {
    int dropped = 0;
    for (Leg leg : legs) {
      dropped += leg.post(letter);
    }
    return dropped;
  }
}
