package dev.pubsub.ws.phoenix;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;

/**
 * A subscription of a client, and the outlet by which its signals leave.
 *
 * @param client who listens
 * @param outlet the way out
 * @param subscription open until {@link #end}
 */
public record Listening(Client client, Outlet outlet, Subscription subscription) {

  /**
   * Subscribes.
   *
   * @param client who listens
   * @param pattern a topic or a pattern
   * @param options where to begin, and whether to hear oneself
   * @param form the form in which signals leave
   * @return the open subscription, whose losses the client is told of
   */
  public static Listening open(Client client, String pattern, SubscribeOptions options, Form form) {
    Outlet outlet = new Outlet(client, pattern, form);
    Subscription subscription = client.session().subscribe(pattern, options, outlet);
    client.losses().watch(subscription);
    return new Listening(client, outlet, subscription);
  }

  /** Ends it; not even what is under way leaves any more. */
  public void end() {
    client.losses().forget(subscription);
    // First: what comes from now on is for others of its group, not for an outlet that is shut.
    subscription.close();
    outlet.shut();
  }
}
