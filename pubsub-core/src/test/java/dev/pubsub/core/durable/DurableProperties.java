package dev.pubsub.core.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.StartAt;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.store.History;
import dev.pubsub.core.store.MemoryStore;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store.Cursor;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** The cursor beside a plain model: everything before the first that is not settled. */
final class DurableProperties {

  private final ManualTime time = new ManualTime();
  private final MemoryStore store = new MemoryStore(new Random(1), time.clock());
  private final Durable durable =
      new Durable(
          "d",
          TopicPattern.parse("a", TopicSyntax.COLON),
          StartAt.NOW,
          false,
          new History(store, () -> true, time));
  private final Durable.Hold hold = Objects.requireNonNull(durable.take());
  private final List<Letter> letters = new ArrayList<>();
  private final List<Boolean> settled = new ArrayList<>();

  @Property(tries = 300)
  void itStandsBeforeTheFirstThatIsNotSettled(
      @ForAll @Size(max = 60) List<Integer> steps, @ForAll boolean isAnchored) {
    new DurableProperties().walk(steps, isAnchored);
  }

  private void walk(List<Integer> steps, boolean isAnchored) {
    String begin = store.end();
    if (isAnchored) {
      durable.joined(Optional.of(begin));
    }
    for (int step : steps) {
      if (step % 2 == 0 || letters.isEmpty()) {
        begin();
      } else {
        settle(Math.floorMod(step, letters.size()));
      }
      assertThat(position()).isEqualTo(expected(isAnchored ? begin : ""));
    }
  }

  private void begin() {
    Signal signal = Signal.of(new SignalId(1, letters.size()), "a", letters.size());
    Letter letter = new Letter(signal, this, store.append(signal, Retention.newest(100)));
    letters.add(letter);
    settled.add(false);
    hold.begun(letter);
  }

  private void settle(int which) {
    settled.set(which, true);
    hold.settled(letters.get(which));
  }

  private String position() {
    return store.cursors().stream().map(Cursor::position).findFirst().orElse("");
  }

  private String expected(String none) {
    int done =
        IntStream.range(0, letters.size())
            .filter(i -> !settled.get(i))
            .findFirst()
            .orElse(letters.size());
    return done == 0 ? none : letters.get(done - 1).position().orElseThrow();
  }
}
