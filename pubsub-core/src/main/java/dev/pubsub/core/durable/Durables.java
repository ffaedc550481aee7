package dev.pubsub.core.durable;

import dev.pubsub.DurableSubscriptions.DurableSubscription;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.deliver.Progress;
import dev.pubsub.core.store.History;
import dev.pubsub.core.store.Keeping;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.topic.TopicPattern;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The durable subscriptions of a bus by name. One is a subscription that acknowledges, begins where
 * the last one of its name has come to, and whose topics are kept meanwhile.
 */
public final class Durables {

  private final Catalog catalog;
  private final Keeping keeping;
  private final History history;
  private final Interest interest;
  private final Map<String, Durable> byName = new TreeMap<>();

  /**
   * None yet.
   *
   * @param keeping what the catalog asks how much is kept of a topic
   * @param interest told what other nodes are to send here
   */
  public Durables(Catalog catalog, Keeping keeping, History history, Interest interest) {
    this.interest = interest;
    this.catalog = catalog;
    this.keeping = keeping;
    this.history = history;
  }

  /** Brings back those of a former life, as far as the store has kept them. */
  public synchronized void restore() {
    history
        .cursors()
        .forEach(
            cursor ->
                remember(
                    cursor.name(),
                    TopicPattern.parse(cursor.pattern(), catalog.syntax()),
                    StartAt.after(cursor.position()),
                    true));
  }

  /** Opens a subscription, which is a durable one if the options say so. */
  public Subscription open(String text, SubscribeOptions options, Opening opening) {
    if (options.durable().isEmpty()) {
      return opening.open(options, Progress.NONE);
    }
    TopicPattern pattern = TopicPattern.parse(text, catalog.syntax());
    Durable.Hold hold = take(options.durable(), pattern, options.start());
    Durable durable = hold.durable();
    try {
      Subscription opened = opening.open(options.startingAt(durable.next()), hold);
      durable.joined(opened.position());
      return opened;
    } catch (RuntimeException e) {
      release(options.durable(), hold);
      throw e;
    }
  }

  private synchronized Durable.Hold take(String name, TopicPattern pattern, StartAt start) {
    Durable known = byName.get(name);
    if (known != null && !known.pattern().equals(pattern)) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "the durable subscription '%s' is one to '%s'; remove it first"
              .formatted(name, known.pattern().text()));
    }
    return hold(name, known == null ? remember(name, pattern, start, false) : known);
  }

  private static Durable.Hold hold(String name, Durable durable) {
    Durable.Hold hold = durable.take();
    if (hold == null) {
      throw new PubSubException(
          StandardError.DURABLE_IN_USE, "the durable subscription '" + name + "' is open");
    }
    return hold;
  }

  private Durable remember(String name, TopicPattern pattern, StartAt next, boolean known) {
    Durable durable = new Durable(name, pattern, next, known, history);
    byName.put(name, durable);
    catalog.keepAnew(() -> keeping.add(pattern));
    interest.keep(pattern, true);
    return durable;
  }

  private synchronized void release(String name, Durable.Hold hold) {
    hold.ended();
    if (!hold.durable().isKnown()) {
      forget(name, hold.durable());
    }
  }

  private void forget(String name, Durable durable) {
    byName.remove(name);
    interest.keep(durable.pattern(), false);
    catalog
        .keepAnew(() -> keeping.remove(durable.pattern()))
        .forEach(topic -> history.forget(topic.name()));
  }

  /** All of them by name. */
  public synchronized List<DurableSubscription> list() {
    return byName.values().stream().map(Durable::shown).toList();
  }

  /** Ends one for good; false when there was none. */
  public synchronized boolean remove(String name) {
    Durable durable = byName.get(name);
    if (durable == null) {
      return false;
    }
    Durable.Hold hold = hold(name, durable);
    try {
      history.removeCursor(name);
    } catch (PubSubException e) {
      hold.ended();
      throw e;
    }
    forget(name, durable);
    return true;
  }
}
