package dev.pubsub.agents.runtime;

import dev.pubsub.Principal;
import dev.pubsub.Question;
import dev.pubsub.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A question that is in the hands of one agent. Who asked learns that there is no answer, or no
 * more, where the agent fails with it, ends, or loses its state.
 */
final class Asked extends Letter {

  private volatile boolean settled;

  /** Those that the agent answers later, once this is one of them. */
  private volatile @Nullable Unanswered later;

  Asked(Question question, Subscription through) {
    super(question, through);
  }

  @Override
  boolean mayBePromised() {
    return false;
  }

  @Override
  public boolean reply(Object payload) {
    return settledBy(super.reply(payload));
  }

  @Override
  public boolean next(Object payload) {
    // What could not be said has ended the question.
    return super.next(payload) || settledBy(false);
  }

  @Override
  public boolean end() {
    return settledBy(super.end());
  }

  @Override
  public boolean fail(String sentence) {
    return settledBy(super.fail(sentence));
  }

  private boolean settledBy(boolean said) {
    settle();
    return said;
  }

  private void settle() {
    settled = true;
    Unanswered those = later;
    if (those != null) {
      those.remove(this);
    }
  }

  @Override
  void handle(Cell cell) throws Exception {
    question.answerAs(new Principal(cell.id()));
    super.handle(cell);
    if (!settled) {
      keep(cell.belongings().inHand(cell));
    }
  }

  /** It is one of those until it is answered, or nobody waits for that any more. */
  void keep(Unanswered those) {
    those.add(this);
    later = those;
    if (settled) {
      // Meanwhile, by another thread, which may not have seen where it is kept.
      those.remove(this);
    } else {
      question.onCancel(this::settle);
    }
  }

  /** Who has it will not answer. */
  void leave() {
    question.leave();
  }

  @Override
  void failed(Cell cell, Throwable failure) {
    var unused = fail(reason(failure));
    super.failed(cell, failure);
  }

  @Override
  void abandon(Cell cell) {
    leave();
    super.abandon(cell);
  }
}
