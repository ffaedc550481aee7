package dev.pubsub.core.deliver;

import dev.pubsub.core.letter.Letter;

/** Those who take over what a receiver leaves behind. */
public interface Successors {

  /** There are none. */
  Successors NONE =
      new Successors() {
        @Override
        public String name() {
          return "";
        }

        @Override
        public boolean take(Letter letter) {
          return false;
        }
      };

  /** What they call themselves; the empty string where there are none. */
  String name();

  /** Takes a letter; false when nobody is left. On any thread, no lock held; must not block. */
  boolean take(Letter letter);
}
