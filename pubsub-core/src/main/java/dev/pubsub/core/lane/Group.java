package dev.pubsub.core.lane;

import dev.pubsub.Selection;
import dev.pubsub.core.deliver.Successors;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Cohort;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.GroupId;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions to one pattern that share its signals: each letter is for one of them, chosen when
 * it is published. What still waits for a member that leaves is sent to another, on another node
 * when it was the last one here.
 *
 * <p>Letters with a key go to the member with the highest score for that key (rendezvous hashing,
 * Thaler and Ravishankar 1998), so that only the keys of whoever came or went change hands. For the
 * others the members take turns.
 */
public final class Group implements Successors {

  private static final Member[] NOBODY = {};

  private final String name;
  private final Selection selection;
  private final Lanes lanes;
  private final GroupId id;
  private final Elsewhere elsewhere;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Member[] members = NOBODY;
  private int joined;

  Group(String pattern, String name, Selection selection, Lanes lanes, Elsewhere elsewhere) {
    this.name = name;
    this.selection = selection;
    this.lanes = lanes;
    this.elsewhere = elsewhere;
    this.id = new GroupId(pattern, name());
  }

  /** What tells it from others, on all nodes. */
  public GroupId id() {
    return id;
  }

  /** Whether some of its members acknowledge. */
  boolean isAcknowledged() {
    return members().anyMatch(Member::isAcknowledged);
  }

  /** Whether somebody could have a signal now, and not only some time later. */
  boolean hasRoom(Priority priority) {
    return members().anyMatch(each -> !each.hasLeft() && each.isOpen(priority));
  }

  @Override
  public String name() {
    return selection.isAll() ? name : name + " " + selection;
  }

  /** The name that its members gave it. */
  public String title() {
    return name;
  }

  boolean is(String candidate, Selection wanted) {
    return name.equals(candidate) && selection.equals(wanted);
  }

  int size() {
    return members.length;
  }

  Stream<Member> members() {
    return Stream.of(members);
  }

  /** The places of its members as they are now. */
  public Stream<Recipient> recipients() {
    return members().map(Member::recipient);
  }

  /**
   * Lets somebody share from now on.
   *
   * @param cohort of nobody else
   * @param lane the number of its lane
   */
  public synchronized void add(Recipient recipient, Cohort cohort, int lane) {
    Member[] more = Arrays.copyOf(members, members.length + 1);
    more[members.length] = new Member(recipient, cohort.part(), lanes.lane(lane), mix(++joined));
    members = more;
  }

  synchronized void remove(Recipient recipient) {
    members =
        Stream.of(members).filter(each -> each.recipient() != recipient).toArray(Member[]::new);
  }

  /** Who is to have a signal; null when nobody is left. */
  @Nullable Member choose(Signal signal, Object publisher) {
    Member[] now;
    Member chosen;
    do {
      now = members;
      chosen = choose(now, signal, publisher);
      // All of these may have left since, but somebody may have come before the last of them did.
    } while (chosen == null && now != members);
    return chosen;
  }

  private @Nullable Member choose(Member[] now, Signal signal, Object publisher) {
    Member chosen =
        signal.key().isEmpty()
            ? byTurn(now, signal, publisher)
            : byKey(now, signal.key(), each -> each.wants(publisher));
    return chosen != null ? chosen : byKey(now, signal.key(), each -> !each.hasLeft());
  }

  @Override
  public boolean take(Letter letter) {
    return take(letter, 1);
  }

  /**
   * Takes a letter, within no bounds.
   *
   * @param hops how often it is passed on if it goes elsewhere
   */
  public boolean take(Letter letter, int hops) {
    Member chosen = choose(letter.signal(), letter.publisher());
    if (chosen != null) {
      chosen.inherit(letter);
    }
    return chosen != null || elsewhere.take(id, letter, hops);
  }

  /** The next one, unless it is not ready and another one is readier. */
  private @Nullable Member byTurn(Member[] now, Signal signal, Object publisher) {
    int first = turn.getAndIncrement();
    Member best = null;
    Member.Readiness readiest = null;
    int passed = 0;
    for (int i = 0; i < now.length && readiest != Member.Readiness.READY; i++) {
      Member each = now[Math.floorMod(first + i, now.length)];
      if (each.wants(publisher)) {
        Member.Readiness readiness = each.readiness(signal.priority());
        if (readiest == null || readiness.compareTo(readiest) < 0) {
          best = each;
          readiest = readiness;
          passed = i;
        }
      }
    }
    if (passed > 0) {
      // The next turn is that of the one behind, or who follows a member that is not ready would
      // have its turns too.
      turn.addAndGet(passed);
    }
    return best;
  }

  private static @Nullable Member byKey(Member[] now, String key, Predicate<Member> candidates) {
    long subject = mix(key.hashCode());
    Member best = null;
    long highest = 0;
    for (Member each : now) {
      if (candidates.test(each)) {
        long score = mix(subject ^ each.seed());
        if (best == null || score > highest) {
          best = each;
          highest = score;
        }
      }
    }
    return best;
  }

  /** Spreads a number over all numbers: variant 13 of David Stafford's mixers. */
  static long mix(long number) {
    long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
