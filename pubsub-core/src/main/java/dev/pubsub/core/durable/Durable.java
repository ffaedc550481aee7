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

/**
 * How far one durable subscription has come. Its letters are taken up in the order in which they
 * are kept, and settled in any; its cursor stands before the first that is not settled.
 */
final class Durable implements Progress {

  private final String name;
  private final TopicPattern pattern;
  private final History history;
  // Whether they are settled, by the letters that were taken up since the cursor.
  private final Map<Letter, Boolean> begun = new LinkedHashMap<>();
  private StartAt next;
  private boolean known;
  private boolean open;

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
    return new DurableSubscription(name, pattern.text(), open);
  }

  /** Where it goes on. */
  synchronized StartAt next() {
    return next;
  }

  /** Takes hold of it; false when somebody has. */
  synchronized boolean take() {
    boolean free = !open;
    open = true;
    return free;
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

  @Override
  public synchronized void begun(Letter letter) {
    if (open && letter.isKept()) {
      begun.put(letter, false);
    }
  }

  @Override
  public synchronized void settled(Letter letter) {
    if (begun.replace(letter, true) == null) {
      return;
    }
    Optional<String> reached = Optional.empty();
    Iterator<Map.Entry<Letter, Boolean>> oldestFirst = begun.entrySet().iterator();
    for (boolean on = true; on && oldestFirst.hasNext(); ) {
      Map.Entry<Letter, Boolean> entry = oldestFirst.next();
      on = entry.getValue();
      if (on) {
        reached = entry.getKey().position();
        oldestFirst.remove();
      }
    }
    reached.ifPresent(this::reach);
  }

  private void reach(String position) {
    next = StartAt.after(position);
    history.save(new Cursor(name, pattern.text(), position));
  }

  @Override
  public synchronized void ended() {
    open = false;
    begun.clear();
  }

  @Override
  public DropReason leftOver() {
    return DropReason.DETACHED;
  }
}
