package dev.pubsub.agents.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Questions that an agent has yet to answer, for which its end waits. Any thread. */
final class Unanswered {

  private final Set<Asked> those = ConcurrentHashMap.newKeySet();
  private final Mailbox whose;

  Unanswered(Mailbox whose) {
    this.whose = whose;
  }

  void add(Asked one) {
    those.add(one);
  }

  void remove(Asked one) {
    if (those.remove(one) && whose.isClosed()) {
      // It may be the last thing that was to be done.
      whose.command(() -> {});
    }
  }

  boolean isEmpty() {
    return those.isEmpty();
  }

  /** Whoever had them will not answer. */
  void leave(String owner) {
    those.forEach(each -> Foreign.run(owner, each::leave));
  }
}
