package dev.pubsub.core.functional;

import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.Preset;
import dev.pubsub.core.PubSub;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.Map;

/** What the platform told of itself. */
final class Told {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private Told() {}

  /** Whoever hears what a bus was told, and is told. */
  static RecordingSubscriber by(PubSub pubsub, Preset preset, String pattern) {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    pubsub
        .bus(preset)
        .subscribe(pattern, SubscribeOptions.DEFAULT.startingAt(StartAt.last(100)), subscriber);
    return subscriber;
  }

  @SuppressWarnings("unchecked") // that is what is told
  static Map<String, Object> fields(Signal signal) {
    return (Map<String, Object>) signal.payload();
  }
}
