package dev.pubsub.core.session;

import dev.pubsub.SubscriptionInfo;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.lane.Group;
import dev.pubsub.core.mailbox.Recipient;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A page of the subscriptions that a topic reaches, by their numbers. However many there are, no
 * more are held than the page has room for.
 */
final class Reached {

  private record Member(Recipient recipient, String group) {}

  private final NavigableMap<Long, Member> page = new TreeMap<>();
  private final long after;
  private final int limit;

  private Reached(long after, int limit) {
    this.after = after;
    this.limit = limit;
  }

  static List<SubscriptionInfo> by(List<Audience> audiences, long after, int limit) {
    Reached reached = new Reached(after, limit);
    audiences.forEach(reached::add);
    return reached.page.values().stream().map(each -> each.recipient().info(each.group())).toList();
  }

  private void add(Audience audience) {
    audience.alone().forEach(each -> add(each, ""));
    audience.groups().forEach(this::add);
  }

  private void add(Group group) {
    group.recipients().forEach(each -> add(each, group.title()));
  }

  private void add(Recipient recipient, String group) {
    long number = recipient.receiver().number();
    boolean isFull = page.size() == limit;
    if (number <= after || (isFull && number > page.lastKey())) {
      return;
    }
    page.put(number, new Member(recipient, group));
    if (isFull) {
      page.pollLastEntry();
    }
  }
}
