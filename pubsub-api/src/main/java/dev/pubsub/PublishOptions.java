package dev.pubsub;

import java.util.Objects;

/**
 * What a publisher may say about a signal beside its payload.
 *
 * @param type the kind of the signal, such as an event name; the empty string when it has none
 */
public record PublishOptions(String type) {

  /** A signal without a type. */
  public static final PublishOptions DEFAULT = new PublishOptions("");

  /**
   * Checks the options.
   *
   * @param type the kind of the signal, or the empty string
   */
  public PublishOptions {
    Objects.requireNonNull(type, "type");
  }

  /**
   * Options for a signal of a type.
   *
   * @param type the kind of the signal
   * @return the options
   */
  public static PublishOptions ofType(String type) {
    return new PublishOptions(type);
  }
}
