package dev.pubsub.core.filter;

import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import java.util.function.Function;

/** One attribute of a selector, with what it must be. */
sealed interface Condition {

  /** Whether it is so. */
  boolean holds(Signal signal);

  /** How urgent a signal is. */
  record IsOfPriority(Priority priority) implements Condition {
    @Override
    public boolean holds(Signal signal) {
      return signal.priority() == priority;
    }
  }

  /** A part of the signal that every signal has. */
  record PartIs(Function<Signal, String> part, Value value) implements Condition {
    @Override
    public boolean holds(Signal signal) {
      return value.is(part.apply(signal));
    }
  }

  /** A header that some signals have; one may list several texts, of which one must be right. */
  record HeaderIs(String name, Value value) implements Condition {

    private static final char COMMA = ',';

    @Override
    public boolean holds(Signal signal) {
      String text = signal.headers().getOrDefault(name, "");
      return !text.isEmpty() && (value.is(text) || (text.indexOf(COMMA) >= 0 && isOneOf(text)));
    }

    private boolean isOneOf(String list) {
      int from = 0;
      while (from <= list.length()) {
        int comma = list.indexOf(COMMA, from);
        int to = comma < 0 ? list.length() : comma;
        if (value.is(list.substring(from, to).strip())) {
          return true;
        }
        from = to + 1;
      }
      return false;
    }
  }
}
