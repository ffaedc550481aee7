package dev.pubsub.core.lane;

import dev.pubsub.spi.edge.Destinations.Chosen;
import dev.pubsub.spi.edge.GroupId;
import java.util.ArrayList;
import java.util.List;

/** Whom groups have chosen for one signal. For one thread. */
final class Picks {

  private final boolean strict;
  private final List<Leg> legs = new ArrayList<>();
  private List<Chosen> away = List.of();
  private int missing;

  /** Nobody yet. */
  Picks(boolean strict) {
    this.strict = strict;
  }

  void take(Member member) {
    legs.add(strict ? member.strictLeg() : member.leg());
  }

  void send(GroupId group, String node) {
    if (away.isEmpty()) {
      away = new ArrayList<>(1);
    }
    away.add(new Chosen(group, node));
  }

  void miss() {
    missing++;
  }

  /** Gives up what would be sent away. */
  void stay() {
    missing += away.size();
    away = List.of();
  }

  List<Leg> legs() {
    return legs;
  }

  List<Chosen> away() {
    return away;
  }

  /** How many groups have nobody left. */
  int missing() {
    return missing;
  }
}
