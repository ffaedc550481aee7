package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.signal.Priority;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a route that lies on one lane. Here the bounds are kept: a letter is posted for those
 * who have room, and counted as an overflow for those who have not.
 */
final class Leg {

  private static final Recipient[] NOBODY = {};

  private final Lane lane;
  private final Part[] parts;
  private final boolean strict;
  private final int members;
  private final @Nullable Recipient carrier;
  private final int elsewhere;
  private final boolean waitedFor;
  // Who had no room last time is likely to have none now; the same array makes for longer runs.
  private volatile @Nullable Shortened lastShortened;

  /**
   * A leg.
   *
   * @param strict whether a letter must find room with all, whatever their policy is
   */
  Leg(Lane lane, Part[] parts, boolean strict) {
    this(lane, parts, strict, null, 0);
  }

  private Leg(Lane lane, Part[] parts, boolean strict, @Nullable Recipient carrier, int elsewhere) {
    this.lane = lane;
    this.parts = parts;
    this.strict = strict;
    this.carrier = carrier;
    this.elsewhere = elsewhere;
    this.members = Stream.of(parts).mapToInt(part -> part.members().length).sum();
    this.waitedFor = Stream.of(parts).anyMatch(this::isWaitedFor);
  }

  /** The same where a member, if it is one, takes letters to so many subscriptions elsewhere. */
  Leg carrying(Recipient member, int toSoMany) {
    boolean isMember =
        Stream.of(parts)
            .anyMatch(part -> Stream.of(part.members()).anyMatch(each -> each == member));
    return isMember ? new Leg(lane, parts, strict, member, toSoMany) : this;
  }

  /** How many it is for on this node, whoever takes letters elsewhere among them. */
  int members() {
    return members;
  }

  /** How many subscriptions there are behind it on this node. */
  int here() {
    return carrier == null ? members : members - 1;
  }

  /** How many subscriptions there are behind it. */
  int matched() {
    return here() + elsewhere;
  }

  /** Whether there are subscriptions for which room must be claimed before anything is posted. */
  boolean isWaitedFor() {
    return waitedFor;
  }

  /** Claims room where nothing may be lost; false, and nothing claimed, when there is none. */
  boolean reserve(Priority priority) {
    if (!waitedFor) {
      return true;
    }
    long onLane = lane.reserve();
    for (int i = 0; i < parts.length; i++) {
      if (isWaitedFor(parts[i]) && !claimForAll(parts[i], priority, onLane)) {
        release(i);
        return false;
      }
    }
    return true;
  }

  private boolean isWaitedFor(Part part) {
    return strict || part.cohort().bounds().isWaitedFor();
  }

  private boolean claimForAll(Part part, Priority priority, long onLane) {
    Recipient[] full = claim(part, priority, onLane);
    if (full.length > 0 && full.length < part.members().length) {
      // It was claimed for the others, who may not have what these cannot.
      part.cohort().release();
    }
    return full.length == 0;
  }

  /** Gives back what was reserved. */
  void release() {
    if (waitedFor) {
      release(parts.length);
    }
  }

  private void release(int end) {
    for (int i = 0; i < end; i++) {
      if (isWaitedFor(parts[i])) {
        parts[i].cohort().release();
      }
    }
    lane.release();
  }

  /**
   * Posts a letter for which room was reserved; returns how many others are not to have it.
   *
   * @param hasCome whether it has come from another node, so that nobody takes it to one
   */
  int post(Letter letter, boolean hasCome) {
    long onLane = waitedFor ? lane.depth() : lane.reserve();
    List<Recipient> full = null;
    for (Part part : parts) {
      if (!isWaitedFor(part)) {
        Recipient[] noRoom = claim(part, letter.signal().priority(), onLane);
        if (noRoom.length > 0) {
          full = append(full, noRoom);
        }
      }
    }
    if (full == null) {
      lane.post(new Post(letter, parts), letter.urgency());
      return 0;
    }
    if (full.size() < members) {
      lane.post(new Post(letter, without(full)), letter.urgency());
    } else {
      lane.release();
    }
    for (Recipient recipient : full) {
      recipient.refuse(letter);
    }
    return full.contains(carrier) ? full.size() - 1 + (hasCome ? 0 : elsewhere) : full.size();
  }

