package dev.pubsub.core.request;

import dev.pubsub.core.system.Cpu;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.ReplyHeaders;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A question on the side of whoever asked. It ends once: by {@link #end}, whose caller alone then
 * completes the future; or by somebody who completes the future, which ends it.
 *
 * <p>Replies are received by one thread at a time, those that come before it is known how many were
 * asked included.
 *
 * @param <T> what whoever asked gets
 */
abstract sealed class Pending<T> permits OneReply, Gathering, Streaming {

  static final Comparator<Pending<?>> EARLIEST_FIRST =
      (one, other) -> {
        int byTime = Long.signum(one.deadline - other.deadline);
        return byTime != 0 ? byTime : Long.compare(one.number, other.number);
      };

  private static final int NOT_KNOWN = -1;

  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<Pending> SETTLED =
      AtomicIntegerFieldUpdater.newUpdater(Pending.class, "settled");

  private final Exchange exchange;
  private final long number;
  private final String correlation;
  private final CompletableFuture<T> future;
  private final AtomicBoolean over = new AtomicBoolean();
  private final long begun;
  private long deadline;
  private volatile int asked = NOT_KNOWN;
  private volatile int settled;

  /** Not asked yet. */
  Pending(Exchange exchange, Duration timeout) {
    this.exchange = exchange;
    this.number = exchange.nextNumber();
    this.correlation = exchange.correlation(number);
    this.future = new Awaited<>(exchange.promptness());
    this.begun = Cpu.nanoTime();
    this.deadline = exchange.now() + timeout.toNanos();
  }

  /** A reply has come. */
  abstract void receive(Reply reply);

  /** It is known now how many were asked. */
  abstract void counted(int count);

  /** The time is over. */
  abstract void expire();

  /** It has ended: lets go of what it alone had. */
  void letGo() {}

  /** Whether somebody may still have the question in hand; asked again once they are counted. */
  boolean isAnybodyAtWork() {
    return asked > settled;
  }

  final CompletableFuture<T> future() {
    return future;
  }

  final String correlation() {
    return correlation;
  }

  final long deadline() {
    return deadline;
  }

  final Exchange exchange() {
    return exchange;
  }

  /** Waits longer; to be called while it is not among the deadlines. */
  final void extendTo(long later) {
    deadline = later;
  }

  final boolean isOver() {
    return over.get();
  }

  /** How many were asked; negative while that is not known. */
  final int asked() {
    return asked;
  }

  final void asked(int count) {
    asked = count;
    if (over.get()) {
      cancelOthers();
    } else {
      counted(count);
    }
  }

  /** One of those who were asked has come to an end with it. */
  final void settle() {
    SETTLED.getAndIncrement(this);
  }

  /** Ends it; true for the one caller who does. */
  final boolean end() {
    if (!over.compareAndSet(false, true)) {
      return false;
    }
    exchange.forget(this);
    letGo();
    cancelOthers();
    return true;
  }

  private void cancelOthers() {
    if (isAnybodyAtWork()) {
      exchange.cancel(correlation, "");
    }
  }

  final void complete(T result) {
    if (end()) {
      exchange.promptness().took(Cpu.nanoTime() - begun);
      future.complete(result);
    }
  }

  final void fail(Throwable why) {
    if (end()) {
      future.completeExceptionally(why);
    }
  }

  final void fail(StandardError code, String sentence) {
    fail(new PubSubException(code, sentence));
  }

  /** Fails as an error mark says. */
  final void failAs(Reply error) {
    String code = error.signal().headers().getOrDefault(ReplyHeaders.ERROR, "");
    ErrorCode known =
        code.equals(StandardError.RESPONDER_GONE.name())
            ? StandardError.RESPONDER_GONE
            : StandardError.RESPONDER_FAILED;
    fail(new PubSubException(known, String.valueOf(error.payload())));
  }
}
