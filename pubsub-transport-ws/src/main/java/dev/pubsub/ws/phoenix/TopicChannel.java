package dev.pubsub.ws.phoenix;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;

/** A channel on one topic of the bus: what is pushed is published, the event being the type. */
final class TopicChannel implements Channel {

  private final Listening listening;

  TopicChannel(Listening listening) {
    this.listening = listening;
  }

  @Override
  public Answer push(Message message) {
    if (message.event().equals(Events.ACCESS_TOKEN)) {
      return Answer.OK;
    }
    if (Events.reserved(message.event())) {
      return Answer.refusal(BadRequest.CODE, "the event name is reserved by the protocol");
    }
    Object payload = message.payload();
    if (payload == null) {
      return Answer.refusal(BadRequest.CODE, "the payload must not be null");
    }
    PublishResult result =
        listening
            .client()
            .session()
            .publish(
                listening.subscription().pattern(),
                payload,
                PublishOptions.ofType(message.event()));
    return result instanceof PublishResult.Rejected rejected ? Answer.refusal(rejected) : Answer.OK;
  }

  @Override
  public void leave() {
    listening.end();
  }
}
