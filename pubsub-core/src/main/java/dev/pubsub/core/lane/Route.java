package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.Destinations;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.edge.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom a topic's letters are for, at one moment: immutable, and kept until something changes. */
public final class Route {

  private static final Leg[] NO_LEGS = {};
  private static final Spread[] NO_GROUPS = {};

  private final Leg[] legs;
  private final Spread[] groups;
  private final @Nullable Exit exit;
  private final @Nullable BooleanSupplier room;
  private final int receivers;
  private final int matched;
  private final int missing;
  private final boolean waitedFor;
  private final boolean strict;
  private final boolean hasCome;

  /**
   * The way out where groups have members elsewhere, so that it depends on the signal.
   *
   * @param takers how many elsewhere want every signal
   */
  private record Exit(Leg leg, Destinations to, int takers) {

    int matched() {
      return (to.everyone() ? takers : 0) + to.chosen().size();
    }
  }

  /** The route to the members that these audiences have now. */
  public Route(List<Audience> audiences, Lanes lanes) {
    this(legs(audiences, Cohort::part, false, lanes), groups(audiences), null, null, 0, false);
  }

  /**
   * The route to the members that these audiences have now, and away from this node.
   *
   * @param outlet the audience of whoever takes signals away
   */
  public static Route of(
      List<Audience> audiences, Way way, Audience outlet, Locality locality, Lanes lanes) {
    BooleanSupplier room = way.isAskedForRoom() ? way.room() : null;
    if (way.groups().isEmpty()) {
      List<Audience> all = new ArrayList<>(audiences);
      all.add(outlet);
      Leg[] legs = legs(all, Cohort::part, false, lanes);
      outlet.recipients().forEach(carrier -> carry(legs, carrier, way.takers()));
      return new Route(legs, groups(audiences), null, room, 0, false);
    }
    Leg[] out = legs(List.of(outlet), Cohort::part, false, lanes);
    return new Route(
        legs(audiences, Cohort::part, false, lanes),
        groups(audiences, way.groups(), locality),
        // None when the outlet is being taken away.
        out.length == 0
            ? null
            : new Exit(out[0], new Destinations(way.wanted(), List.of(), 0), way.takers()),
        room,
        0,
        false);
  }

  private static void carry(Leg[] legs, Recipient carrier, int toSoMany) {
    Arrays.setAll(legs, i -> legs[i].carrying(carrier, toSoMany));
  }

  /** The route to all of them, where what finds no room for all of these is not posted. */
  public static Route strict(List<Audience> audiences, Lanes lanes) {
    return new Route(
        legs(audiences, Cohort::part, true, lanes), groups(audiences), null, null, 0, true);
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
    return new Route(legs.toArray(Leg[]::new), NO_GROUPS, null, null, 0, true);
  }

  /** The same to a member of one group. */
  public static Route strict(List<Audience> audiences, String group) {
    Spread[] chosen =
        Stream.of(groups(audiences))
            .filter(each -> each.id().name().equals(group))
            .toArray(Spread[]::new);
    return new Route(NO_LEGS, chosen, null, null, 0, true);
  }

  private static Spread[] groups(List<Audience> audiences) {
    return audiences.stream()
        .flatMap(Audience::groups)
        .map(group -> new Spread(group, group.id(), null, Locality.ALONE))
        .toArray(Spread[]::new);
  }

