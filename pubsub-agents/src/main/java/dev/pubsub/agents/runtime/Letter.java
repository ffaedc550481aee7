package dev.pubsub.agents.runtime;

import dev.pubsub.Question;
import dev.pubsub.Subscription;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;

/** Mail in a mailbox. */
class Letter extends Item implements Mail {

  final Question question;
  private final Subscription through;

  /** What came through a subscription. */
  static Letter of(Question question, Subscription through) {
    return isInHand(question) ? new Asked(question, through) : new Letter(question, through);
  }

  Letter(Question question, Subscription through) {
    this.question = question;
    this.through = through;
  }

  @Override
  public final Signal signal() {
    return question.signal();
  }

  @Override
  public final boolean isQuestion() {
    return isQuestion(question);
  }

  private static boolean isQuestion(Question question) {
    return !question.signal().headers().getOrDefault(ReplyHeaders.REPLY_TO, "").isEmpty();
  }

  /** Whether who asked waits for this agent, and is to learn that it does not answer. */
  private static boolean isInHand(Question question) {
    return isQuestion(question) && !(question instanceof Overheard);
  }

  /** Whether a place may be kept for such mail: the mirror of what may be lost on its way. */
  boolean mayBePromised() {
    return question.signal().expiresAtMillis() == 0 && !(question instanceof Overheard);
  }

  @Override
  public boolean reply(Object payload) {
    return question.reply(payload);
  }

  @Override
  public boolean next(Object payload) {
    return question.next(payload);
  }

  @Override
  public boolean end() {
    return question.end();
  }

  @Override
  public boolean fail(String sentence) {
    return question.fail(sentence);
  }

  @Override
  void handle(Cell cell) throws Exception {
    cell.receive(this);
    MailTrace trace = cell.cells().trace();
    if (trace.isOn()) {
      trace.handled(cell.id(), signal());
    }
  }

  @Override
  void failed(Cell cell, Throwable failure) {
    through.setAside(Sending.withoutPlace(signal()), "the agent failed: " + reason(failure));
    cell.cells().ledger().failed();
    if (cell.cells().trace().isOn()) {
      cell.cells().trace().failed(cell.id(), signal(), failure);
    }
  }

  static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  @Override
  void abandon(Cell cell) {
    through.setAside(Sending.withoutPlace(signal()), Unhandled.ENDED.sentence());
    cell.cells().ledger().setAside(Unhandled.ENDED);
    if (cell.cells().trace().isOn()) {
      cell.cells().trace().setAside(cell.id(), signal(), Unhandled.ENDED.sentence());
    }
  }

  /** Nobody takes it. */
  static void refuse(Question question, Subscription through, Unhandled why, Ledger ledger) {
    if (isInHand(question)) {
      var unused = question.fail(why.sentence());
    }
    through.setAside(Sending.withoutPlace(question.signal()), why.sentence());
    ledger.setAside(why);
  }
}
