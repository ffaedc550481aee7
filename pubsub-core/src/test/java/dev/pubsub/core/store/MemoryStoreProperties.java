package dev.pubsub.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The store against a list of everything that was ever put in. */
final class MemoryStoreProperties {

  private static final List<String> PATTERNS =
      List.of("a", "a:b", "a:c", "b", "+", "*", "a:*", "**", "**:b");

  /** What a signal with a number takes. */
  private static final long BYTES = Footprint.of(Signal.of(new SignalId(1, 1), "a", 1));

  @Property(seed = "1", tries = 500)
  void itAnswersAsAPlainListDoes(@ForAll("edits") List<Edit> edits) {
    StoreAndModel both = new StoreAndModel();
    both.compare();
    for (Edit edit : edits) {
      both.apply(edit);
    }
    both.compare();
  }

  /**
   * Appends, or puts in front, and keeps so much; forgets when it is to keep nothing; then time
   * goes on.
   *
   * @param past how many are put in front; 0 to append one
   * @param count 0 to forget
   * @param seconds 0 for any age
   * @param signals how many signals the bytes are enough for, 0 for any
   * @param pause in seconds
   */
  private record Edit(String topic, int past, int count, int seconds, int signals, int pause) {

    Retention keep() {
      Retention keep = Retention.newest(count);
      if (seconds > 0) {
        keep = keep.withAge(Duration.ofSeconds(seconds));
      }
      return signals > 0 ? keep.withBytes(signals * BYTES) : keep;
    }
  }

  /** One that was appended. */
  private static final class Entry {
    final String topic;
    final int number;
    final long time;
    final long bytes;
    boolean kept = true;

    Entry(String topic, int number, long time, long bytes) {
      this.topic = topic;
      this.number = number;
      this.time = time;
      this.bytes = bytes;
    }
  }

  private static final class StoreAndModel {
    private final ManualTime time = new ManualTime();
    private final Store store = new MemoryStore(new Random(1), time.clock());
    private final List<Entry> model = new ArrayList<>();
    private final Map<String, Retention> kept = new HashMap<>();
    private final List<String> positions = new ArrayList<>(List.of(store.end()));
    private int past;

    void apply(Edit edit) {
      if (edit.count == 0) {
        store.forget(edit.topic);
        kept(edit.topic).forEach(entry -> entry.kept = false);
      } else if (edit.past > 0) {
        prepend(edit.topic, edit.past, edit.keep());
      } else {
        append(edit.topic, edit.keep());
      }
      time.advance(Duration.ofSeconds(edit.pause));
      kept.keySet().forEach(this::age);
      if (edit.pause > 1) {
        store.trim();
      }
    }

    private void append(String topic, Retention keep) {
      long now = time.clock().millis();
      positions.add(store.append(signal(topic, model.size(), now), keep).position());
      model.add(
          new Entry(topic, model.size(), now, keep.bytes() == Retention.ANY_BYTES ? 0 : BYTES));
      retain(topic, keep);
    }

    /** In two topics by turns, and in a third of which nothing is kept. */
    private void prepend(String topic, int count, Retention keep) {
      long then = model.isEmpty() ? time.clock().millis() : model.get(0).time;
      List<Signal> signals = new ArrayList<>();
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = model.size() + i;
        String name = i % 2 == 0 ? topic : topic + ":b";
        signals.add(signal(name, number, then));
        signals.add(signal("none", number, then));
        entries.add(new Entry(name, number, then, keep.bytes() == Retention.ANY_BYTES ? 0 : BYTES));
      }
      int taken =
          store.prepend(
              signals, name -> name.equals("none") ? Optional.empty() : Optional.of(keep));
      assertThat(taken).isEqualTo(count);
      model.addAll(0, entries);
      List<String> before = new ArrayList<>(List.of("none is known"));
      past += count;
      for (int i = 1; i < count; i++) {
        before.add(inThePast(i - past));
      }
      if (past > count) {
        // What was before everything stands behind the last of these.
        positions.set(0, inThePast(count - past));
      }
      positions.addAll(0, before);
      entries.stream().map(entry -> entry.topic).distinct().forEach(name -> retain(name, keep));
    }

