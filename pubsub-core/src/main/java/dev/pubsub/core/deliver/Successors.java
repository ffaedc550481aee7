package dev.pubsub.core.deliver;

import dev.pubsub.core.letter.Letter;

/** Those who take over what a receiver leaves behind. */
public interface Successors {

  /** What they call themselves. */
  String name();

  /** Takes a letter; false when nobody is left. On any thread, no lock held; must not block. */
  boolean take(Letter letter);
}
