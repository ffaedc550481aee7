package dev.pubsub.ws.phoenix;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;

/** A channel on a pattern over topics: it only listens. */
final class PatternChannel implements Channel {

  private final Client client;
  private final Outlet outlet;
  private final Subscription subscription;
  private final Forms forms;

  private PatternChannel(Client client, Outlet outlet, Subscription subscription, Forms forms) {
    this.client = client;
    this.outlet = outlet;
    this.subscription = subscription;
    this.forms = forms;
  }

  static PatternChannel open(Client client, String pattern, SubscribeOptions options, Forms forms) {
    Outlet outlet = new Outlet(client.wire(), forms.lend(client.serializer(), pattern));
    try {
      Subscription subscription = client.session().subscribe(pattern, options, outlet);
      client.losses().watch(subscription);
      return new PatternChannel(client, outlet, subscription, forms);
    } catch (RuntimeException e) {
      forms.giveBack(client.serializer(), pattern);
      throw e;
    }
  }

  @Override
  public Answer push(Message message) {
    return Answer.refusal("BAD_REQUEST", "a pattern can be listened to, not published to");
  }

  @Override
  public void leave() {
    outlet.shut();
    client.losses().forget(subscription);
    subscription.close();
    forms.giveBack(client.serializer(), subscription.pattern());
  }
}
