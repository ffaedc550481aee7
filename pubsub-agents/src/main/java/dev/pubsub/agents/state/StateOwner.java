package dev.pubsub.agents.state;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Question;
import dev.pubsub.Scheduled;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one who changes a shared state. Any thread may use it; changes follow each other, each with a
 * version of its own. While it is open it tells its version every {@link #BEAT}, for those who
 * missed the last change.
 *
 * <p>Once closed it refuses changes with CLOSED; so it does when another began to own the state.
 * What followers show stays. An agent that owns a state closes it when it is stopped: nobody else
 * does.
 */
public final class StateOwner implements AutoCloseable {

  /** How long at most a follower that missed something does not know it. */
  public static final Duration BEAT = Duration.ofSeconds(5);

  // Owners remind themselves on the topic of questions, so that reminders end with the answers,
  // and another owner hears of this one.
  private static final PublishOptions REMINDER =
      PublishOptions.ofType("owner").withPriority(Priority.HIGH);

  private final Bus bus;
  private final String changes;
  private final String questions;
  private final Map<String, Object> values;
  private String epoch = "";
  private long version;
  private boolean open;
  private @Nullable Subscription answering;
  private @Nullable Scheduled reminder;

  StateOwner(Bus bus, String changes, String questions, Map<String, ?> values) {
    this.bus = bus;
    this.changes = changes;
    this.questions = questions;
    this.values = new HashMap<>(Map.copyOf(values));
  }

  synchronized void open() {
    // First: nobody is told of an owner that cannot answer. Who asks meanwhile waits at the lock.
    answering = bus.respond(questions, SubscribeOptions.DEFAULT, this::answer);
    try {
      epoch = begun();
      open = true;
      bus.publish(questions, epoch, REMINDER);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private String begun() {
    PublishResult result =
        bus.publish(changes, Map.of(Word.VALUES, Map.copyOf(values)), Word.OPENED);
    if (result instanceof PublishResult.Rejected refusal) {
      throw new PubSubException(refusal.code(), refusal.reason());
    }
    return result instanceof PublishResult.Accepted accepted ? accepted.id().toString() : "";
  }

  private void answer(Question question) {
    if (question.signal().type().equals(REMINDER.type())) {
      remind(String.valueOf(question.signal().payload()));
    } else {
      question.reply(Word.payload(snapshot()));
    }
  }

  /** Of two owners the one that began later stays. */
  private synchronized void remind(String owner) {
    if (owner.compareTo(epoch) > 0) {
      close();
    } else if (owner.equals(epoch) && open) {
      bus.publish(changes, new Word.Beat(epoch, version).payload(), Word.BEAT);
      remindLater();
    }
  }

  private synchronized void remindLater() {
    if (!open) {
      return;
    }
    if (reminder != null) {
      reminder.cancel();
    }
    Scheduled next = bus.publishAfter(questions, epoch, REMINDER, BEAT);
    reminder = next;
    var unused = next.outcome().thenAccept(result -> reminded(next, result));
  }

  private synchronized void reminded(Scheduled which, PublishResult result) {
    if (result instanceof PublishResult.Accepted accepted && accepted.dropped() > 0) {
      remindLater();
    } else if (result instanceof PublishResult.Rejected && reminder == which) {
      // The next change is the time to try again.
      reminder = null;
    }
  }

  /**
   * Sets the value of a key.
   *
   * @param key any
   * @param value its value, passed by reference; it must not change any more
   * @return what became of the change, see {@link #update}
   */
  public PublishResult put(String key, Object value) {
    return update(Map.of(key, value), Set.of());
  }

  /**
   * Removes a key and its value, if there is one.
   *
   * @param key any
   * @return what became of the change, see {@link #update}
   */
  public PublishResult remove(String key) {
    return update(Map.of(), Set.of(key));
  }

  /**
   * Changes several things as one: no follower shows some of it without the rest.
   *
   * @param put new values by their keys; they must not change any more
   * @param remove keys to remove, before that
   * @return what became of the change; where it was refused, nothing has changed. With CLOSED when
   *     this does not own the state any more
   */
  public synchronized PublishResult update(Map<String, ?> put, Collection<String> remove) {
    if (!open) {
      return new PublishResult.Rejected(
          StandardError.CLOSED, "the state is not owned by this one any more");
    }
    Set<String> gone = new HashSet<>(remove);
    gone.removeAll(put.keySet());
    Word.Change change = new Word.Change(epoch, version + 1, Map.copyOf(put), gone);
    PublishResult result = bus.publish(changes, change.payload(), Word.CHANGED);
    if (!(result instanceof PublishResult.Rejected)) {
      version++;
      values.keySet().removeAll(change.removed());
      values.putAll(change.put());
      if (reminder == null) {
        remindLater();
      }
    }
    return result;
  }

  /**
   * The value of a key.
   *
   * @param key any
   * @return its value, or empty when there is none
   */
  public synchronized Optional<Object> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * How often it has changed.
   *
   * @return 0 and up
   */
  public synchronized long version() {
    return version;
  }

  /**
   * The whole state.
   *
   * @return a copy
   */
  public synchronized StateSnapshot snapshot() {
    return new StateSnapshot(epoch, version, values);
  }

  /**
   * Whether it can be changed here.
   *
   * @return false once it is closed, or another owns the state
   */
  public synchronized boolean isOpen() {
    return open;
  }

  @Override
  public synchronized void close() {
    open = false;
    if (answering != null) {
      answering.close();
    }
    if (reminder != null) {
      reminder.cancel();
    }
  }
}
