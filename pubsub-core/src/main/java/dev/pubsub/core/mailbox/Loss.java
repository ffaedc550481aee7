package dev.pubsub.core.mailbox;

import dev.pubsub.DropReason;
import dev.pubsub.core.deliver.Receiver;

/** A letter that somebody will not get; counted, and told, once no lock is held. */
record Loss(Receiver receiver, DropReason reason) {

  void count() {
    receiver.lose(reason);
  }
}
