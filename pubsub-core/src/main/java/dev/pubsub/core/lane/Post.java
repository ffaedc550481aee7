package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Part;
import org.jspecify.annotations.Nullable;

/** A letter in the queue of one lane, itself the node of the queue, and whom it is for there. */
sealed class Post permits Mailing {

  private static final Part[] NOBODY = {};

  @Nullable Letter letter;
  Part[] parts;
  volatile @Nullable Post next;

  Post(@Nullable Letter letter, Part[] parts) {
    this.letter = letter;
    this.parts = parts;
  }

  Post() {
    this(null, NOBODY);
  }

  /** By the worker: a node stays in the queue until the next one is taken, its content need not. */
  void clear() {
    letter = null;
    parts = NOBODY;
  }
}
