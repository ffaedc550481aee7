package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;

/** When enough of those who were asked have answered, see {@link Bus#gather}. */
public sealed interface Completion {

  /**
   * Whether it is enough.
   *
   * @param asked how many were asked
   * @param replies how many of them have replied
   * @param failed how many of them will not
   * @return true once it is
   */
  boolean isMet(int asked, int replies, int failed);

  /**
   * Whether it will never be enough, so that nobody need wait any longer.
   *
   * @param asked how many were asked
   * @param replies how many of them have replied
   * @param failed how many of them will not
   * @return true once that is certain
   */
  boolean isHopeless(int asked, int replies, int failed);

  /**
   * Everybody replies, and there is somebody.
   *
   * @return the rule
   */
  static Completion all() {
    return new All();
  }

  /**
   * One replies.
   *
   * @return the rule
   */
  static Completion first() {
    return quorum(1);
  }

  /**
   * So many reply.
   *
   * @param replies how many, 1 or more
   * @return the rule
   * @throws PubSubException with BAD_OPTION when it is less than 1
   */
  static Completion quorum(int replies) {
    return new Quorum(replies);
  }

  /**
   * Everybody has replied or failed: whatever comes is waited for until the timeout.
   *
   * @return the rule
   */
  static Completion untilDeadline() {
    return new UntilDeadline();
  }

  /** Everybody replies. */
  record All() implements Completion {

    @Override
    public boolean isMet(int asked, int replies, int failed) {
      return asked > 0 && replies >= asked;
    }

    @Override
    public boolean isHopeless(int asked, int replies, int failed) {
      return asked == 0 || failed > 0;
    }
  }

  /**
   * So many reply.
   *
   * @param needed how many
   */
  record Quorum(int needed) implements Completion {

    /**
     * Checks the number.
     *
     * @param needed 1 or more
     * @throws PubSubException with BAD_OPTION when it is less
     */
    public Quorum {
      if (needed < 1) {
        throw new PubSubException(
            StandardError.BAD_OPTION, "a quorum needs 1 reply or more, not " + needed);
      }
    }

    @Override
    public boolean isMet(int asked, int replies, int failed) {
      return replies >= needed;
    }

    @Override
    public boolean isHopeless(int asked, int replies, int failed) {
      return asked - failed < needed;
    }
  }

  /** Everybody has replied or failed. */
  record UntilDeadline() implements Completion {

    @Override
    public boolean isMet(int asked, int replies, int failed) {
      return replies + failed >= asked;
    }

    @Override
    public boolean isHopeless(int asked, int replies, int failed) {
      return false;
    }
  }
}
