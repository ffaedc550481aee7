package dev.pubsub.core.mailbox;

import dev.pubsub.DropReason;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What becomes of a new letter for which there is no room. Called on any thread; must not block.
 */
public interface NoRoom {

  /** It is lost, and counted. */
  NoRoom DROP = (letter, recipient) -> recipient.receiver().lose(letter, DropReason.OVERFLOW);

  /** Takes the letter that the recipient will not get. */
  void refuse(Letter letter, Recipient recipient);

  /** It is kept elsewhere. */
  static NoRoom keepIn(DeadLetterBox box) {
    return (letter, recipient) -> {
      Receiver receiver = recipient.receiver();
      box.add(
          receiver,
          letter.signal(),
          receiver.pattern(),
          DropReason.DEAD_LETTERED,
          "as many signals were waiting as may",
          0);
      receiver.lose(letter, DropReason.DEAD_LETTERED);
    };
  }

  /**
   * It is lost, and whoever could not keep up is cut off: gets nothing more from now on, so that
   * what was received has no gap, and is told on another thread.
   */
  static NoRoom cutOff(Executor elsewhere, java.util.function.Consumer<Recipient> end) {
    AtomicBoolean over = new AtomicBoolean();
    return (letter, recipient) -> {
      recipient.receiver().lose(letter, DropReason.OVERFLOW);
      recipient.receiver().close();
      if (!over.get() && over.compareAndSet(false, true)) {
        elsewhere.execute(() -> end.accept(recipient));
      }
    };
  }
}
