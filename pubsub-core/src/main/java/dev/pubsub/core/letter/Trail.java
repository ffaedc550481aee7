package dev.pubsub.core.letter;

import dev.pubsub.Hop.Step;
import dev.pubsub.signal.Signal;

/** Where the steps of signals are noted. Any thread; does not block. */
@FunctionalInterface
public interface Trail {

  /** Notes a step, see {@link dev.pubsub.Hop}. */
  void note(Signal signal, Step step, String where, String detail);
}
