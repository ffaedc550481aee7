package dev.pubsub.core.store;

import dev.pubsub.HistoryPage;
import dev.pubsub.StartAt;
import dev.pubsub.core.guard.FailureLog;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.data.Store.Cursor;
import dev.pubsub.spi.data.Store.Reading;
import dev.pubsub.spi.data.Store.Stored;
import dev.pubsub.topic.TopicPattern;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The history of a bus, and the moments at which it may be looked at.
 *
 * <p>To keep a signal and to post it is one step; to subscribe and to read what is to be replayed
 * is another; there is one of them at a time. So each signal is either read or received, none of
 * them twice, and what is received is in the order in which it is kept.
 *
 * <p>Whatever asks the store throws {@link PubSubException} with PLUGIN_FAILED when it fails.
 */
public final class History {

  private static final String FAILED = "the store failed; the log of the bus says how";

  private final Store store;
  private final BooleanSupplier kept;
  private final FailureLog failures;

  /**
   * The history in a store.
   *
   * @param kept whether anything is kept now
   */
  public History(Store store, BooleanSupplier kept, Scheduler time) {
    this.store = store;
    this.kept = kept;
    this.failures =
        new FailureLog(LoggerFactory.getLogger(History.class), "The store failed to {}", time);
  }

  /** Whether anything is kept now. */
  public boolean isKept() {
    return kept.getAsBoolean();
  }

  /** Lets go of what is kept of a topic. */
  public void forget(String topic) {
    tell("forget", () -> store.forget(topic));
  }

  /** Whether nothing of a topic is kept any more. */
  public boolean isEmpty(TopicPattern topic) {
    return read(topic, StartAt.last(1), 1).signals().isEmpty();
  }

  /** Keeps a signal. */
  public Stored append(Signal signal, Retention keep) {
    return ask("append", () -> store.append(signal, keep));
  }

  /**
   * Puts what was kept elsewhere in front of all that is kept here, within a step.
   *
   * @param keep how much is kept of a topic of that name; empty for nothing
   * @return how many the store has taken
   */
  public int prepend(List<Signal> past, Function<String, Optional<Retention>> keep) {
    return ask("prepend", () -> store.prepend(past, keep));
  }

  /**
   * Keeps more or less of a topic from now on; what cannot be said is said with the next signal.
   *
   * @param keep how much, or null for nothing: asked within the step, so that no durable
   *     subscription loses what it has made sure of before
   */
  public synchronized void keep(String topic, Supplier<@Nullable Retention> keep) {
    Retention now = keep.get();
    if (now != null) {
      try {
        tell("keep", () -> store.keep(topic, now));
      } catch (PubSubException e) {
        // In the log by now.
      }
    }
  }

  /**
   * What is kept from a start on: the one way by which anything of the past is read.
   *
   * @param limit how many at most, 1 or more
   */
  public Reading read(TopicPattern pattern, StartAt start, int limit) {
    return ask("read", () -> asked(pattern, start, limit));
  }

  /**
   * The same, but if there is more, the newest of it and a gap: what follows them follows without
   * one.
   *
   * @param most how many at most, 1 or more
   */
  public Reading newest(TopicPattern pattern, StartAt start, int most) {
    Reading reading = read(pattern, start, most < Integer.MAX_VALUE ? most + 1 : most);
    return reading.signals().size() > most
        ? new Reading(read(pattern, StartAt.last(most), most).signals(), true)
        : reading;
  }

  private Reading asked(TopicPattern pattern, StartAt start, int limit) {
    if (start instanceof StartAt.After after) {
      return store.read(pattern, after.position(), limit);
    }
    if (start instanceof StartAt.Since since) {
      return store.read(pattern, since.moment(), limit);
    }
    if (start instanceof StartAt.Last last) {
      return new Reading(store.last(pattern, Math.min(limit, last.count())), false);
    }
    return new Reading(List.of(), false);
  }

  /**
   * A page of what is kept.
   *
   * @param limit how many at most, 1 or more
   */
  public HistoryPage page(TopicPattern pattern, StartAt start, int limit) {
    // First: what comes meanwhile is on this page or stands behind this position.
    String end = end();
    Reading reading = read(pattern, start, limit);
    List<HistoryPage.Entry> entries =
        reading.signals().stream()
            .map(stored -> new HistoryPage.Entry(stored.signal(), stored.position()))
            .toList();
    String position = entries.isEmpty() ? end : entries.get(entries.size() - 1).position();
    return new HistoryPage(entries, Optional.of(position), reading.gap());
  }

  /** Saves how far a durable subscription has come; what cannot be saved comes again. */
  public void save(Cursor cursor) {
    try {
      tell("save a cursor", () -> store.saveCursor(cursor));
    } catch (PubSubException e) {
      // In the log by now; whoever acknowledged cannot help it.
    }
  }

  /** Forgets how far a durable subscription has come. */
  public void removeCursor(String name) {
    tell("remove a cursor", () -> store.removeCursor(name));
  }

  /** How far each durable subscription has come. */
  public List<Cursor> cursors() {
    return ask("list its cursors", store::cursors);
  }

  /** Frees some of what is too old; whether there may be more. */
  boolean trim() {
    return ask("trim", store::trim);
  }

  /** The position behind everything that was kept so far. */
  public String end() {
    return ask("tell where it ends", store::end);
  }

  private void tell(String what, Runnable order) {
    ask(
        what,
        () -> {
          order.run();
          return what;
        });
  }

  /** A store is foreign code: whatever it throws, and an answer that is none, is a failed call. */
  private <T> T ask(String what, Supplier<T> question) {
    try {
      return Objects.requireNonNull(question.get(), "no answer");
    } catch (Throwable e) {
      failures.failed(what, e);
      throw new PubSubException(StandardError.PLUGIN_FAILED, FAILED, e);
    }
  }

  /** Takes a step while nobody else does. */
  public synchronized <T> T step(Supplier<T> step) {
    return step.get();
  }
}
