package dev.pubsub.core.durable;

import dev.pubsub.DropReason;
import dev.pubsub.DurableSubscriptions.DurableSubscription;
import dev.pubsub.StartAt;
import dev.pubsub.core.deliver.Progress;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.store.History;
import dev.pubsub.spi.data.Store.Cursor;
import dev.pubsub.topic.TopicPattern;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One durable subscription: how far it has come, and who holds it now. */
final class Durable {

  private final String name;
  private final TopicPattern pattern;
  private final History history;
  private StartAt next;
  private boolean known;
  private @Nullable Hold holder;

  /**
   * Nobody holds it.
   *
   * @param next where it begins
   * @param known whether it was open before
   */
  Durable(String name, TopicPattern pattern, StartAt next, boolean known, History history) {
    this.name = name;
    this.pattern = pattern;
    this.next = next;
    this.known = known;
    this.history = history;
  }

  TopicPattern pattern() {
    return pattern;
  }

  synchronized DurableSubscription shown() {
    return new DurableSubscription(name, pattern.text(), holder != null);
  }

  /** Where it goes on. */
  synchronized StartAt next() {
    return next;
  }

  /** Takes hold of it; null when somebody has. */
  synchronized @Nullable Hold take() {
    if (holder != null) {
      return null;
    }
    holder = new Hold();
    return holder;
  }

  /** It was opened, where its topics stood at this position. */
  synchronized void joined(Optional<String> position) {
    if (!known && next.equals(StartAt.NOW)) {
      position.ifPresent(this::reach);
    } else if (!known && next instanceof StartAt.After after) {
      reach(after.position());
    }
    known = true;
  }

  /** Whether it was open ever. */
  synchronized boolean isKnown() {
    return known;
  }

  private void reach(String position) {
    next = StartAt.after(position);
    history.save(new Cursor(name, pattern.text(), position));
  }

  /**
   * The time from one opening to its end. Letters are taken up in the order in which they are kept,
   * and settled in any; the cursor stands before the first that is not settled. Once it is over it
   * changes nothing, however often and late it is told.
   */
  final class Hold implements Progress {

    // Whether they are settled, by the letters that were taken up since the cursor.
    private final Map<Letter, Boolean> begun = new LinkedHashMap<>();

    Durable durable() {
      return Durable.this;
    }

    private boolean isOver() {
      return holder != this;
    }

    @Override
    public void begun(Letter letter) {
      synchronized (Durable.this) {
        if (!isOver() && letter.isKept()) {
          begun.put(letter, false);
        }
      }
    }

    @Override
    public void settled(Letter letter) {
      synchronized (Durable.this) {
        if (!isOver() && begun.replace(letter, true) != null) {
          lastOfTheSettled().ifPresent(Durable.this::reach);
        }
      }
    }

    private Optional<String> lastOfTheSettled() {
      Optional<String> last = Optional.empty();
      Iterator<Map.Entry<Letter, Boolean>> oldestFirst = begun.entrySet().iterator();
      for (boolean on = true; on && oldestFirst.hasNext(); ) {
        Map.Entry<Letter, Boolean> entry = oldestFirst.next();
        on = entry.getValue();
        if (on) {
          last = entry.getKey().position();
          oldestFirst.remove();
        }
      }
      return last;
    }

    @Override
    public void ended() {
      synchronized (Durable.this) {
        if (!isOver()) {
          holder = null;
        }
      }
    }

    @Override
    public DropReason leftOver() {
      return DropReason.DETACHED;
    }
  }
}
