package dev.pubsub.json.cloudevents;

import dev.pubsub.error.PubSubException;

/** Says what is wrong with an event. */
final class BadEvent {

  private BadEvent() {}

  static PubSubException attribute(String name, String problem) {
    return of("the attribute '" + name + "' " + problem);
  }

  static PubSubException of(String sentence) {
    return new PubSubException(CloudEventError.BAD_CLOUDEVENT, sentence);
  }
}
