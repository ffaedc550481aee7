package dev.pubsub.core.forward;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The topic of what a rule publishes, with places for parts of the original. */
final class Target {

  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
  private static final Set<String> OF_ANY_LENGTH = Set.of("topic", "type", "key");

  private final String text;
  private final TopicSyntax syntax;
  private final TopicPattern reach;

  /**
   * Reads a target.
   *
   * @throws PubSubException with BAD_OPTION when no topic can come of it
   */
  Target(String text, TopicSyntax syntax) {
    this.text = text;
    this.syntax = syntax;
    this.reach = reach();
  }

  /** A pattern over all topics that can come of it, and perhaps more. */
  private TopicPattern reach() {
    for (Matcher place = PLACE.matcher(text); place.find(); ) {
      if (!OF_ANY_LENGTH.contains(place.group(1)) && !isLevel(place.group(1))) {
        throw bad("there is no " + place.group());
      }
    }
    String example = PLACE.matcher(text).replaceAll("x");
    syntax
        .faultOf(example)
        .ifPresent(
            fault -> {
              throw bad(fault);
            });
    String separator = String.valueOf(syntax.separator());
    return TopicPattern.parse(
        Stream.of(syntax.levels(text)).map(Target::reachOf).collect(Collectors.joining(separator)),
        syntax);
  }

  private static String reachOf(String level) {
    boolean wide = OF_ANY_LENGTH.stream().anyMatch(name -> level.contains("{" + name + "}"));
    return wide ? "**" : PLACE.matcher(level).find() ? "+" : level;
  }

  private PubSubException bad(String why) {
    return new PubSubException(
        StandardError.BAD_OPTION, "bad target '" + text + "' of a rule: " + why);
  }

  private static boolean isLevel(String name) {
    return name.length() == 1 && name.charAt(0) >= '1' && name.charAt(0) <= '9';
  }

  TopicPattern reached() {
    return reach;
  }

  /** The topic for a signal; what it has not is nothing, which may be no topic. */
  String topic(Signal signal) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(part(place.group(1), signal)));
  }

  private String part(String name, Signal signal) {
    return switch (name) {
      case "topic" -> signal.topic();
      case "type" -> signal.type();
      case "key" -> signal.key();
      default -> level(Integer.parseInt(name), signal.topic());
    };
  }

  private String level(int number, String topic) {
    String[] levels = syntax.levels(topic);
    return number <= levels.length ? levels[number - 1] : "";
  }
}
