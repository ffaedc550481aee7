package dev.pubsub.agents.agent;

/** By which threads an agent runs. Whichever it is, it runs on one at a time. */
public enum Turns {

  /**
   * Threads that all agents share. It should not block: one that does all the same costs a thread,
   * and holds the others up for 20 to 40 milliseconds.
   */
  SHARED,

  /**
   * For mail, the thread of the bus that brings it, and else those that all agents share. Nothing
   * is quicker, as no thread need be woken; but while it runs, all that the thread serves waits. It
   * must not block, nor compute for longer than some microseconds.
   */
  QUICK,

  /** A thread for each turn. It may block as long as it likes. */
  BLOCKING
}
