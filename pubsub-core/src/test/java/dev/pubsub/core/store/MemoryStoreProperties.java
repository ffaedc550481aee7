package dev.pubsub.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The store against a list of everything that was ever appended. */
final class MemoryStoreProperties {

  private static final List<String> PATTERNS =
      List.of("a", "a:b", "a:c", "b", "+", "*", "a:*", "**", "**:b");

  @Property(seed = "1", tries = 500)
  void itAnswersAsAPlainListDoes(@ForAll("edits") List<Edit> edits) {
    StoreAndModel both = new StoreAndModel();
    both.compare();
    for (Edit edit : edits) {
      both.apply(edit);
    }
    both.compare();
  }

  /** Appends and keeps so many; forgets when none are to be kept. */
  private record Edit(String topic, int keep) {}

  /** One that was appended, with its place and where the store stood. */
  private static final class Entry {
    final String topic;
    final int number;
    boolean kept = true;

    Entry(String topic, int number) {
      this.topic = topic;
      this.number = number;
    }
  }

  private static final class StoreAndModel {
    private final Store store = new MemoryStore(new Random(1));
    private final List<Entry> model = new ArrayList<>();
    private final List<String> positions = new ArrayList<>(List.of(store.end()));

    void apply(Edit edit) {
      if (edit.keep == 0) {
        store.forget(edit.topic);
      } else {
        Signal signal = Signal.of(new SignalId(1, model.size()), edit.topic, model.size());
        positions.add(store.append(signal, edit.keep).position());
        model.add(new Entry(edit.topic, model.size()));
      }
      List<Entry> kept =
          model.stream().filter(entry -> entry.kept && entry.topic.equals(edit.topic)).toList();
      kept.subList(0, Math.max(0, kept.size() - edit.keep)).forEach(entry -> entry.kept = false);
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
          Reading reading = store.read(pattern, positions.get(after));
          assertThat(payloads(reading.signals())).isEqualTo(kept);
          assertThat(reading.gap()).isEqualTo(kept.size() < matching.size());
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
            Arbitraries.of("a", "a:b", "a:c", "b"), Arbitraries.of(0, 1, 2, 3, 3, 5, 8))
        .as(Edit::new)
        .list()
        .ofMaxSize(40);
  }
}
