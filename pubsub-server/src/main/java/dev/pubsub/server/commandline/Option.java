package dev.pubsub.server.commandline;

import java.util.List;
import java.util.Optional;

/**
 * A value that is said by name: {@code --port 0} or {@code --port=0}.
 *
 * @param name with its dashes
 * @param label what help calls the value
 * @param description for help
 * @param reader makes the value
 * @param alone what the name means without a value; empty if it needs one
 * @param isRepeatable whether it may be said more than once
 * @param <T> the type of the value
 */
public record Option<T>(
    String name,
    String label,
    String description,
    Reader<T> reader,
    Optional<String> alone,
    boolean isRepeatable)
    implements Named, Value<T> {

  /**
   * One that needs a value and is said at most once.
   *
   * @param name with its dashes
   * @param label what help calls the value
   * @param reader makes the value
   * @param description for help
   */
  public Option(String name, String label, Reader<T> reader, String description) {
    this(name, label, description, reader, Optional.empty(), false);
  }

  /**
   * The same, but it may be said without a value.
   *
   * @param text what it means then
   * @return another option
   */
  public Option<T> alone(String text) {
    return new Option<>(name, label, description, reader, Optional.of(text), isRepeatable);
  }

  /**
   * The same, but it may be said more than once.
   *
   * @return another option
   */
  public Option<T> repeatable() {
    return new Option<>(name, label, description, reader, alone, true);
  }

  @Override
  public List<String> names() {
    return List.of(name);
  }

  @Override
  public String title() {
    return "option '%s' (%s)".formatted(name, label);
  }

  @Override
  public String usage() {
    return alone.isPresent() ? name + "[=" + label + "]" : name + "=" + label;
  }
}
