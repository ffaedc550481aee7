package dev.pubsub;

/** Signals of the past that are being published once more. Any thread may use it. */
public interface Rerun {

  /**
   * Counts what is to be published.
   *
   * @return how many signals were kept when it began
   */
  int total();

  /**
   * Counts what was published.
   *
   * @return how many so far
   */
  int sent();

  /**
   * Counts what was refused for good, because of its new topic or by an interceptor, and what was
   * not published because its time to live was over by then. Where there was no room it is tried
   * again.
   *
   * @return how many so far
   */
  int refused();

  /**
   * Whether something was missing behind the start.
   *
   * @return whether there is a gap
   */
  boolean gap();

  /**
   * Whether nothing more is published: all were, it was cancelled, or the bus was closed.
   *
   * @return whether it has ended
   */
  boolean isDone();

  /** Publishes nothing more. Does not block. */
  void cancel();
}
