package dev.pubsub.core.subscribe;

import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.spi.edge.Outlet;
import dev.pubsub.topic.TopicSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is subscribed to here, told to the outlet that carries signals to other nodes, if there is
 * one. Guarded like the tree.
 */
final class Interest {

  private record Exit(Outlet outlet, Audience audience, Recipient recipient) {}

  private @Nullable Exit exit;
  private final Set<String> told = new HashSet<>();

  boolean isTold() {
    return exit != null;
  }

  /** Begins to tell. */
  void begin(Outlet outlet, Audience audience, Recipient recipient, List<Audience> all) {
    exit = new Exit(outlet, audience, recipient);
    all.forEach(this::settle);
  }

  /**
   * Tells whether an audience has anybody in it, if that is news. What stands under the reserved
   * level is for the bus itself to tell.
   */
  void settle(Audience audience) {
    Exit now = exit;
    if (now == null || isReserved(audience.pattern())) {
      return;
    }
    boolean wanted = !audience.isEmpty();
    if (wanted ? told.add(audience.pattern()) : told.remove(audience.pattern())) {
      now.outlet().interest(audience.pattern(), wanted);
    }
  }

  private static boolean isReserved(String pattern) {
    return pattern.startsWith(TopicSyntax.RESERVED + TopicSyntax.COLON.separator());
  }

  /** The audience of the outlet. */
  List<Audience> audience() {
    Exit now = exit;
    return now == null ? List.of() : List.of(now.audience());
  }

  /** Tells nobody any more; returns the place of the outlet, or null. */
  @Nullable Recipient end() {
    Exit last = exit;
    exit = null;
    told.clear();
    return last == null ? null : last.recipient();
  }
}
