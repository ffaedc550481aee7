package dev.pubsub.core.subscribe;

import dev.pubsub.StartAt;
import dev.pubsub.core.lane.Lanes;
import dev.pubsub.core.letter.Copies;
import dev.pubsub.core.letter.Expiry;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.store.History;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.spi.data.Store.Stored;
import dev.pubsub.topic.TopicPattern;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a subscription meets the past: what it missed is delivered first, then what follows. */
public final class Replay {

  private final History history;
  private final Lanes lanes;
  private final Expiry expiry;

  /** From a history, over the lanes of the same bus. */
  public Replay(History history, Lanes lanes, Expiry expiry) {
    this.history = history;
    this.lanes = lanes;
    this.expiry = expiry;
  }

  /** Whether there is any history. */
  boolean isPossible() {
    return history.isKept();
  }

  /**
   * Opens a subscription at a moment when nobody publishes to topics that are kept.
   *
   * @throws PubSubException with PLUGIN_FAILED when the store fails; nothing is opened then
   */
  OpenSubscription join(
      TopicPattern pattern,
      StartAt start,
      Seat seat,
      Supplier<Recipient> join,
      Subscriptions subscriptions) {
    return history.step(
        () -> {
          Reading past = history.newest(pattern, start, seat.replay());
          Optional<String> position = Optional.of(history.end());
          List<Letter> missed = letters(past.signals());
          Recipient recipient = join.get();
          lanes.replay(seat.lane(), recipient, missed);
          boolean recovered = start.namesAll() && !past.gap();
          return new OpenSubscription(recipient, new Recovery(position, recovered), subscriptions);
        });
  }

  /**
   * Those whose time is not over. From no door that is open now: whoever leaves its own signals out
   * gets its former ones.
   */
  private List<Letter> letters(List<Stored> past) {
    return past.stream()
        .filter(stored -> !expiry.isOver(stored.signal()))
        .map(stored -> new Letter(Copies.unaddressed(stored.signal()), this, stored, expiry))
        .toList();
  }
}
