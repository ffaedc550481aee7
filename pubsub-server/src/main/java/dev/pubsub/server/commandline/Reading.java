package dev.pubsub.server.commandline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells from words what they say, by the conventions of GNU: options may stand between parameters,
 * {@code --} ends them, and what begins with a dash and a digit is a number.
 */
final class Reading {

  private static final String END_OF_OPTIONS = "--";

  private final Map<String, Named> named = new HashMap<>();
  private final Deque<Parameter<?>> places = new ArrayDeque<>();

  /** By identity: to link the hash of a record takes longer than to read a whole line. */
  private final IdentityHashMap<Argument, List<String>> said = new IdentityHashMap<>();

  private final Deque<String> words;

  Reading(Usage usage, Collection<String> words) {
    this.words = new ArrayDeque<>(words);
    usage.parameters().forEach(places::add);
    usage.options().forEach(option -> option.names().forEach(name -> named.put(name, option)));
  }

  IdentityHashMap<Argument, List<String>> read() {
    for (Flag question : List.of(Flag.HELP, Flag.VERSION)) {
      if (isAsked(question)) {
        say(question);
        return said;
      }
    }
    boolean options = true;
    for (String word = words.poll(); word != null; word = words.poll()) {
      if (options && word.equals(END_OF_OPTIONS)) {
        options = false;
      } else if (options && isOption(word)) {
        readOption(word);
      } else {
        readParameter(word);
      }
    }
    return said;
  }

  /** No value is like a name that is known, so there is no need to read what stands around it. */
  private boolean isAsked(Flag question) {
    return words.stream()
        .takeWhile(word -> !word.equals(END_OF_OPTIONS))
        .anyMatch(question.names()::contains);
  }

  /** Whether a word is a name, known or not. */
  private static boolean isOption(String word) {
    return word.length() > 1 && word.charAt(0) == '-' && !Character.isDigit(word.charAt(1));
  }

  private void readOption(String word) {
    String name = name(word);
    Named option = named.get(name);
    boolean isAlone = name.length() == word.length();
    if (option instanceof Option<?> valued) {
      say(valued, isAlone ? nextValue(valued) : word.substring(name.length() + 1));
    } else if (option instanceof Flag flag && isAlone) {
      say(flag);
    } else {
      throw new UsageException("Unknown option: '%s'".formatted(word));
    }
  }

  private static String name(String word) {
    int end = word.indexOf('=');
    return end < 0 ? word : word.substring(0, end);
  }

  /** The next word. It may begin with a dash where a value is needed, unless it is a known name. */
  private String nextValue(Option<?> option) {
    String next = words.peek();
    boolean isValue =
        next != null
            && !next.equals(END_OF_OPTIONS)
            && (option.alone().isPresent() ? !isOption(next) : !named.containsKey(name(next)));
    if (isValue) {
      return words.remove();
    }
    return option
        .alone()
        .orElseThrow(() -> new UsageException("Missing required parameter for " + option.title()));
  }

  private void readParameter(String word) {
    Parameter<?> parameter = places.peek();
    if (parameter == null) {
      throw new UsageException("Unmatched argument: '%s'".formatted(word));
    }
    if (!parameter.isRepeatable()) {
      places.remove();
    }
    say(parameter, word);
  }

  private void say(Flag flag) {
    if (said.put(flag, List.of()) != null) {
      throw new UsageException("option '%s' should be specified only once".formatted(flag.usage()));
    }
  }

  private void say(Value<?> value, String text) {
    value.read(text);
    List<String> texts = said.computeIfAbsent(value, key -> new ArrayList<>());
    if (!texts.isEmpty() && !value.isRepeatable()) {
      throw new UsageException(value.title() + " should be specified only once");
    }
    texts.add(text);
  }
}
