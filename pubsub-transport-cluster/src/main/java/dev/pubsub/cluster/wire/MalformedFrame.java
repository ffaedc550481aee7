package dev.pubsub.cluster.wire;

import java.io.Serial;

/** Bytes that are no frame of ours. */
public final class MalformedFrame extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param sentence about it
   */
  public MalformedFrame(String sentence) {
    // Whoever sends them must not make us walk stacks.
    super(sentence, null, false, false);
  }
}
