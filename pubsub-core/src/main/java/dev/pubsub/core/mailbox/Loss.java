package dev.pubsub.core.mailbox;

import dev.pubsub.DropReason;
import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;

/** A letter that somebody will not get; counted, and told, once no lock is held. */
record Loss(Receiver receiver, Letter letter, DropReason reason) {

  void count() {
    receiver.lose(letter, reason);
  }
}
