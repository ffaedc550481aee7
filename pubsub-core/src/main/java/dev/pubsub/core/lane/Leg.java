package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.core.mailbox.Recipient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a route that lies on one lane. Here the bounds are kept: a letter is posted for those
 * who have room, and counted as an overflow for those who have not.
 */
final class Leg {

  private final Lane lane;
  private final Part[] parts;
  private final int members;
  // Who had no room last time is likely to have none now; the same array makes for longer runs.
  private volatile @Nullable Shortened lastShortened;

  Leg(Lane lane, Part[] parts) {
    this.lane = lane;
    this.parts = parts;
    this.members = Stream.of(parts).mapToInt(part -> part.members().length).sum();
  }

  int members() {
    return members;
  }

  /** Posts a letter; returns how many recipients have no room for it. */
  int post(Letter letter) {
    List<Recipient> full = null;
    // As if this letter were posted: what waits for anybody is among these.
    long onLane = lane.depth() + 1;
    for (Part part : parts) {
      if (onLane > lane.capacity() || !part.cohort().claim()) {
        full = append(full, part.members());
      } else if (part.cohort().watched().length > 0 || onLane > part.cohort().capacity()) {
        full = lookAt(part, onLane, full);
      }
    }
    if (full == null) {
      lane.post(new Post(letter, parts));
      return 0;
    }
    if (full.size() < members) {
      lane.post(new Post(letter, without(full)));
    }
    for (Recipient recipient : full) {
      recipient.receiver().overflow();
    }
    return full.size();
  }

  /**
   * The claimed letter counts as waiting here, so there is room while no more wait than may. A part
   * that nobody is left in gives its claim back.
   */
  private static @Nullable List<Recipient> lookAt(
      Part part, long onLane, @Nullable List<Recipient> full) {
    List<Recipient> found = new ArrayList<>();
    boolean congested = onLane > part.cohort().capacity();
    for (Recipient recipient : congested ? part.members() : part.cohort().watched()) {
      Consumer consumer = recipient.consumer();
      if (consumer.needsALook(onLane)
          && part.includes(recipient)
          && consumer.waiting() > consumer.capacity()) {
        found.add(recipient);
      }
    }
    if (found.isEmpty()) {
      return full;
    }
    if (found.size() == part.members().length) {
      part.cohort().release();
    }
    return append(full, found.toArray(Recipient[]::new));
  }

  private static List<Recipient> append(@Nullable List<Recipient> list, Recipient[] more) {
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
