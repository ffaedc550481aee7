package dev.pubsub.verification.soak;

import dev.pubsub.DropReason;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionStats;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What must add up together: one subscription, those of a session, or the members of a group. */
final class Account {

  private final String name;
  private final Set<DropReason> allowed;
  private final boolean oneQueue;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /**
   * Nobody yet.
   *
   * @param allowed the reasons for which something may be lost
   * @param oneQueue whether what waits is told for all of them together
   */
  Account(String name, Set<DropReason> allowed, boolean oneQueue) {
    this.name = name;
    this.allowed = allowed;
    this.oneQueue = oneQueue;
  }

  private record Entry(Subscription subscription, Witness witness) {
    SubscriptionStats told() {
      return subscription.stats();
    }
  }

  /** What it is for from now on. */
  void expect(Span span) {
    spans.add(span);
  }

  void add(Subscription subscription, Witness witness) {
    entries.add(new Entry(subscription, witness));
  }

  /** Delivered as the witnesses saw it, and what they are told is lost, left out or waits. */
  long sum() {
    long sum = waiting();
    for (Entry entry : entries) {
      SubscriptionStats told = entry.told();
      sum += entry.witness.delivered(told) + told.filtered() + told.droppedTotal();
    }
    return sum;
  }

  long waiting() {
    return entries.stream().limit(oneQueue ? 1 : entries.size()).mapToLong(this::waiting).sum();
  }

  private long waiting(Entry entry) {
    return entry.told().waiting();
  }

  /** How many were lost for a reason. */
  long dropped(DropReason reason) {
    return entries.stream().mapToLong(entry -> Witness.count(entry.told(), reason)).sum();
  }

  /** What is wrong now that all is quiet. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    long least = spans.stream().mapToLong(Span::least).sum();
    long most = spans.stream().mapToLong(Span::most).sum();
    long sum = sum();
    if (sum < least || sum > most) {
      faults.add("%s: it was for %d to %d, and adds up to %d".formatted(name, least, most, sum));
    }
    for (Entry entry : entries) {
      SubscriptionStats told = entry.told();
      List<String> own = entry.witness.faults(told);
      Set<DropReason> reasons = EnumSet.noneOf(DropReason.class);
      reasons.addAll(told.dropped().keySet());
      reasons.removeAll(allowed);
      if (!reasons.isEmpty()) {
        own.add("lost for no good reason: " + reasons);
      }
      own.forEach(fault -> faults.add(name + ": " + fault + "; it is told " + told));
    }
    return faults;
  }
}
