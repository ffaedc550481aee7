package dev.pubsub.error;

/**
 * The stable name of a refusal. Plugins bring their own codes by implementing this, usually as an
 * enum.
 */
public interface ErrorCode {

  /** Where the cause lies, and so who can mend it. */
  enum Kind {
    /** The caller asked for something that cannot be. */
    CALLER,
    /** A limit is reached; the same call may succeed later. */
    RESOURCES,
    /** A plugin, a file or another program failed. */
    EXTERNAL
  }

  /**
   * The code as users see it.
   *
   * @return upper case letters and underscores; never changes
   */
  String name();

  /**
   * Where the cause lies.
   *
   * @return the kind
   */
  Kind kind();
}
