package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of a consumer, each linked to the next: nearly always there is one. Its base
 * and not a part of it, since that takes no room. Guarded by itself, that is by the consumer.
 */
abstract sealed class Recipients permits Consumer {

  private @Nullable Recipient first;
  private int sameName;
  private int wildcards;
  // Written under the lock.
  private volatile int overlap;
  private volatile int count;

  /** Whether the cohorts of these have to ask each of them for room. */
  abstract boolean isWatched();

  final synchronized void link(Recipient recipient, boolean wasWatched) {
    recipient.next = first;
    first = recipient;
    count++;
    noteOverlap(recipient);
    recipient.cohort().add(recipient);
    if (isWatched()) {
      if (wasWatched) {
        recipient.cohort().watch(recipient, true);
      } else {
        watchAll(true);
      }
    }
  }

  /**
   * A letter may match each pattern with wildcards, and every subscription to one name, so many
   * times does it count at most.
   */
  private void noteOverlap(Recipient added) {
    if (added.cohort().isExact()) {
      int same = 0;
      for (Recipient each = first; each != null; each = each.next) {
        same += each.matchesSame(added) ? 1 : 0;
      }
      sameName = Math.max(sameName, same);
    } else {
      wildcards++;
    }
    overlap = sameName + wildcards;
  }

  /** How often a letter may match these. */
  final int overlap() {
    return overlap;
  }

  /** How many there are. */
  final int size() {
    return count;
  }

  final void watchAll(boolean isWatched) {
    for (Recipient each = first; each != null; each = each.next) {
      each.cohort().watch(each, isWatched);
    }
  }

  final @Nullable Recipient placeOf(Receiver receiver) {
    Recipient each = first;
    while (each != null && each.receiver() != receiver) {
      each = each.next;
    }
    return each;
  }

  final boolean takeOut(Recipient recipient) {
    boolean wasWatched = isWatched();
    boolean found = unlink(recipient);
    if (found) {
      wildcards -= recipient.cohort().isExact() ? 0 : 1;
      overlap = sameName + wildcards;
      recipient.cohort().remove(recipient);
      if (wasWatched && !isWatched()) {
        watchAll(false);
      }
    }
    return found;
  }

  private synchronized boolean unlink(Recipient recipient) {
    Recipient before = null;
    for (Recipient each = first; each != null; each = each.next) {
      if (each == recipient) {
        if (before == null) {
          first = each.next;
        } else {
          before.next = each.next;
        }
        each.next = null;
        count--;
        return true;
      }
      before = each;
    }
    return false;
  }

  /** These as they are now. */
  final List<Recipient> all() {
    List<Recipient> all = new ArrayList<>();
    for (Recipient each = first; each != null; each = each.next) {
      all.add(each);
    }
    return all;
  }

  final long onLane() {
    long count = 0;
    for (Recipient each = first; each != null; each = each.next) {
      count += each.inLane();
    }
    return count;
  }
}
