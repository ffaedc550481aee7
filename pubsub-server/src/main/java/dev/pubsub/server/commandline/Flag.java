package dev.pubsub.server.commandline;

import java.util.List;

/**
 * Something that is said or not, such as {@code --json}.
 *
 * @param names each with its dashes; the last is the full one
 * @param description for help
 */
public record Flag(List<String> names, String description) implements Named {

  /** Shows how a command is used, which then does nothing else. */
  public static final Flag HELP =
      new Flag(List.of("-h", "--help"), "Show this help message and exit.");

  /** Shows the version; the command does nothing else. */
  public static final Flag VERSION =
      new Flag(List.of("-V", "--version"), "Print version information and exit.");

  /** Shows more of a failure. */
  public static final Flag DEBUG = new Flag("--debug", "Show the stack trace of a failure.");

  /** What every command takes beside its own. */
  static final List<Flag> STANDARD = List.of(DEBUG, HELP, VERSION);

  /**
   * One with a single name.
   *
   * @param name with its dashes
   * @param description for help
   */
  public Flag(String name, String description) {
    this(List.of(name), description);
  }

  @Override
  public String usage() {
    return String.join(", ", names);
  }
}
