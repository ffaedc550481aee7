package dev.pubsub.signal;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is said about a signal beside its payload: names with a text each, immutable. Names are
 * compared as they are written. Meant for a handful; a look is a walk over them.
 */
public final class Headers {

  /** The most headers of a signal. */
  public static final int MAX_COUNT = 64;

  /** The longest name, in characters. */
  public static final int MAX_NAME = 255;

  /** The most characters of all names and texts together. */
  public static final int MAX_LENGTH = 16 * 1024;

  /** No headers. */
  public static final Headers NONE = new Headers(new String[0]);

  // A name, its text, the next name...
  private final String[] pairs;

  private Headers(String[] pairs) {
    this.pairs = pairs;
  }

  /**
   * Headers of which there is one.
   *
   * @param name 1 to {@link #MAX_NAME} characters, none of them a control character
   * @param text what it says; no control character but a tab
   * @return the headers
   * @throws PubSubException with BAD_OPTION when the name or the text breaks a rule
   */
  public static Headers of(String name, String text) {
    return NONE.with(name, text);
  }

  /**
   * Headers as a map has them.
   *
   * @param texts the texts by their names
   * @return the headers, in the order of the map
   * @throws PubSubException with BAD_OPTION when there are too many, or one breaks a rule
   */
  public static Headers of(Map<String, String> texts) {
    Headers headers = NONE;
    for (Map.Entry<String, String> each : texts.entrySet()) {
      headers = headers.with(each.getKey(), each.getValue());
    }
    return headers;
  }

  /**
   * These headers and one more, or with another text where there is one of that name.
   *
   * @param name 1 to {@link #MAX_NAME} characters, none of them a control character
   * @param text what it says; no control character but a tab
   * @return the changed copy
   * @throws PubSubException with BAD_OPTION when there are too many, or this one breaks a rule
   */
  public Headers with(String name, String text) {
    check(name, text);
    int at = find(name);
    String[] copy = Arrays.copyOf(pairs, at < 0 ? pairs.length + 2 : pairs.length);
    int place = at < 0 ? pairs.length : at;
    copy[place] = name;
    copy[place + 1] = text;
    Headers made = new Headers(copy);
    made.checkSize();
    return made;
  }

  /**
   * These headers but one.
   *
   * @param name of the header that is not wanted
   * @return the changed copy; these where there is none of that name
   */
  public Headers without(String name) {
    int at = find(name);
    if (at < 0) {
      return this;
    }
    if (pairs.length == 2) {
      return NONE;
    }
    String[] fewer = Arrays.copyOf(pairs, pairs.length - 2);
    System.arraycopy(pairs, at + 2, fewer, at, fewer.length - at);
    return new Headers(fewer);
  }

  /**
   * These headers, but others in place of those of a kind.
   *
   * @param prefix what the names of the kind begin with, and those of the others
   * @param others what there is of the kind from now on
   * @return the changed copy
   * @throws PubSubException with BAD_OPTION when there are too many
   */
  public Headers replacing(String prefix, Headers others) {
    if (isEmpty()) {
      return others;
    }
    String[] copy = new String[pairs.length + others.pairs.length];
    int end = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i].startsWith(prefix)) {
        copy[end++] = pairs[i];
        copy[end++] = pairs[i + 1];
      }
    }
    System.arraycopy(others.pairs, 0, copy, end, others.pairs.length);
    end += others.pairs.length;
    Headers made = new Headers(end == copy.length ? copy : Arrays.copyOf(copy, end));
    made.checkSize();
    return made;
  }

  private static void check(String name, String text) {
    if (name.isEmpty() || name.length() > MAX_NAME || hasControl(name, false)) {
      throw bad("a header has a name of 1 to 255 characters, none a control character");
    }
    if (hasControl(text, true)) {
      throw bad("the text of a header has no control character but a tab");
    }
  }

  private static boolean hasControl(String text, boolean butTabs) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (Character.isISOControl(each) && !(butTabs && each == '\t')) {
        return true;
      }
    }
    return false;
  }

  private void checkSize() {
    if (size() > MAX_COUNT) {
      throw bad("a signal has at most " + MAX_COUNT + " headers");
    }
    int length = 0;
    for (String each : pairs) {
      length += each.length();
    }
    if (length > MAX_LENGTH) {
      throw bad("the headers of a signal have at most " + MAX_LENGTH + " characters together");
    }
  }

  private static PubSubException bad(String sentence) {
    return new PubSubException(StandardError.BAD_OPTION, sentence);
  }

  private int find(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * What a header says.
   *
   * @param name of the header
   * @return its text, or empty when there is none of that name
   */
  public Optional<String> get(String name) {
    int at = find(name);
    return at < 0 ? Optional.empty() : Optional.of(pairs[at + 1]);
  }

  /**
   * What a header says, for where every object counts.
   *
   * @param name of the header
   * @param otherwise what to return when there is none of that name
   * @return its text
   */
  public String getOrDefault(String name, String otherwise) {
    int at = find(name);
    return at < 0 ? otherwise : pairs[at + 1];
  }

  /**
   * How many there are.
   *
   * @return 0 to {@link #MAX_COUNT}
   */
  public int size() {
    return pairs.length / 2;
  }

  /**
   * Whether there are none.
   *
   * @return true for {@link #NONE} and its like
   */
  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /**
   * The texts by their names.
   *
   * @return a copy, in the order in which they were given
   */
  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && asMap().equals(that.asMap());
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  @Override
  public String toString() {
    return asMap().toString();
  }
}
