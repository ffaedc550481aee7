package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
import dev.pubsub.Question;
import dev.pubsub.Responder;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.signal.Signal;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts what a subscription receives into the mailboxes it is for. */
final class Inlet implements Responder {

  private final Function<Question, @Nullable Cell> whose;
  private final Ledger ledger;
  private final MailTrace trace;
  private final Function<Signal, Optional<Unhandled>> otherwise;
  // Written under the lock, which is held until it is.
  private volatile @Nullable Subscription through;

  private Inlet(
      Function<Question, @Nullable Cell> whose,
      Ledger ledger,
      MailTrace trace,
      Function<Signal, Optional<Unhandled>> otherwise) {
    this.whose = whose;
    this.ledger = ledger;
    this.trace = trace;
    this.otherwise = otherwise;
  }

  /**
   * Those who are written to are who is asked: what is not handled fails.
   *
   * @param otherwise what to do with mail that is for nobody here, and why that came to nothing
   */
  static Subscription open(
      Bus door,
      String pattern,
      SubscribeOptions options,
      Function<Question, @Nullable Cell> whose,
      Ledger ledger,
      MailTrace trace,
      Function<Signal, Optional<Unhandled>> otherwise) {
    return new Inlet(whose, ledger, trace, otherwise)
        .open(inlet -> door.respond(pattern, options, inlet));
  }

  /** An agent receives what others may be asked as well; in a turn of it. */
  static Subscription overhear(Cell cell, String pattern, SubscribeOptions options) {
    Bus door = cell.bus();
    Cells all = cell.cells();
    return new Inlet(question -> cell, all.ledger(), all.trace(), mail -> Optional.empty())
        .open(
            inlet ->
                door.subscribe(
                    pattern,
                    options,
                    delivery -> inlet.respond(new Overheard(delivery.signal(), door, cell.id()))));
  }

  private synchronized Subscription open(Function<Inlet, Subscription> how) {
    Subscription opened = how.apply(this);
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
    Cell cell = whose.apply(question);
    if (cell == null) {
      miss(question);
      return;
    }
    ledger.received();
    if (trace.isOn()) {
      trace.received(cell.id(), question.signal());
    }
    Letter mail = Letter.of(question, through());
    boolean isExpected =
        mail.mayBePromised() && cell.cells().sending().hasPlaceFor(question.signal());
    if (!cell.post(mail, cell.spec().capacity(), isExpected)) {
      Unhandled why = cell.isClosed() ? Unhandled.STOPPING : Unhandled.NO_ROOM;
      refuse(question, why);
      if (trace.isOn()) {
        trace.setAside(cell.id(), question.signal(), why.sentence());
      }
    }
  }

  private void miss(Question question) {
    Optional<Unhandled> why = otherwise.apply(question.signal());
    if (why.isPresent()) {
      ledger.received();
      refuse(question, why.get());
    } else {
      var unused = question.cede();
    }
  }

  private void refuse(Question question, Unhandled why) {
    Letter.refuse(question, through(), why, ledger);
  }
}
