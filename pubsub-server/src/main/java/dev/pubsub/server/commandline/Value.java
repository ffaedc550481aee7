package dev.pubsub.server.commandline;

/**
 * What is said in words of its own, and means something more than that it was said.
 *
 * @param <T> the type of what is meant
 */
public sealed interface Value<T> extends Argument permits Option, Parameter {

  /**
   * What it is called where it is wrong.
   *
   * @return such as {@code option '--port' (PORT)}
   */
  String title();

  /**
   * What makes a value of its text.
   *
   * @return the reader
   */
  Reader<T> reader();

  /**
   * Whether it may be said more than once.
   *
   * @return no, unless it was declared so
   */
  boolean isRepeatable();

  /**
   * Reads what was said.
   *
   * @param text as it was said
   * @return what is meant
   * @throws UsageException when it is nothing that can be meant
   */
  default T read(String text) {
    try {
      return reader().read(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("Invalid value for %s: %s".formatted(title(), e.getMessage()), e);
    }
  }
}
