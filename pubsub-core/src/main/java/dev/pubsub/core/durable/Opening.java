package dev.pubsub.core.durable;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.core.deliver.Progress;

/** Opens a subscription, whoever holds it. */
public interface Opening {

  /**
   * Opens it.
   *
   * @param options where it begins, among others
   * @param progress learns how far it comes
   */
  Subscription open(SubscribeOptions options, Progress progress);
}
