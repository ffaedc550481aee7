package dev.pubsub.core.request;

import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.ReplyHeaders;

/**
 * Where replies are published to.
 *
 * @param owner who asks
 * @param headers those of a question that tell where
 */
record Inbox(Topic topic, Recipient recipient, Exchange owner, Headers headers, Inboxes inboxes) {

  /** Open. */
  Inbox(Topic topic, Recipient recipient, Exchange owner, Inboxes inboxes) {
    this(topic, recipient, owner, Headers.of(ReplyHeaders.REPLY_TO, topic.name()), inboxes);
  }

  /** What a question says to whoever answers it. */
  String address() {
    return topic.name();
  }

  /** Whether there are replies that its subscriber has not handled. */
  boolean isBusy() {
    return consumer().waiting() > 0;
  }

  Consumer consumer() {
    return recipient.consumer();
  }

  /** Lets it go; closing twice does nothing. */
  void close() {
    inboxes.close(this);
  }
}
