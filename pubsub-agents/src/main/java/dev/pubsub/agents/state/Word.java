package dev.pubsub.agents.state;

import dev.pubsub.PublishOptions;
import dev.pubsub.signal.Signal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an owner says of its state. On its way it is a map of maps, lists, texts and numbers, so
 * that it passes any codec, and a follower may be no program of Java.
 */
sealed interface Word permits StateSnapshot, Word.Change, Word.Beat {

  PublishOptions OPENED = PublishOptions.ofType("opened");
  PublishOptions CHANGED = PublishOptions.ofType("changed");
  PublishOptions BEAT = PublishOptions.ofType("beat");

  String EPOCH = "epoch";
  String VERSION = "version";
  String VALUES = "values";
  String PUT = "put";
  String REMOVED = "removed";

  /** One step from the version before. */
  record Change(String epoch, long version, Map<String, Object> put, Set<String> removed)
      implements Word {

    public Change {
      put = Map.copyOf(put);
      removed = Set.copyOf(removed);
    }

    Map<String, Object> payload() {
      return Map.of(EPOCH, epoch, VERSION, version, PUT, put, REMOVED, removed);
    }
  }

  /** Nothing new: this is where the owner stands. */
  record Beat(String epoch, long version) implements Word {

    Map<String, Object> payload() {
      return Map.of(EPOCH, epoch, VERSION, version);
    }
  }

  static Map<String, Object> payload(StateSnapshot whole) {
    return Map.of(EPOCH, whole.epoch(), VERSION, whole.version(), VALUES, whole.values());
  }

  /** What was said; empty when it is nothing that an owner says. */
  static Optional<Word> of(Signal signal) {
    if (!(signal.payload() instanceof Map<?, ?> said)) {
      return Optional.empty();
    }
    String epoch = said.get(EPOCH) instanceof String text ? text : signal.id().toString();
    long version = said.get(VERSION) instanceof Number number ? number.longValue() : -1;
    return switch (signal.type()) {
      case "opened" -> Optional.of(new StateSnapshot(epoch, 0, map(said.get(VALUES))));
      case "changed" ->
          Optional.of(new Change(epoch, version, map(said.get(PUT)), texts(said.get(REMOVED))));
      case "beat" -> Optional.of(new Beat(epoch, version));
      default -> Optional.empty();
    };
  }

  /** The whole state, as a reply tells it. */
  static Optional<StateSnapshot> whole(Object payload) {
    return payload instanceof Map<?, ?> said
            && said.get(EPOCH) instanceof String epoch
            && said.get(VERSION) instanceof Number version
        ? Optional.of(new StateSnapshot(epoch, version.longValue(), map(said.get(VALUES))))
        : Optional.empty();
  }

  private static Map<String, Object> map(@Nullable Object given) {
    Map<String, Object> values = new HashMap<>();
    if (given instanceof Map<?, ?> map) {
      map.forEach((key, value) -> values.put(String.valueOf(key), value));
    }
    return values;
  }

  private static Set<String> texts(@Nullable Object given) {
    Set<String> texts = new HashSet<>();
    if (given instanceof Iterable<?> all) {
      all.forEach(each -> texts.add(String.valueOf(each)));
    }
    return texts;
  }
}
