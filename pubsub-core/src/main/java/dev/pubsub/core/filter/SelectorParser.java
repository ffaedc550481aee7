package dev.pubsub.core.filter;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.topic.Segment;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads selectors.
 *
 * <pre>
 *   selector   = conditions of one subject, several of these with blanks between them
 *   conditions = subject "." name ":" value, more of the same subject as "." name ":" value
 *   subject    = "agent" | "message" | "header"
 *   value      = a text without blanks, quotes and ":", or any text in double quotes
 * </pre>
 *
 * A value runs up to the next {@code .name:}, so {@code node1.rack2} is one value, and may have
 * wildcards as a topic pattern has, with dots between its levels.
 */
final class SelectorParser {

  private static final int MAX_LENGTH = 1024;
  private static final int MAX_CONDITIONS = 16;
  private static final TopicSyntax DOTTED = new TopicSyntax('.');
  private static final String HEADER = "header";

  private static final Map<String, Function<Signal, String>> PARTS =
      Map.of(
          "type", Signal::type,
          "source", Signal::source,
          "key", Signal::key,
          "topic", Signal::topic,
          "id", signal -> signal.id().toString());

  private final String text;
  private final TopicSyntax topics;
  private final List<Condition> conditions = new ArrayList<>();
  private int at;

  /**
   * Reads one selector.
   *
   * @param topics how the bus writes names
   */
  SelectorParser(String text, TopicSyntax topics) {
    this.text = text;
    this.topics = topics;
  }

  Selector parse() {
    if (text.length() > MAX_LENGTH) {
      throw fault(MAX_LENGTH, "a selector has at most " + MAX_LENGTH + " characters");
    }
    skipBlanks();
    while (at < text.length()) {
      conditionsOfOneSubject();
      skipBlanks();
    }
    if (conditions.isEmpty()) {
      throw fault(at, "expected a condition such as message.priority:high");
    }
    return new Selector(conditions.toArray(Condition[]::new));
  }

  private void conditionsOfOneSubject() {
    int start = at;
    int dot = text.indexOf('.', start);
    String subject = dot < 0 ? "" : text.substring(start, dot);
    if (!subject.equals("agent") && !subject.equals("message") && !subject.equals(HEADER)) {
      throw fault(start, "expected 'agent.', 'message.' or 'header.'");
    }
    at = dot;
    do {
      at++;
      String name = name();
      int valueAt = at;
      boolean quoted = at < text.length() && text.charAt(at) == '"';
      String value = quoted ? quotedValue() : plainValue();
      add(condition(subject, name, value, valueAt), valueAt);
    } while (at < text.length() && text.charAt(at) == '.');
    if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      throw fault(at, "expected '.', a blank or the end");
    }
  }

  private void add(Condition condition, int where) {
    if (conditions.size() == MAX_CONDITIONS) {
      throw fault(where, "a selector has at most " + MAX_CONDITIONS + " conditions");
    }
    conditions.add(condition);
  }

  /** The name of an attribute and its colon. */
  private String name() {
    int start = at;
    while (at < text.length() && isOfName(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw fault(start, "expected the name of an attribute");
    }
    if (at == text.length() || text.charAt(at) != ':') {
      throw fault(at, "expected ':' and a value behind '" + text.substring(start, at) + "'");
    }
    return text.substring(start, at++);
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private String plainValue() {
    int start = at;
    int end = start;
    while (end < text.length() && isOfValue(text.charAt(end))) {
      end++;
    }
    int colon = text.indexOf(':', start);
    if (colon >= 0 && colon <= end) {
      end = text.lastIndexOf('.', colon);
      if (end < start) {
        throw fault(colon, "a value with ':' must stand in double quotes");
      }
    }
    if (end == start) {
      throw fault(start, "expected a value");
    }
    at = end;
    return text.substring(start, end);
  }

  private static boolean isOfValue(char c) {
    return c != ':' && c != '"' && !Character.isWhitespace(c);
  }

  private String quotedValue() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw fault(start, "the quotes are not closed");
    }
    at++;
    return value.toString();
  }

  private Condition condition(String subject, String name, String value, int where) {
    if (!subject.equals("message")) {
      String header = subject.equals(HEADER) ? name : subject + "." + name;
      return new Condition.HeaderIs(header, value(value, DOTTED, where));
    }
    if (name.equals("priority")) {
      return new Condition.IsOfPriority(priority(value, where));
    }
    Function<Signal, String> part = PARTS.get(name);
    if (part == null) {
      throw fault(
          where - name.length() - 1,
          "a message has priority, type, source, key, topic and id; its headers are 'header."
              + name
              + "'");
    }
    TopicSyntax syntax = name.equals("topic") ? topics : DOTTED;
    return new Condition.PartIs(part, value(value, syntax, where));
  }

  private Priority priority(String value, int where) {
    return switch (value) {
      case "high" -> Priority.HIGH;
      case "normal" -> Priority.NORMAL;
      case "low" -> Priority.LOW;
      default -> throw fault(where, "expected high, normal or low");
    };
  }

  private Value value(String value, TopicSyntax syntax, int where) {
    if (value.indexOf('*') < 0 && value.indexOf('+') < 0) {
      return new Value.Literally(value);
    }
    try {
      TopicPattern pattern = TopicPattern.parse(value, syntax);
      return pattern.isExact() ? new Value.Literally(value) : form(pattern);
    } catch (PubSubException e) {
      throw fault(where, e.getMessage());
    }
  }

  private static Value form(TopicPattern pattern) {
    List<Segment> segments = pattern.segments();
    int last = segments.size() - 1;
    boolean isBeginning =
        last > 0
            && segments.get(last) instanceof Segment.Tail
            && segments.subList(0, last).stream().allMatch(Segment.Literal.class::isInstance);
    String text = pattern.text();
    return isBeginning
        ? new Value.Beginning(text.substring(0, text.length() - 1))
        : new Value.Like(pattern);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static PubSubException fault(int where, String what) {
    return new PubSubException(
        StandardError.BAD_SELECTION, "bad selector, at character " + (where + 1) + ": " + what);
  }
}
