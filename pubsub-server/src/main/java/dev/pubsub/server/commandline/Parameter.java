package dev.pubsub.server.commandline;

/**
 * A value that is said by its place: {@code pub TOPIC}.
 *
 * @param label what help calls it
 * @param description for help
 * @param reader makes the value
 * @param isRequired whether the command is wrong without it
 * @param isRepeatable whether all that follow belong to it
 * @param <T> the type of the value
 */
public record Parameter<T>(
    String label, String description, Reader<T> reader, boolean isRequired, boolean isRepeatable)
    implements Value<T> {

  /**
   * One that has to be said.
   *
   * @param label what help calls it
   * @param reader makes the value
   * @param description for help
   */
  public Parameter(String label, Reader<T> reader, String description) {
    this(label, description, reader, true, false);
  }

  /**
   * The same, but it may be left out. Nothing that is required may follow.
   *
   * @return another parameter
   */
  public Parameter<T> optional() {
    return new Parameter<>(label, description, reader, false, isRepeatable);
  }

  /**
   * The same, but takes all that follow.
   *
   * @return another parameter
   */
  public Parameter<T> repeatable() {
    return new Parameter<>(label, description, reader, isRequired, true);
  }

  @Override
  public String title() {
    return "parameter '%s'".formatted(label);
  }

  @Override
  public String usage() {
    String one = isRepeatable ? label + "..." : label;
    return isRequired ? one : "[" + one + "]";
  }
}
