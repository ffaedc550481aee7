package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Receiver;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Mailbox.Entry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what waits about the same thing. */
final class Subjects {

  private final Map<Subject, Entry> newest = new HashMap<>();

  void add(Entry entry) {
    newest.put(Subject.of(entry.letter, entry.receiver), entry);
  }

  /** One that is older than all of the same subject. */
  void addOlder(Entry entry) {
    newest.putIfAbsent(Subject.of(entry.letter, entry.receiver), entry);
  }

  @Nullable Entry newest(Letter letter, Receiver receiver) {
    return newest.get(Subject.of(letter, receiver));
  }

  void remove(Entry entry) {
    newest.remove(Subject.of(entry.letter, entry.receiver), entry);
  }

  private record Subject(String topic, String key, Receiver receiver) {
    static Subject of(Letter letter, Receiver receiver) {
      return new Subject(letter.signal().topic(), letter.signal().key(), receiver);
    }
  }
}
