package dev.pubsub.core.session;

import dev.pubsub.SubscriptionInfo;
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
 * asked for, and one of each consumer, since it is the consumer that signals wait for.
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
    return behind.furthest.stream()
        .sorted(Comparator.comparingLong(Member::waiting).reversed())
        .map(each -> each.recipient().info(each.group()))
        .toList();
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
