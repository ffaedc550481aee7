package dev.pubsub.core.request;

import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.ReplyHeaders;

/**
 * Where replies are published to.
 *
 * @param headers those of a question that tell where
 */
record Inbox(Topic topic, Recipient recipient, Headers headers, Inboxes inboxes) {

  /** Open. */
  Inbox(Topic topic, Recipient recipient, Inboxes inboxes) {
    this(topic, recipient, Headers.of(ReplyHeaders.REPLY_TO, topic.name()), inboxes);
  }

  /** What a question says to whoever answers it. */
  String address() {
    return topic.name();
  }

  /** Whether there are replies that its subscriber has not handled. */
  boolean isBusy() {
    return recipient.consumer().waiting() > 0;
  }

  /** Lets it go; closing twice does nothing. */
  void close() {
    inboxes.close(this);
  }
}
