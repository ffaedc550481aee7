package dev.pubsub.testkit;

import static dev.pubsub.spi.data.Retention.newest;
import static dev.pubsub.testkit.Readings.numbers;
import static dev.pubsub.testkit.Readings.numbersFrom;
import static dev.pubsub.testkit.Readings.pattern;
import static dev.pubsub.testkit.Signals.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.spi.data.Store.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store promises to many threads. */
@Timeout(60)
abstract class StoreRaceRules {

  private static final int WRITERS = 4;
  private static final int EACH = 2000;
  private static final int ALL = 1 << 20;

  private Store store;

  /** Opens an empty store. */
  abstract Store open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @Test
  void whatWasAppendedIsSeenByEveryReadThatBeginsLater() throws InterruptedException {
    Crowd.run(
        WRITERS,
        writer -> {
          String topic = "a:" + writer;
          for (int i = 0; i < EACH; i++) {
            String before = store.end();
            store.append(numbered(topic, i), newest(10));
            assertThat(numbers(store.last(pattern(topic), 1))).containsExactly(i);
            assertThat(numbers(read(topic, before))).containsExactly(i);
          }
        });
  }

  @Test
  void aReaderThatGoesOnMissesNothingWhileOthersAppend() throws InterruptedException {
    String start = store.end();
    AtomicInteger writing = new AtomicInteger(WRITERS);
    List<Stored> seen = new ArrayList<>();
    Crowd.run(
        WRITERS + 1,
        number -> {
          if (number < WRITERS) {
            for (int i = 0; i < EACH; i++) {
              store.append(numbered("a:" + number, i), newest(ALL));
            }
            writing.decrementAndGet();
          } else {
            follow(start, writing, seen);
          }
        });

    Set<Signal> different = new HashSet<>();
    seen.forEach(stored -> different.add(stored.signal()));
    assertThat(seen).hasSize(WRITERS * EACH);
    assertThat(different).hasSize(WRITERS * EACH);
    for (int writer = 0; writer < WRITERS; writer++) {
      String topic = "a:" + writer;
      assertThat(numbers(seen.stream().filter(each -> isOf(each, topic)).toList()))
          .isEqualTo(numbersFrom(0, EACH));
    }
    assertThat(numbers(read("a:*", start))).isEqualTo(numbers(seen));
  }

  /** Reads on from the last position until the writers have ended and nothing is left. */
  private void follow(String start, AtomicInteger writing, List<Stored> seen) {
    String position = start;
    boolean last;
    do {
      last = writing.get() == 0;
      Reading reading = read("a:*", position);
      assertThat(reading.gap()).isFalse();
      seen.addAll(reading.signals());
      if (!reading.signals().isEmpty()) {
        position = seen.get(seen.size() - 1).position();
      }
    } while (!last);
  }

  @Test
  void forgettingDisturbsNobodyThatAppends() throws InterruptedException {
    Crowd.run(
        WRITERS,
        number -> {
          for (int i = 0; i < EACH; i++) {
            String topic = number == 1 ? "quiet" : "a:" + i % 16;
            if (number == 0) {
              store.forget(topic);
            } else {
              assertThat(store.append(numbered(topic, i), newest(5)).signal().topic())
                  .isEqualTo(topic);
            }
          }
        });

    assertThat(numbers(store.last(pattern("quiet"), 5))).isEqualTo(numbersFrom(EACH - 5, EACH));
  }

  private static boolean isOf(Stored stored, String topic) {
    return stored.signal().topic().equals(topic);
  }

  private Reading read(String pattern, String after) {
    return store.read(pattern(pattern), after, Integer.MAX_VALUE);
  }
}