  /** The groups that there are here, and those that are only elsewhere. */
  private static Spread[] groups(
      List<Audience> audiences, List<Way.Shares> elsewhere, Locality locality) {
    Map<GroupId, Way.Shares> shares = new LinkedHashMap<>();
    elsewhere.forEach(each -> shares.put(each.group(), each));
    List<Spread> spreads = new ArrayList<>();
    audiences.stream()
        .flatMap(Audience::groups)
        .forEach(
            group ->
                spreads.add(new Spread(group, group.id(), shares.remove(group.id()), locality)));
    shares.forEach((id, others) -> spreads.add(new Spread(null, id, others, locality)));
    return spreads.toArray(Spread[]::new);
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

  private Route(
      Leg[] legs,
      Spread[] groups,
      @Nullable Exit exit,
      @Nullable BooleanSupplier room,
      int missing,
      boolean strict) {
    this(legs, groups, exit, room, missing, strict, false);
  }

  /** A route of what has been published here, or has come from another node. */
  private Route(
      Leg[] legs,
      Spread[] groups,
      @Nullable Exit exit,
      @Nullable BooleanSupplier room,
      int missing,
      boolean strict,
      boolean hasCome) {
    int handed = exit == null ? 0 : 1;
    int count = exit == null ? 0 : exit.matched();
    boolean waiting = room != null;
    for (Leg leg : legs) {
      handed += leg.members();
      // Of what has come whoever takes signals away has nothing, though it is told.
      count += hasCome ? leg.here() : leg.matched();
      waiting |= leg.isWaitedFor();
    }
    this.legs = legs;
    this.groups = groups;
    this.exit = exit;
    this.room = room;
    this.missing = missing;
    this.strict = strict;
    this.hasCome = hasCome;
    this.receivers = handed;
    this.matched = count;
    this.waitedFor = waiting;
  }

  /** The node of the member elsewhere that is to have a signal; null where there is none. */
  public static @Nullable String nodeOf(Way.Shares shares, Signal signal) {
    return Spread.nodeElsewhere(signal, shares.members());
  }

  /**
   * How many subscriptions it can lead to on this node, all members of groups included, and one for
   * whoever takes signals away.
   */
  public int subscriptions() {
    return receivers + Stream.of(groups).mapToInt(Spread::membersHere).sum();
  }

  /** The route of one signal: this one, but that of each group it leads to the member chosen. */
  public Route choose(Signal signal, Object publisher) {
    if (groups.length == 0) {
      return this;
    }
    Picks picks = new Picks(strict);
    for (Spread group : groups) {
      group.choose(signal, publisher, picks);
    }
    Exit out = exit;
    return out == null
        ? chosen(legs, picks, null, room, false)
        : chosen(legs, picks, new Destinations(out.to().everyone(), picks.away(), 0), room, false);
  }

  /** The route of a signal that has come from another node for some of those it leads to. */
  public Route choose(Signal signal, Object publisher, Arrival arrival) {
    Picks picks = new Picks(strict);
    for (GroupId wanted : arrival.groups()) {
      spread(wanted).ifPresentOrElse(group -> group.receive(signal, publisher, picks), picks::miss);
    }
    if (arrival.hops() >= Arrival.MAX_HOPS) {
      picks.stay();
    }
    Destinations on = new Destinations(false, picks.away(), arrival.hops() + 1);
    return chosen(arrival.everyone() ? legs : NO_LEGS, picks, on, null, true);
  }

  /**
   * The route of a signal that has come from another node for all who are here, and nobody else.
   */
  public Route here(Signal signal, Object publisher) {
    Picks picks = new Picks(strict);
    for (Spread group : groups) {
      if (group.membersHere() > 0) {
        group.receive(signal, publisher, picks);
      }
    }
    picks.stay();
    return chosen(legs, picks, null, null, true);
  }

  private Optional<Spread> spread(GroupId wanted) {
    return Stream.of(groups).filter(group -> group.id().equals(wanted)).findFirst();
  }

  private Route chosen(
      Leg[] base,
      Picks picks,
      @Nullable Destinations to,
      @Nullable BooleanSupplier needed,
      boolean hasCome) {
    List<Leg> chosen = new ArrayList<>(base.length + picks.legs().size());
    Collections.addAll(chosen, base);
    chosen.addAll(picks.legs());
    Exit out =
        exit != null && to != null && (to.everyone() || !to.chosen().isEmpty())
            ? new Exit(exit.leg(), to, exit.takers())
            : null;
    return new Route(
        chosen.toArray(Leg[]::new), NO_GROUPS, out, needed, picks.missing(), strict, hasCome);
  }

  /**
   * How many groups have nobody left who could have the signal, once {@linkplain #choose chosen}.
   */
  public int missing() {
    return missing;
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

  /**
   * Sends letters along for which room was claimed.
   *
   * @param letters makes each, asked once for each number from 0 on, perhaps later and by the one
   *     who delivers them, and not at all where nobody is to have them
   */
  public void postClaimed(int count, IntFunction<Letter> letters, Priority priority) {
    if (legs.length == 1) {
      legs[0].postClaimed(count, letters, priority);
    } else if (legs.length > 1) {
      // Each must be the same for all who get it.
      Letter[] made = new Letter[count];
      Arrays.setAll(made, letters);
      for (Leg leg : legs) {
        leg.postClaimed(made, priority);
      }
    }
  }

  /**
   * How many subscriptions it leads to, once {@linkplain #choose chosen}; those on other nodes as
   * far as is known.
   */
  public int matched() {
    return matched;
  }

  /**
   * How many it is handed to on this node, once chosen; one for whoever takes signals away, even
   * where nobody subscribes elsewhere and it is to be kept.
   */
  public int receivers() {
    return receivers;
  }

  /**
   * Makes sure of room for a letter wherever it must not be lost; to be called before {@link
   * #post}. False when there is none; nothing has happened then.
   */
  public boolean reserve(Priority priority) {
    if (!waitedFor) {
      return true;
    }
    if (room != null && !room.getAsBoolean()) {
      return false;
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
      dropped += leg.post(letter, hasCome);
    }
    Exit out = exit;
    if (out != null) {
      dropped += out.leg().post(letter.addressed(this, out.to()), hasCome) > 0 ? out.matched() : 0;
    }
    return dropped;
  }
}
