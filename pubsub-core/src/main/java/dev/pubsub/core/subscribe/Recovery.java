package dev.pubsub.core.subscribe;

import java.util.Optional;

/**
 * Where a subscription joined the history.
 *
 * @param position where its topics stood, if any of them has a history
 * @param recovered whether it has everything since the position that it named
 */
record Recovery(Optional<String> position, boolean recovered) {

  /** There is no history. */
  static final Recovery NONE = new Recovery(Optional.empty(), false);
}
