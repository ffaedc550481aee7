package dev.pubsub.ws.phoenix;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;

/** A channel on one topic of the bus: what is pushed is published, the event being the type. */
final class TopicChannel implements Channel {

  private final Client client;
  private final String topic;
  private final Outlet outlet;
  private final Subscription subscription;

  private TopicChannel(Client client, String topic, Outlet outlet, Subscription subscription) {
    this.client = client;
    this.topic = topic;
    this.outlet = outlet;
    this.subscription = subscription;
  }

  static TopicChannel open(Client client, String topic, SubscribeOptions options, Forms forms) {
    Outlet outlet = new Outlet(client.wire(), forms.topic(client.serializer()));
    Subscription subscription = client.session().subscribe(topic, options, outlet);
    client.losses().watch(subscription);
    return new TopicChannel(client, topic, outlet, subscription);
  }

  @Override
  public Answer push(Message message) {
    if (Events.reserved(message.event())) {
      return Answer.refusal("BAD_REQUEST", "the event name is reserved by the protocol");
    }
    Object payload = message.payload();
    if (payload == null) {
      return Answer.refusal("BAD_REQUEST", "the payload must not be null");
    }
    try {
      PublishResult result =
          client.session().publish(topic, payload, PublishOptions.ofType(message.event()));
      return result instanceof PublishResult.Rejected rejected
          ? Answer.refusal(rejected.code().name(), rejected.reason())
          : Answer.OK;
    } catch (PubSubException e) {
      return Answer.refusal(e);
    }
  }

  @Override
  public void leave() {
    outlet.shut();
    client.losses().forget(subscription);
    subscription.close();
  }
}
