package dev.pubsub.core.session;

import dev.pubsub.SubscriptionInfo;
import dev.pubsub.core.deliver.Holder;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Recipient;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The subscriptions that are furthest behind. However many there are, no more are held than are
 * asked for, and one of each consumer, since it is the consumer that signals wait for. The way to
 * other nodes is none.
 */
final class Behind {

  private record Member(Recipient recipient, String group, long waiting) {}

  private final PriorityQueue<Member> furthest =
      new PriorityQueue<>(Comparator.comparingLong(Member::waiting));
  private final Set<Consumer> consumers = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Predicate<String> readable;
  private final int limit;
  private long least;

  private Behind(Predicate<String> readable, int limit) {
    this.readable = readable;
    this.limit = limit;
  }

  /** The furthest first; of patterns that may be read. */
  static List<SubscriptionInfo> of(
      List<Audience> audiences, Predicate<String> readable, int limit) {
    Behind behind = new Behind(readable, limit);
    audiences.forEach(behind::add);
    // What waits is read once more, and may have been received meanwhile.
    return behind.furthest.stream()
        .map(each -> each.recipient().info(each.group()))
        .filter(each -> each.stats().waiting() > 0)
        .sorted(Comparator.comparingLong(Behind::waiting).reversed())
        .toList();
  }

  private static long waiting(SubscriptionInfo info) {
    return info.stats().waiting();
  }

  private void add(Audience audience) {
    audience.alone().forEach(each -> add(each, ""));
    audience
        .groups()
        .forEach(group -> group.recipients().forEach(each -> add(each, group.title())));
  }

  private void add(Recipient recipient, String group) {
    Consumer consumer = recipient.consumer();
    long waiting = consumer.waiting();
    if (waiting <= least
        || recipient.receiver().number() == Holder.BUS.number()
        || consumers.contains(consumer)
        || !readable.test(recipient.receiver().pattern())) {
      return;
    }
    furthest.add(new Member(recipient, group, waiting));
    consumers.add(consumer);
    if (furthest.size() > limit) {
      consumers.remove(furthest.remove().recipient().consumer());
    }
    least = furthest.size() == limit ? furthest.element().waiting() : 0;
  }
}
