package dev.pubsub.verification.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.PublishResult;
import dev.pubsub.Selection;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.PubSub;
import dev.pubsub.json.JsonPlugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectionsTest {

  private static final int SUBSCRIPTIONS = 10_000;
  private static final int SIGNALS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Somebody with a wish, and the ids that came. */
  private record Listener(Wish wish, BitSet received, Subscription subscription) {

    static Listener open(Bus bus, Wish wish) {
      BitSet received = new BitSet();
      SubscribeOptions options = SubscribeOptions.DEFAULT.selecting(wish.selection());
      return new Listener(
          wish,
          received,
          bus.subscribe(
              "notes", options, delivery -> received.set(id(delivery.signal().payload()))));
    }

    private static int id(Object payload) {
      return payload instanceof Map<?, ?> map
          ? (int) Objects.requireNonNull(map.get("id"))
          : Integer.parseInt(payload.toString().replaceAll("\\{\"id\":(\\d+),.*", "$1"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261121})
  void everybodyGetsExactlyWhatAPlainModelSays(long seed) {
    Random random = new Random(seed);
    List<Note> notes = IntStream.range(0, SIGNALS).mapToObj(id -> Note.any(id, random)).toList();
    try (PubSub pubsub = open()) {
      List<Listener> listeners =
          IntStream.range(0, SUBSCRIPTIONS)
              .mapToObj(i -> Listener.open(pubsub.bus(), Wish.any(random)))
              .toList();
      for (Note note : notes) {
        assertThat(note.publish(pubsub.bus(), "notes"))
            .isInstanceOfSatisfying(
                PublishResult.Accepted.class,
                accepted -> assertThat(accepted.matched()).isEqualTo(SUBSCRIPTIONS));
      }
      assertThat(pubsub.drain(PATIENCE)).isTrue();

      for (Listener each : listeners) {
        BitSet expected = new BitSet();
        notes.stream().filter(each.wish().plain()).forEach(note -> expected.set(note.id()));
        assertThat(each.received()).as("%s", each.wish().selection()).isEqualTo(expected);
        assertThat(each.subscription().stats().filtered())
            .isEqualTo(SIGNALS - expected.cardinality());
      }
    }
  }

  /** Signals before a change are judged by the former wish, those behind it by the next. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whoChangesItsMindGetsBeforeAsItWasAndBehindAsItIs(long seed) {
    Random random = new Random(seed);
    try (PubSub pubsub = open()) {
      Bus bus = pubsub.bus();
      BitSet received = new BitSet();
      BitSet expected = new BitSet();
      List<Integer> order = new ArrayList<>();
      Subscription open =
          bus.subscribe(
              "notes",
              delivery -> {
                int id = Listener.id(delivery.signal().payload());
                received.set(id);
                order.add(id);
              });
      Wish wish = new Wish(Selection.ALL, note -> true);
      boolean listensToAll = false;
      for (int id = 0; id < 200; id++) {
        if (random.nextInt(5) == 0) {
          wish = Wish.any(random);
          listensToAll = random.nextBoolean();
          open.replace(listensToAll ? "*" : "notes", wish.selection());
        }
        Note note = Note.any(id, random);
        String topic = random.nextInt(4) == 0 ? "others" : "notes";
        assertThat(note.publish(bus, topic)).isInstanceOf(PublishResult.Accepted.class);
        if (wish.plain().test(note) && (listensToAll || topic.equals("notes"))) {
          expected.set(id);
        }
      }
      assertThat(pubsub.drain(PATIENCE)).isTrue();

      assertThat(received).isEqualTo(expected);
      assertThat(order).doesNotHaveDuplicates();
    }
  }

  private static PubSub open() {
    return PubSub.builder().discover(false).plugin(new JsonPlugin()).open();
  }
}
