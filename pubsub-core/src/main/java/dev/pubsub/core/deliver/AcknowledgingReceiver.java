package dev.pubsub.core.deliver;

import dev.pubsub.DropReason;
import dev.pubsub.Hop.Step;
import dev.pubsub.Selection;
import dev.pubsub.Subscriber;
import dev.pubsub.core.deadletter.Sharing;
import dev.pubsub.core.deliver.Supervision.Verdict;
import dev.pubsub.core.guard.Guard;
import dev.pubsub.core.letter.Letter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a subscription that acknowledges. It is called with receipts only, by one
 * thread at a time; they are settled on any thread, each once.
 */
public final class AcknowledgingReceiver extends Receiver implements Sharing {

  private static final int LONGEST_DESCRIPTION = 500;

  private final Choice choice;
  private final Successors successors;
  private final Acks acks;
  private final OpenReceipts open;
  private final AtomicLong acknowledged = new AtomicLong();
  // Written by the one thread that delivers; read by others, who may see a moment ago.
  private long redelivered;

  /**
   * Ready to receive.
   *
   * @param choice what it wants of what it takes up
   * @param successors take over what it leaves behind
   */
  public AcknowledgingReceiver(
      Subscriber subscriber,
      String pattern,
      Holder holder,
      Choice choice,
      Guard guard,
      Totals totals,
      Successors successors,
      Acks acks) {
    super(subscriber, pattern, holder, guard, totals);
    this.choice = choice;
    this.successors = successors;
    this.acks = acks;
    this.open = new OpenReceipts(acks.rules().ackTimeout(), acks.time(), this::late);
  }

  /** The receipt of a first attempt. */
  public Receipt receipt(Letter letter, boolean replay) {
    return Receipt.first(letter, this, replay);
  }

  /** Calls the subscriber; not twice at a time. */
  void deliver(Receipt receipt) {
    if (receipt.isFresh()) {
      acks.progress().begun(receipt.letter());
    }
    if (!isClosed() && receipt.isFresh() && !wants(receipt.letter(), choice)) {
      settle(receipt);
    } else if (!isClosed() && receipt.letter().expires(this, pattern(), receipt.attempt() - 1)) {
      lose(receipt, DropReason.EXPIRED);
    } else if (isClosed() || !open.add(receipt)) {
      abandon(receipt.letter());
      acks.redelivery().settled(receipt);
    } else {
      call(receipt, supervision());
    }
  }

  private void call(Receipt receipt, @Nullable Supervision supervision) {
    redelivered += repeats(receipt);
    receipt.letter().note(Step.DELIVERED, pattern(), "");
    Throwable thrown = call(receipt);
    if (supervision != null && supervision.isDecided()) {
      if (open.take(receipt)) {
        carryOut(supervision, receipt);
      }
    } else if (thrown != null) {
      retry(receipt, described(thrown));
    }
  }

  private static int repeats(Receipt receipt) {
    return receipt.attempt() > 1 ? 1 : 0;
  }

  /** Does what was decided about a receipt that is taken. */
  private void carryOut(Supervision supervision, Receipt receipt) {
    if (supervision.verdict() == Verdict.HOLD) {
      redelivered -= repeats(receipt);
      acks.redelivery().back(receipt.again());
    } else if (supervision.verdict() == Verdict.SET_ASIDE) {
      supervision.setAside(this, receipt.signal(), receipt.attempt());
      lose(receipt, DropReason.REJECTED);
    } else {
      lose(receipt, DropReason.WITHHELD);
    }
  }

  /** The message is code of the subscriber's, and may throw. */
  private static String described(Throwable thrown) {
    String type = thrown.getClass().getSimpleName();
    try {
      return type + ": " + thrown.getMessage();
    } catch (Throwable unprintable) {
      return type;
    }
  }

  void ack(Receipt receipt) {
    if (open.take(receipt)) {
      receipt.letter().note(Step.ACKNOWLEDGED, pattern(), "");
      acknowledged.incrementAndGet();
      countDelivered(1);
      settle(receipt);
    }
  }

  void retry(Receipt receipt, String why) {
    if (open.take(receipt)) {
      tryAgain(receipt, why);
    }
  }

  void reject(Receipt receipt, String why) {
    Objects.requireNonNull(why, "reason");
    if (open.take(receipt)) {
      setAside(receipt, DropReason.REJECTED, why);
    }
  }

  /** By the timer, which has taken it. */
  private void late(Receipt receipt) {
    tryAgain(receipt, "it was not acknowledged within " + acks.rules().ackTimeout());
  }

  private void tryAgain(Receipt receipt, String why) {
    if (receipt.attempt() < acks.rules().maxAttempts()) {
      receipt.letter().note(Step.RETRIED, pattern(), why);
      acks.redelivery().again(receipt.next(), acks.restAfter(receipt.attempt()));
    } else {
      setAside(receipt, DropReason.EXHAUSTED, why);
    }
  }

  private void setAside(Receipt receipt, DropReason reason, String why) {
    acks.deadLetters()
        .add(
            this,
            receipt.signal(),
            pattern(),
            reason,
            why.substring(0, Math.min(why.length(), LONGEST_DESCRIPTION)),
            receipt.attempt());
    lose(receipt, reason);
  }

  private void lose(Receipt receipt, DropReason reason) {
    lose(receipt.letter(), reason);
    settle(receipt);
  }

  private void settle(Receipt receipt) {
    acks.progress().settled(receipt.letter());
    acks.redelivery().settled(receipt);
  }

  /** What is in the subscriber's hands comes back, and is left over with what waits. */
  @Override
  public void close() {
    super.close();
    open.close().forEach(receipt -> acks.redelivery().again(receipt, Duration.ZERO));
    acks.progress().ended();
  }

  @Override
  public String group() {
    return successors.name();
  }

  @Override
  public boolean handsOver() {
    return !group().isEmpty();
  }

  @Override
  public Selection selection(Choice atOnce) {
    return choice.isAll() ? atOnce.selection() : choice.selection();
  }

  @Override
  public boolean mayMove() {
    return !handsOver() && acks.progress() == Progress.NONE;
  }

  @Override
  public void abandon(Letter letter) {
    if (successors.take(letter)) {
      letter.note(Step.HANDED_ON, pattern(), group());
    } else {
      lose(letter, acks.progress().leftOver());
    }
  }

  @Override
  public long delivered() {
    return acknowledged.get();
  }

  @Override
  public long redelivered() {
    return redelivered;
  }
}
