package dev.pubsub.resilience.resource;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The marks of all resources, such as {@code 80%/95%, heap=75%/90%}.
 *
 * @param all those of a resource that has none of its own
 * @param own by the name of the resource
 */
record Watermarks(Marks all, Map<String, Marks> own) {

  static final String CPU = "cpu";
  static final String DIRECT = "direct";
  static final String DISK = "disk";
  static final String FILES = "files";
  static final String HEAP = "heap";
  static final String PROCESSES = "processes";
  static final String QUEUE = "queue";
  static final String THREADS = "threads";

  private static final List<String> NAMES =
      List.of(CPU, DIRECT, DISK, FILES, HEAP, PROCESSES, QUEUE, THREADS);

  private static final Marks DEFAULT = new Marks(80, 95);

  private static final Pattern RULE =
      Pattern.compile("(?:([a-z]+)\\s*=\\s*)?(\\d{1,3})%\\s*/\\s*(\\d{1,3})%");

  Watermarks {
    own = Map.copyOf(own);
  }

  static Watermarks parse(String text) {
    Marks all = DEFAULT;
    Map<String, Marks> own = new HashMap<>();
    boolean given = false;
    for (String rule : text.split(",", -1)) {
      Matcher matcher = RULE.matcher(rule.strip().toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw fault(rule, "the marks cannot be read");
      }
      String name = matcher.group(1);
      Marks marks = marks(rule, matcher);
      if (name != null && !NAMES.contains(name)) {
        throw fault(rule, "there is no such resource; there are " + String.join(", ", NAMES));
      }
      if (name == null ? given : own.containsKey(name)) {
        throw fault(rule, "the same has marks already");
      }
      if (name == null) {
        all = marks;
        given = true;
      } else {
        own.put(name, marks);
      }
    }
    return new Watermarks(all, own);
  }

  private static Marks marks(String rule, Matcher matcher) {
    try {
      return new Marks(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    } catch (IllegalArgumentException e) {
      throw fault(rule, String.valueOf(e.getMessage()));
    }
  }

  private static IllegalArgumentException fault(String rule, String why) {
    return new IllegalArgumentException(
        "a list of marks such as 80%%/95%%, heap=75%%/90%% (in '%s' %s)"
            .formatted(rule.strip(), why));
  }

  Marks of(String resource) {
    return own.getOrDefault(resource, all);
  }

  /** Whether somebody has named it. */
  boolean names(String resource) {
    return own.containsKey(resource);
  }
}
