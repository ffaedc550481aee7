package dev.pubsub.cluster.wire;

import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.GroupId;
import java.util.ArrayList;
import java.util.List;

/** Writes a passage, which most take one byte for, and reads it. */
public final class PassageCodec {

  private static final int EVERYONE = 1;
  private static final int ADDRESSED = 2;
  private static final int GROUPS = 4;
  private static final int NUMBERED = 8;

  private PassageCodec() {}

  /**
   * Writes a passage.
   *
   * @param to what it is added to
   * @param passage of a signal
   */
  public static void write(FrameWriter to, Passage passage) {
    Arrival arrival = passage.arrival();
    List<GroupId> groups = arrival.groups();
    to.octet(
        (arrival.everyone() ? EVERYONE : 0)
            | (passage.addressed() ? ADDRESSED : 0)
            | (groups.isEmpty() ? 0 : GROUPS)
            | (passage.number() == 0 ? 0 : NUMBERED));
    if (!groups.isEmpty()) {
      to.octet(arrival.hops());
      to.number(groups.size());
      for (GroupId group : groups) {
        to.text(group.pattern());
        to.text(group.name());
      }
    }
    if (passage.number() != 0) {
      to.number(passage.stream());
      to.number(passage.number());
    }
  }

  static Passage read(FrameReader from) throws MalformedFrame {
    int flags = from.octet();
    boolean everyone = (flags & EVERYONE) != 0;
    Arrival arrival =
        (flags & GROUPS) == 0 ? new Arrival(everyone, List.of(), 0) : arrival(from, everyone);
    boolean addressed = (flags & ADDRESSED) != 0;
    return (flags & NUMBERED) == 0
        ? new Passage(addressed, arrival, 0, 0)
        : new Passage(addressed, arrival, from.number(), from.number());
  }

  private static Arrival arrival(FrameReader from, boolean everyone) throws MalformedFrame {
    int hops = from.octet();
    int count = from.count();
    List<GroupId> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      groups.add(new GroupId(from.text(), from.text()));
    }
    return new Arrival(everyone, groups, hops);
  }
}