    private String inThePast(int place) {
      String end = store.end();
      return end.substring(0, end.indexOf('-') + 1) + place;
    }

    private void retain(String topic, Retention keep) {
      kept.put(topic, keep);
      List<Entry> all = kept(topic);
      long bytes = all.stream().mapToLong(entry -> entry.bytes).sum();
      int left = all.size();
      for (Entry oldest : all) {
        if (left > keep.count() || (left > 1 && bytes > keep.bytes())) {
          oldest.kept = false;
          left--;
          bytes -= oldest.bytes;
        }
      }
      age(topic);
    }

    private void age(String topic) {
      Retention keep = kept.getOrDefault(topic, Retention.ALL);
      if (!keep.age().equals(Retention.ANY_AGE)) {
        long oldest = time.clock().millis() - keep.age().toMillis();
        kept(topic).stream().filter(e -> e.time < oldest).forEach(e -> e.kept = false);
      }
    }

    private List<Entry> kept(String topic) {
      return model.stream().filter(entry -> entry.kept && entry.topic.equals(topic)).toList();
    }

    private static Signal signal(String topic, int number, long millis) {
      return Signal.of(new SignalId(1, number), topic, number).withTimeMillis(millis);
    }

    void compare() {
      assertThat(store.end()).isEqualTo(positions.get(positions.size() - 1));
      for (String text : PATTERNS) {
        TopicPattern pattern = TopicPattern.parse(text, TopicSyntax.COLON);
        for (int after = 0; after < positions.size(); after++) {
          List<Entry> matching =
              model.subList(after, model.size()).stream()
                  .filter(entry -> pattern.matches(entry.topic))
                  .toList();
          List<Integer> kept = numbers(matching);
          Reading reading = store.read(pattern, positions.get(after), Integer.MAX_VALUE);
          assertThat(payloads(reading.signals())).isEqualTo(kept);
          assertThat(reading.gap())
              .isEqualTo(kept.size() < matching.size() || (after == 0 && past > 0));
          assertThat(payloads(store.read(pattern, positions.get(after), 3).signals()))
              .isEqualTo(kept.subList(0, Math.min(3, kept.size())));
        }
        for (int second = 0; second < 60; second += 7) {
          Instant since = ManualTime.START.plusSeconds(second);
          List<Entry> matching =
              model.stream()
                  .filter(entry -> entry.time >= since.toEpochMilli())
                  .filter(entry -> pattern.matches(entry.topic))
                  .toList();
          Reading reading = store.read(pattern, since, Integer.MAX_VALUE);
          assertThat(payloads(reading.signals())).isEqualTo(numbers(matching));
          assertThat(reading.gap()).isEqualTo(numbers(matching).size() < matching.size());
        }
        List<Integer> all =
            numbers(model.stream().filter(entry -> pattern.matches(entry.topic)).toList());
        for (int count : new int[] {1, 2, 5, 1000}) {
          assertThat(payloads(store.last(pattern, count)))
              .isEqualTo(all.subList(Math.max(0, all.size() - count), all.size()));
        }
      }
    }

    private static List<Integer> numbers(List<Entry> entries) {
      return entries.stream().filter(entry -> entry.kept).map(entry -> entry.number).toList();
    }

    private static List<Integer> payloads(List<Store.Stored> signals) {
      return signals.stream().map(stored -> (Integer) stored.signal().payload()).toList();
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Combinators.combine(
            Arbitraries.of("a", "a:b", "a:c", "b"),
            Arbitraries.of(0, 0, 0, 0, 0, 1, 2, 5),
            Arbitraries.of(0, 1, 2, 3, 3, 5, 8, 1000),
            Arbitraries.of(0, 0, 1, 5, 20),
            Arbitraries.of(0, 0, 1, 3),
            Arbitraries.of(0, 0, 1, 2, 7))
        .as(Edit::new)
        .list()
        .ofMaxSize(40);
  }
}
