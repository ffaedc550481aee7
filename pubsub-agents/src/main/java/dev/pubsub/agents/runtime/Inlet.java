package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
import dev.pubsub.Question;
import dev.pubsub.Responder;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.agents.trace.MailTrace;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts what a subscription receives into the mailboxes it is for. */
final class Inlet implements Responder {

  private final Function<Question, @Nullable Cell> whose;
  private final Ledger ledger;
  private final MailTrace trace;
  // Written under the lock, which is held until it is.
  private volatile @Nullable Subscription through;

  private Inlet(Function<Question, @Nullable Cell> whose, Ledger ledger, MailTrace trace) {
    this.whose = whose;
    this.ledger = ledger;
    this.trace = trace;
  }

  static Subscription open(
      Bus door,
      String pattern,
      SubscribeOptions options,
      Function<Question, @Nullable Cell> whose,
      Ledger ledger,
      MailTrace trace) {
    return new Inlet(whose, ledger, trace).open(door, pattern, options);
  }

  private synchronized Subscription open(Bus door, String pattern, SubscribeOptions options) {
    Subscription opened = door.respond(pattern, options, this);
    through = opened;
    return opened;
  }

  private Subscription through() {
    Subscription now = through;
    return now == null ? awaited() : now;
  }

  private synchronized Subscription awaited() {
    return Objects.requireNonNull(through);
  }

  @Override
  public void respond(Question question) {
    ledger.received();
    Cell cell = whose.apply(question);
    if (cell == null) {
      refuse(question, Unhandled.NOT_FOUND);
      return;
    }
    if (trace.isOn()) {
      trace.received(cell.id(), question.signal());
    }
    if (!cell.post(new Letter(question, through()), cell.spec().capacity())) {
      Unhandled why = cell.isClosed() ? Unhandled.STOPPING : Unhandled.NO_ROOM;
      refuse(question, why);
      if (trace.isOn()) {
        trace.setAside(cell.id(), question.signal(), why.sentence());
      }
    }
  }

  private void refuse(Question question, Unhandled why) {
    Letter.refuse(question, through(), why, ledger);
  }
}
