package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.signal.Priority;
import java.util.ArrayList;
import java.util.List;

/** Whom a topic's letters are for, at one moment: immutable, and kept until something changes. */
public final class Route {

  private final int matched;
  private final Leg[] legs;
  private final boolean waitedFor;

  /** The route to the members that these audiences have now. */
  public Route(List<Audience> audiences, Lanes lanes) {
    List<Leg> built = new ArrayList<>();
    for (int i = 0; i < lanes.count(); i++) {
      int lane = i;
      Part[] parts =
          audiences.stream()
              .flatMap(audience -> audience.cohortsOn(lane))
              .map(Cohort::part)
              .filter(part -> part.members().length > 0)
              .toArray(Part[]::new);
      if (parts.length > 0) {
        built.add(new Leg(lanes.lane(i), parts));
      }
    }
    this.legs = built.toArray(Leg[]::new);
    this.waitedFor = built.stream().anyMatch(Leg::isWaitedFor);
    this.matched = built.stream().mapToInt(Leg::members).sum();
  }

  /** How many subscriptions it leads to. */
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
