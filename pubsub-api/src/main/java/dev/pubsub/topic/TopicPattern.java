package dev.pubsub.topic;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A compiled pattern over topic names.
 *
 * <ul>
 *   <li>{@code +} as a whole level matches exactly one level;
 *   <li>{@code *} as a whole level matches exactly one level, but one or more when it is the last;
 *   <li>{@code **} as a whole level matches zero or more levels, anywhere;
 *   <li>{@code pre*}, {@code *post} and {@code a*b} match inside one level;
 *   <li>everything else matches itself.
 * </ul>
 *
 * No wildcard matches the first level {@code $sys}. Patterns are never regular expressions, and no
 * pattern makes matching take more time than the lengths of name and pattern multiplied.
 */
public final class TopicPattern {

  /** What no level matches. */
  private static final Segment NOTHING = new Segment.Literal("");

  private final String text;
  private final TopicSyntax syntax;
  private final List<Segment> segments;
  private final boolean exact;

  private TopicPattern(String text, TopicSyntax syntax, List<Segment> segments) {
    this.text = text;
    this.syntax = syntax;
    this.segments = segments;
    this.exact = segments.stream().allMatch(Segment.Literal.class::isInstance);
  }

  /**
   * Compiles a pattern.
   *
   * @param text the pattern; a plain topic name is one too
   * @param syntax how the bus writes names
   * @return the compiled pattern
   * @throws PubSubException with BAD_PATTERN and a sentence that says what is wrong with it
   */
  public static TopicPattern parse(String text, TopicSyntax syntax) {
    Optional<String> fault = syntax.faultOfLevels(text);
    if (fault.isPresent()) {
      throw bad(text, fault.get());
    }
    String[] levels = syntax.levels(text);
    List<Segment> segments = new ArrayList<>(levels.length);
    for (int i = 0; i < levels.length; i++) {
      Segment segment = segment(text, levels[i], i == levels.length - 1);
      // "**:**" means no more than "**"; folding keeps the work of matching down.
      boolean folded =
          segment instanceof Segment.AnyLevels
              && i > 0
              && segments.get(segments.size() - 1) instanceof Segment.AnyLevels;
      if (!folded) {
        segments.add(segment);
      }
    }
    return new TopicPattern(text, syntax, List.copyOf(segments));
  }

  private static Segment segment(String text, String level, boolean last) {
    if (level.equals("**")) {
      return new Segment.AnyLevels();
    }
    if (level.equals("*") && last) {
      return new Segment.Tail();
    }
    if (level.equals("*") || level.equals("+")) {
      return new Segment.OneLevel();
    }
    if (level.contains("**")) {
      throw bad(text, "'**' must be a whole level");
    }
    return level.indexOf('*') < 0 ? new Segment.Literal(level) : new Segment.Glob(level);
  }

  private static PubSubException bad(String text, String why) {
    String cut = text.length() > 64 ? text.substring(0, 64) + "..." : text;
    // A stranger may have written it, and the sentence may go to a log.
    String shown = cut.replaceAll("[\\p{Cc}\\p{Cs}]", "?");
    return new PubSubException(StandardError.BAD_PATTERN, "bad pattern '" + shown + "': " + why);
  }

  /**
   * The pattern as it was written.
   *
   * @return the text
   */
  public String text() {
    return text;
  }

  /**
   * The compiled levels, for an index over many patterns.
   *
   * @return one segment per level, {@code **} beside {@code **} folded into one
   */
  public List<Segment> segments() {
    return segments;
  }

  /**
   * Matches one topic, for those who have no index over many patterns.
   *
   * @param topic the full name of a topic
   * @return whether it matches
   */
  public boolean matches(String topic) {
    if (exact) {
      return topic.equals(text);
    }
    String[] levels = syntax.levels(topic);
    boolean reserved = levels[0].equals(TopicSyntax.RESERVED);
    int at = 0;
    int next = 0;
    int any = -1;
    int retry = 0;
    // The usual walk, as within a level: on a mismatch, let the last ** swallow one more level.
    while (at < levels.length) {
      Segment segment = next < segments.size() ? segments.get(next) : NOTHING;
      boolean mayBeAnything = at > 0 || !reserved;
      if (segment instanceof Segment.AnyLevels) {
        any = next++;
        retry = at;
      } else if (segment instanceof Segment.Tail && mayBeAnything) {
        return true;
      } else if (matchesLevel(segment, levels[at], mayBeAnything)) {
        next++;
        at++;
      } else if (any >= 0 && (retry > 0 || !reserved)) {
        next = any + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    return next == segments.size()
        || (next == segments.size() - 1 && segments.get(next) instanceof Segment.AnyLevels);
  }

  private static boolean matchesLevel(Segment segment, String level, boolean mayBeAnything) {
    if (segment instanceof Segment.Literal literal) {
      return literal.text().equals(level);
    }
    return mayBeAnything
        && (segment instanceof Segment.OneLevel
            || (segment instanceof Segment.Glob glob && glob.matches(level)));
  }

  /**
   * Whether this is a plain topic name, matching itself alone.
   *
   * @return true when there is no wildcard in it
   */
  public boolean isExact() {
    return exact;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
