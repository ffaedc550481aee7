package dev.pubsub.server.commandline;

import java.net.URI;
import java.nio.file.Path;

/**
 * Makes a value of what was said.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Reader<T> {

  /** Whatever was said. */
  Reader<String> TEXT = text -> text;

  /** The name of a file or folder, which need not be there. */
  Reader<Path> PATH = Path::of;

  /** Any URI. */
  Reader<URI> URI = java.net.URI::create;

  /** A whole number. */
  Reader<Integer> INTEGER = text -> number(text, "an int", Integer::valueOf);

  /** A whole number, which may be large. */
  Reader<Long> LONG = text -> number(text, "a long", Long::valueOf);

  /** A number. */
  Reader<Double> DOUBLE = text -> number(text, "a double", Double::valueOf);

  /**
   * Reads one value.
   *
   * @param text as it was said
   * @return the value
   * @throws IllegalArgumentException with a sentence that names the text when it is none
   */
  T read(String text);

  private static <T> T number(String text, String kind, Reader<T> reader) {
    try {
      return reader.read(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not " + kind, e);
    }
  }
}
