package dev.pubsub.core.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Part;
import dev.pubsub.core.system.SignalIds;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The queue of a lane beside a plain one, as its worker sees it. */
final class PostQueueProperties {

  private static final int PLACES = 16;

  private final SignalIds ids = new SignalIds(new Random(1));
  private final PostQueue queue = new PostQueue();
  private final Queue<Sent> model = new ArrayDeque<>();
  private int posted;

  private record Sent(Letter letter, Part[] parts) {}

  /** A number below zero has the worker take, one above puts in so many letters at once. */
  @Property(seed = "1", tries = 300)
  void lettersComeOutInTheirOrderHoweverTheyWerePutIn(
      @ForAll List<@IntRange(min = -PLACES, max = 3 * PLACES) Integer> steps) {
    for (int step : steps) {
      if (step < 0) {
        take(-step);
      } else {
        put(step);
      }
      assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
    }
    while (!model.isEmpty()) {
      take(PLACES);
    }
    assertThat(queue.isEmpty()).isTrue();
  }

  @Example
  void aLetterThatCannotBeMadeWaitsWithAllBehindIt() {
    put(1);
    List<Letter> letters = List.of(letter(), letter(), letter());
    AtomicBoolean fails = new AtomicBoolean(true);
    Part[] parts = {Part.nobody()};
    queue.add(
        new Mailing(
            3,
            i -> {
              if (i == 1 && fails.get()) {
                throw new IllegalStateException("no memory");
              }
              return letters.get(i);
            },
            parts));
    model.add(new Sent(letters.get(0), parts));
    put(1);

    take(2);
    assertThatThrownBy(() -> queue.drainTo(new Letter[PLACES], new Part[PLACES][], 0))
        .hasMessage("no memory");
    assertThat(queue.drainTo(new Letter[PLACES], new Part[PLACES][], 3)).isEqualTo(3);

    fails.set(false);
    Sent last = model.remove();
    letters.subList(1, 3).forEach(letter -> model.add(new Sent(letter, parts)));
    model.add(last);
    take(3);
    assertThat(queue.isEmpty()).isTrue();
  }

  private void put(int count) {
    Part[] parts = {Part.nobody()};
    List<Letter> letters = IntStream.range(0, count).mapToObj(i -> letter()).toList();
    if (count == 1) {
      queue.add(new Post(letters.get(0), parts));
    } else if (count > 1) {
      queue.add(new Mailing(count, letters::get, parts));
    }
    letters.forEach(letter -> model.add(new Sent(letter, parts)));
  }

  private void take(int room) {
    @Nullable Letter[] letters = new Letter[room];
    Part[][] routes = new Part[room][];

    int count = queue.drainTo(letters, routes, 0);

    assertThat(count).isEqualTo(Math.min(room, model.size()));
    for (int i = 0; i < count; i++) {
      Sent next = model.remove();
      assertThat(letters[i]).isSameAs(next.letter());
      assertThat(routes[i]).isSameAs(next.parts());
    }
  }

  private Letter letter() {
    Signal signal =
        new Signal(ids.next(0), "t", "", "", "", Priority.NORMAL, Headers.NONE, posted++, 0, 0);
    return new Letter(signal, this, null);
  }
}
