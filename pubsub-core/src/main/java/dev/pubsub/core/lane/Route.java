package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Part;
import java.util.ArrayList;
import java.util.List;

/** Whom a topic's letters are for, at one moment: immutable, and kept until something changes. */
public final class Route {

  private final int matched;
  private final Leg[] legs;

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
    this.matched = built.stream().mapToInt(Leg::members).sum();
  }

  /** How many subscriptions it leads to. */
  public int matched() {
    return matched;
  }

  /** Sends a letter along; returns for how many subscriptions there was no room. */
  public int post(Letter letter) {
    int dropped = 0;
    for (Leg leg : legs) {
      dropped += leg.post(letter);
    }
    return dropped;
  }
}