  /** Claims room for several letters with all members; false, and nothing claimed, otherwise. */
  boolean claim(int letters, Priority priority) {
    long onLane = lane.reserveAll(letters);
    if (onLane == 0) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!claim(parts[i].cohort(), letters, priority, onLane)) {
        releaseClaimed(i, letters);
        return false;
      }
    }
    return true;
  }

  /** Whether there is room for all, and nobody has to be looked at alone. */
  private static boolean claim(Cohort cohort, int letters, Priority priority, long onLane) {
    if (!cohort.claimAll(letters, priority)) {
      return false;
    }
    boolean alike =
        cohort.bounds().isNewestLetIn()
            || (onLane <= cohort.limit(priority) && cohort.watched().length == 0);
    if (!alike) {
      cohort.release(letters);
    }
    return alike;
  }

  /** Gives back what was claimed. */
  void releaseClaimed(int letters) {
    releaseClaimed(parts.length, letters);
  }

  private void releaseClaimed(int end, int letters) {
    for (int i = 0; i < end; i++) {
      parts[i].cohort().release(letters);
    }
    lane.release(letters);
  }

  /** Posts letters of one urgency for which room was claimed; they are made when they are taken. */
  void postClaimed(int count, IntFunction<Letter> letters, Priority urgency) {
    lane.post(new Mailing(count, letters, parts), urgency);
  }

  /** Posts letters of one urgency for which room was claimed. */
  void postClaimed(Letter[] letters, Priority urgency) {
    Post first = new Post(letters[0], parts);
    Post last = first;
    for (int i = 1; i < letters.length; i++) {
      last = PostQueue.link(last, new Post(letters[i], parts));
    }
    lane.post(first, last, urgency);
  }

  /**
   * Claims room for the members of a part; returns those for whom there is none. What is claimed
   * counts as waiting here, so there is room while no more wait than may. The claim stands if
   * anybody is left who has room.
   */
  private Recipient[] claim(Part part, Priority priority, long onLane) {
    Cohort cohort = part.cohort();
    if (onLane > lane.capacity() || !cohort.claim(priority)) {
      return part.members();
    }
    if (cohort.bounds().isNewestLetIn()) {
      return NOBODY;
    }
    int limit = cohort.limit(priority);
    List<Recipient> full = null;
    for (Recipient recipient : onLane > limit ? part.members() : cohort.watched()) {
      Consumer consumer = recipient.consumer();
      if (consumer.needsALook(onLane, limit)
          && part.includes(recipient)
          && consumer.waiting() > consumer.limit(priority)) {
        full = append(full, recipient);
      }
    }
    if (full == null) {
      return NOBODY;
    }
    if (full.size() == part.members().length) {
      cohort.release();
    }
    return full.toArray(Recipient[]::new);
  }

  private static List<Recipient> append(@Nullable List<Recipient> list, Recipient... more) {
    List<Recipient> result = list == null ? new ArrayList<>(more.length) : list;
    Collections.addAll(result, more);
    return result;
  }

  private Part[] without(List<Recipient> full) {
    Shortened last = lastShortened;
    if (last == null || !last.without.equals(full)) {
      last = new Shortened(List.copyOf(full), shorten(full));
      lastShortened = last;
    }
    return last.parts;
  }

  private Part[] shorten(List<Recipient> full) {
    Set<Recipient> left = Collections.newSetFromMap(new IdentityHashMap<>());
    left.addAll(full);
    List<Part> rest = new ArrayList<>();
    for (Part part : parts) {
      List<Recipient> kept = new ArrayList<>();
      for (Recipient recipient : part.members()) {
        if (!left.contains(recipient)) {
          kept.add(recipient);
        }
      }
      if (!kept.isEmpty()) {
        rest.add(part.with(kept.toArray(Recipient[]::new)));
      }
    }
    return rest.toArray(Part[]::new);
  }

  private static final class Shortened {
    private final List<Recipient> without;
    private final Part[] parts;

    Shortened(List<Recipient> without, Part[] parts) {
      this.without = without;
      this.parts = parts;
    }
  }
}
