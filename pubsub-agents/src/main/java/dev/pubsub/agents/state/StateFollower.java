package dev.pubsub.agents.state;

import dev.pubsub.Bus;
import dev.pubsub.Delivery;
import dev.pubsub.RequestOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a shared state: at each moment one that its owner had, and never an older one of the same
 * owner than before. What it misses, because its bounds dropped it or it never came, it notices
 * with the next change, or after {@link StateOwner#BEAT}, and gets the whole state. It does not
 * know whether the owner is still there. Any thread may use it; nothing in it blocks.
 */
public final class StateFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateFollower.class);
  private static final long NONE = 0;

  private final Bus bus;
  private final String questions;
  private final Consumer<? super StateChange> listener;
  private final Picture picture = new Picture();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  /** Held while a word is heard and the listener told. Who must not block does not take it. */
  private final ReentrantLock turn = new ReentrantLock();

  /** The number of the question that is open, or none. */
  private final AtomicLong open = new AtomicLong(NONE);

  private final AtomicLong asked = new AtomicLong();
  private volatile boolean closed;
  private volatile @Nullable Subscription subscription;

  StateFollower(Bus bus, String questions, Consumer<? super StateChange> listener) {
    this.bus = bus;
    this.questions = questions;
    this.listener = listener;
  }

  /** Hears changes before it asks for the whole, so that nothing falls between. */
  void open(String changes, SubscribeOptions options) {
    subscription = bus.subscribe(changes, options, this::hear);
    askIfBehind();
  }

  private void hear(Delivery delivery) {
    turn.lock();
    try {
      Word.of(delivery.signal()).ifPresent(word -> tell(changes(word)));
    } finally {
      turn.unlock();
    }
    askIfBehind();
  }

  private List<StateChange> changes(Word word) {
    if (word instanceof Word.Change change) {
      return picture.step(change);
    }
    if (word instanceof StateSnapshot opened) {
      // What was asked before may be answered by whoever owned it before.
      open.set(NONE);
      return picture.begin(opened);
    }
    if (word instanceof Word.Beat beat) {
      picture.compare(beat);
    }
    return List.of();
  }

  private void tell(List<StateChange> changes) {
    for (StateChange change : changes) {
      ready.complete(null);
      try {
        listener.accept(change);
      } catch (RuntimeException e) {
        LOG.warn("a listener failed with version {} of a shared state", change.version(), e);
      }
    }
  }

  private void askIfBehind() {
    long number = asked.incrementAndGet();
    if (!closed && picture.isBehind() && open.compareAndSet(NONE, number)) {
      // A stream, since whoever receives its reply may wait for a turn.
      var unused =
          bus.stream(questions, "", RequestOptions.DEFAULT, reply -> answered(number, reply))
              .whenComplete((done, failure) -> ended(number, failure));
    }
  }

  private void answered(long number, Delivery reply) {
    turn.lock();
    try {
      if (open.compareAndSet(number, NONE)) {
        Word.whole(reply.signal().payload()).ifPresent(whole -> tell(picture.catchUp(whole)));
      }
    } finally {
      turn.unlock();
    }
    askIfBehind();
  }

  /** Where nobody answers, the next word of an owner is the time to ask again. */
  private void ended(long number, @Nullable Throwable failure) {
    boolean isLate =
        failure instanceof PubSubException e && e.code() == StandardError.REQUEST_TIMEOUT;
    if (open.compareAndSet(number, NONE) && isLate) {
      askIfBehind();
    }
  }

  /**
   * When there is something to show.
   *
   * @return completes with the first state, perhaps on a thread of the bus: what follows it there
   *     must be short and must not block
   */
  public CompletableFuture<Void> ready() {
    return ready.copy();
  }

  /**
   * What it shows.
   *
   * @return a copy; with the version -1 until there is something
   */
  public StateSnapshot snapshot() {
    return picture.snapshot();
  }

  /**
   * What it shows of a key.
   *
   * @param key any
   * @return its value, or empty when there is none
   */
  public Optional<Object> get(String key) {
    return picture.get(key);
  }

  /**
   * Which version it shows.
   *
   * @return as the owner counts them, from 0 on again where another began; -1 until there is one
   */
  public long version() {
    return picture.version();
  }

  /** Shows what it shows now, and hears no more. Closing twice does nothing. */
  @Override
  public void close() {
    closed = true;
    Subscription heard = subscription;
    if (heard != null) {
      heard.close();
    }
  }
}
