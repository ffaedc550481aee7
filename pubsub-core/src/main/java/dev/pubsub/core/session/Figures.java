package dev.pubsub.core.session;

import dev.pubsub.BusStats;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Recipient;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up what is known of a bus. */
final class Figures {

  private Figures() {}

  static BusStats of(BusParts bus) {
    Map<String, Integer> byPattern = new HashMap<>();
    Set<Consumer> consumers = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Audience audience : bus.subscriptions().audiences()) {
      List<Recipient> recipients = audience.recipients().toList();
      if (!recipients.isEmpty()) {
        byPattern.put(audience.pattern(), recipients.size());
      }
      recipients.forEach(recipient -> consumers.add(recipient.consumer()));
    }
    long[] waiting = consumers.stream().mapToLong(Consumer::waiting).sorted().toArray();
    return new BusStats(
        bus.publisher().published(),
        bus.totals().rejected(),
        bus.totals().delivered(),
        bus.totals().dropped(),
        bus.catalog().count(),
        byPattern,
        atRank(waiting, waiting.length),
        atRank(waiting, (int) Math.ceil(waiting.length * 0.99)),
        bus.totals().rejectedByCode(),
        bus.publisher().deduplication().duplicates(),
        bus.publisher().deduplication().forgotten(),
        bus.pulse().pace(),
        bus.requests().asking(),
        bus.requests().answering());
  }

  private static long atRank(long[] sorted, int rank) {
    return rank == 0 ? 0 : sorted[rank - 1];
  }
}
