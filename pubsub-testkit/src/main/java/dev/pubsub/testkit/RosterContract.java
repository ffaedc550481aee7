package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Roster} promises of the entries of its own node, and {@link Members} of that
 * node. A subclass says how to make both.
 */
@Timeout(30)
public abstract class RosterContract {

  private static final int THREADS = 4;
  private static final int ROUNDS = 500;
  private static final int KEYS = 5;

  private Roster<String, Integer> roster;

  /** Has made nothing yet. */
  protected RosterContract() {}

  /**
   * Makes a roster.
   *
   * @return an empty one, of the node that {@link #members} names
   */
  protected abstract Roster<String, Integer> roster();

  /**
   * Who works with the node of the roster.
   *
   * @return the same node each time
   */
  protected abstract Members members();

  @BeforeEach
  void makeRoster() {
    roster = roster();
  }

  // ---- members

  @Test
  void theNodeIsAmongItsMembers() throws Exception {
    Members members = members();
    assertThat(members.self()).isNotBlank().isEqualTo(members().self());
    assertThat(members.list()).doesNotHaveDuplicates().contains(members.self());
    AutoCloseable watching = members.watch(new Silent());
    watching.close();
    watching.close();
  }

  // ---- entries

  @Test
  void anEntryIsSeenAtOnceUntilItIsRemoved() {
    Map<String, Integer> entries = roster.entries();
    assertThat(roster.put("a", 1)).isEmpty();
    assertThat(entries).containsExactly(Map.entry("a", 1));
    assertThat(roster.put("a", 2)).contains(1);
    assertThat(entries.get("a")).isEqualTo(2);
    assertThat(roster.remove("a")).contains(2);
    assertThat(roster.remove("a")).isEmpty();
    assertThat(entries).isEmpty();
  }

  @Test
  void anEntryIsOfItsNode() {
    assertThat(roster.owner("a")).isEmpty();
    roster.put("a", 1);
    assertThat(roster.owner("a")).contains(members().self());
    roster.remove("a");
    assertThat(roster.owner("a")).isEmpty();
  }

  @Test
  void whereThereIsAnEntryNoneIsPut() {
    assertThat(roster.putIfAbsent("a", 1)).isTrue();
    assertThat(roster.putIfAbsent("a", 2)).isFalse();
    assertThat(roster.entries()).containsExactly(Map.entry("a", 1));
  }

  @Test
  void anUpdateMakesTheNewValueOfTheOld() {
    assertThat(roster.update("a", value -> value + 1)).isEmpty();
    roster.put("a", 1);
    assertThat(roster.update("a", value -> value + 1)).contains(2);
    assertThat(roster.entries()).containsExactly(Map.entry("a", 2));
  }

  @Test
  void anUpdateThatFailsChangesNothing() {
    roster.put("a", 1);
    List<String> told = new ArrayList<>();
    roster.watch((key, before, after) -> told.add(key));
    assertThatThrownBy(
            () ->
                roster.update(
                    "a",
                    value -> {
                      throw new IllegalStateException("as the test wants it");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(roster.entries()).containsExactly(Map.entry("a", 1));
    assertThat(told).isEmpty();
  }

  @Test
  void entriesAreNotChangedThroughTheirView() {
    roster.put("a", 1);
    assertThatThrownBy(() -> roster.entries().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> roster.entries().put("b", 2))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  // ---- watchers

  @Test
  void aWatcherIsToldWhatWasThereAndWhatIs() {
    List<String> told = new ArrayList<>();
    roster.watch((key, before, after) -> told.add(key + tell(before) + tell(after)));
    roster.put("a", 1);
    roster.putIfAbsent("a", 9);
    roster.put("a", 2);
    roster.update("a", value -> 3);
    roster.update("b", value -> 3);
    roster.remove("a");
    roster.remove("a");
    roster.putIfAbsent("a", 4);
    assertThat(told).containsExactly("a-1", "a12", "a23", "a3-", "a-4");
  }

  private static String tell(Optional<? extends Integer> value) {
    return value.map(String::valueOf).orElse("-");
  }

  @Test
  void aWatcherThatEndedIsToldNothing() throws Exception {
    AtomicInteger told = new AtomicInteger();
    Roster.Watcher<String, Integer> watcher = (key, before, after) -> told.incrementAndGet();
    AutoCloseable first = roster.watch(watcher);
    AutoCloseable second = roster.watch(watcher);
    roster.put("a", 1);
    assertThat(told).hasValue(2);
    first.close();
    first.close();
    roster.put("a", 2);
    assertThat(told).hasValue(3);
    second.close();
    roster.put("a", 3);
    assertThat(told).hasValue(3);
  }

  // ---- many threads

  @Test
  void ofManyWhoPutOneKeyOneDoes() throws InterruptedException {
    for (int i = 0; i < ROUNDS; i++) {
      String key = "key" + i;
      AtomicInteger put = new AtomicInteger();
      Crowd.run(
          2,
          number -> {
            if (roster.putIfAbsent(key, number)) {
              put.incrementAndGet();
            }
          });
      assertThat(put).as("how many put %s", key).hasValue(1);
    }
  }

  @Test
  void noUpdateIsLost() throws InterruptedException {
    roster.put("a", 0);
    Crowd.run(
        THREADS,
        number -> {
          for (int i = 0; i < ROUNDS; i++) {
            roster.update("a", value -> pondered(value) + 1);
          }
        });
    assertThat(roster.entries()).containsExactly(Map.entry("a", THREADS * ROUNDS));
  }

  /** Lets others come between, where they can. */
  private static int pondered(int value) {
    LockSupport.parkNanos(1000);
    return value;
  }

  @Test
  void aWatcherIsToldOfEachKeyInOrder() throws InterruptedException {
    List<Map<String, Integer>> told = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      told.add(new HashMap<>());
    }
    AtomicInteger wrong = new AtomicInteger();
    roster.watch(
        (key, before, after) -> {
          // Of one key by one thread at a time: so this map needs no lock.
          Map<String, Integer> known = told.get(Integer.parseInt(key));
          LockSupport.parkNanos(1000);
          Integer was = known.get(key);
          if (!before.map(Integer.class::cast).equals(Optional.ofNullable(was))) {
            wrong.incrementAndGet();
          }
          after.ifPresentOrElse(value -> known.put(key, value), () -> known.remove(key));
        });
    Crowd.run(THREADS, this::change);

    assertThat(wrong).as("tellings that do not follow each other").hasValue(0);
    Map<String, Integer> known = new HashMap<>();
    told.forEach(known::putAll);
    assertThat(roster.entries()).containsExactlyInAnyOrderEntriesOf(known);
  }

  private void change(int number) {
    for (int i = 0; i < ROUNDS; i++) {
      String key = String.valueOf(i % KEYS);
      int value = number * ROUNDS + i;
      switch ((i + number) % 4) {
        case 0 -> roster.put(key, value);
        case 1 -> roster.putIfAbsent(key, value);
        case 2 -> roster.update(key, before -> value);
        default -> roster.remove(key);
      }
    }
  }

  private static final class Silent implements Members.Listener {
    @Override
    public void up(String node) {}

    @Override
    public void down(String node) {}
  }
}
