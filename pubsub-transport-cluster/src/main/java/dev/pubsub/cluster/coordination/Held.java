package dev.pubsub.cluster.coordination;

import dev.pubsub.error.PubSubException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A lease. What becomes of it is told by the strand of the client. */
final class Held implements Lease {

  private final String name;
  private final LongSupplier clock;
  private final Executor listeners;
  private final Consumer<Held> onClose;
  private final CompletableFuture<Long> granted = new CompletableFuture<>();
  private final CompletableFuture<Void> lost = new CompletableFuture<>();
  private volatile Term term = Term.NONE;
  private volatile boolean closed;
  private boolean won;
  private boolean over;

  /** The token of a grant, and up to when it holds. */
  private record Term(long token, LongSupplier until) {
    static final Term NONE = new Term(0, () -> 0);
  }

  /**
   * Not granted yet.
   *
   * @param clock nanoseconds
   * @param listeners runs what others have to say to it
   */
  Held(String name, LongSupplier clock, Executor listeners, Consumer<Held> onClose) {
    this.name = name;
    this.clock = clock;
    this.listeners = listeners;
    this.onClose = onClose;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OptionalLong token() {
    Term now = term;
    return !closed && now.token() != 0 && clock.getAsLong() - now.until().getAsLong() < 0
        ? OptionalLong.of(now.token())
        : OptionalLong.empty();
  }

  @Override
  public CompletionStage<Long> granted() {
    return granted.minimalCompletionStage();
  }

  @Override
  public CompletionStage<Void> lost() {
    return lost.minimalCompletionStage();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.accept(this);
    }
  }

  boolean isOver() {
    return over;
  }

  void grant(long token, LongSupplier until) {
    if (!over && !won) {
      won = true;
      term = new Term(token, until);
      listeners.execute(() -> granted.complete(token));
    }
  }

  void end(PubSubException why) {
    if (!over) {
      over = true;
      term = Term.NONE;
      listeners.execute(
          () -> {
            granted.completeExceptionally(why);
            lost.complete(null);
          });
    }
  }
}
