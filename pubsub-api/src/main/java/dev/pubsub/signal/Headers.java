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
  public static final Headers NONE = new Headers(new String[0], 0, 0);

  // A name, its text, the next name...
  private final String[] pairs;

  // Of all of them together.
  private final int length;

  // A bit for each name, by its hash: most looks are for what is not there.
  private final int names;

  private Headers(String[] pairs, int length, int names) {
    this.pairs = pairs;
    this.length = length;
    this.names = names;
  }

  private static int bit(String name) {
    return 1 << name.hashCode();
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
    int more = text.length() + (at < 0 ? name.length() : -pairs[at + 1].length());
    return checked(copy, length + more, names | bit(name));
  }

  /**
   * One of these headers alone.
   *
   * @param name of the header that is wanted
   * @return that one; {@link #NONE} where there is none of that name
   */
  public Headers only(String name) {
    int at = find(name);
    return at < 0
        ? NONE
        : new Headers(Arrays.copyOfRange(pairs, at, at + 2), lengthAt(at), bit(name));
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
    return new Headers(fewer, length - lengthAt(at), names);
  }

  private int lengthAt(int at) {
    return pairs[at].length() + pairs[at + 1].length();
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
    int left = length + others.length;
    int all = others.names;
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].startsWith(prefix)) {
        left -= lengthAt(i);
      } else {
        all |= bit(pairs[i]);
        copy[end++] = pairs[i];
        copy[end++] = pairs[i + 1];
      }
    }
    System.arraycopy(others.pairs, 0, copy, end, others.pairs.length);
    end += others.pairs.length;
    return checked(end == copy.length ? copy : Arrays.copyOf(copy, end), left, all);
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
      if ((each < ' ' && !(butTabs && each == '\t')) || (each >= '\u007f' && each <= '\u009f')) {
        return true;
      }
    }
    return false;
  }

  private static Headers checked(String[] pairs, int length, int names) {
    if (pairs.length / 2 > MAX_COUNT) {
      throw bad("a signal has at most " + MAX_COUNT + " headers");
    }
    if (length > MAX_LENGTH) {
      throw bad("the headers of a signal have at most " + MAX_LENGTH + " characters together");
    }
    return new Headers(pairs, length, names);
  }

  private static PubSubException bad(String sentence) {
    return new PubSubException(StandardError.BAD_OPTION, sentence);
  }

  private int find(String name) {
    if ((names & bit(name)) == 0) {
      return -1;
    }
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
