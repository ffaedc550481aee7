package dev.pubsub.spi.edge;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The paths that an endpoint answers, such as {@code /api/schemas/{name}}: segments behind slashes,
 * each a word or, in braces, a variable. A variable stands for one segment that is not empty.
 */
public final class PathTemplate {

  private static final Pattern FORM =
      Pattern.compile("(/([A-Za-z0-9._~-]+|\\{[A-Za-z][A-Za-z0-9_]*\\}))+");

  private final String text;
  private final List<String> segments;

  private PathTemplate(String text) {
    this.text = text;
    this.segments = List.of(text.substring(1).split("/"));
  }

  /**
   * Reads a template.
   *
   * @param text as {@link #toString} gives it back
   * @return the template
   * @throws PubSubException with BAD_OPTION when it cannot be read or names a variable twice
   */
  public static PathTemplate parse(String text) {
    if (FORM.matcher(text).matches()) {
      PathTemplate template = new PathTemplate(text);
      List<String> names = template.segments.stream().filter(PathTemplate::isVariable).toList();
      if (names.stream().distinct().count() == names.size()) {
        return template;
      }
    }
    throw new PubSubException(
        StandardError.BAD_OPTION,
        "a template of paths is /words/and/{variables}, each of another name, not '" + text + "'");
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }

  /**
   * Looks whether a path is one of these.
   *
   * @param path what stands between its slashes, decoded
   * @return what stands for each variable, in the order of the template; empty when it is not
   */
  public Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = segments.get(i);
      if (isVariable(segment) && !path.get(i).isEmpty()) {
        variables.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  /**
   * Whether there are paths of both.
   *
   * @param other another template
   * @return true when a path may match this one and the other
   */
  public boolean overlaps(PathTemplate other) {
    if (segments.size() != other.segments.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      String here = segments.get(i);
      String there = other.segments.get(i);
      if (!isVariable(here) && !isVariable(there) && !here.equals(there)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
