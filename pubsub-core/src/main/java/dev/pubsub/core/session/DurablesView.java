package dev.pubsub.core.session;

import dev.pubsub.DurableSubscriptions;
import dev.pubsub.core.durable.Durables;
import java.util.List;

/** The durable subscriptions of a bus as users see them. */
record DurablesView(Durables durables, Door door) implements DurableSubscriptions {

  @Override
  public List<DurableSubscription> list() {
    return durables.list();
  }

  @Override
  public boolean remove(String name) {
    boolean removed = durables.remove(name);
    if (removed) {
      door.did("remove_durable_subscription", name);
    }
    return removed;
  }
}
