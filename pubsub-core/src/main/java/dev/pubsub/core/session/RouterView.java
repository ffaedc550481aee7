package dev.pubsub.core.session;

import dev.pubsub.MessageRouter;
import dev.pubsub.Principal;
import dev.pubsub.RoutingRule;
import dev.pubsub.core.forward.Rules;
import java.util.List;

/** The rules of a bus as users see them. */
record RouterView(Rules rules, Door door) implements MessageRouter {

  private static final Principal ROUTER = new Principal(RoutingRule.SOURCE);

  @Override
  public void put(RoutingRule rule) {
    rules.put(rule, new LocalDoor(door.bus, ROUTER));
    door.did("put_route", rule.name());
  }

  @Override
  public boolean remove(String name) {
    boolean removed = rules.remove(name);
    if (removed) {
      door.did("remove_route", name);
    }
    return removed;
  }

  @Override
  public List<Route> routes() {
    return rules.routes();
  }
}
