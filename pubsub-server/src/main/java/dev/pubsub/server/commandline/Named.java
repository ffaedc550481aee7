package dev.pubsub.server.commandline;

import java.util.List;

/** What is said by name, anywhere on the line. */
public sealed interface Named extends Argument permits Flag, Option {

  /**
   * Each with its dashes.
   *
   * @return the full one last
   */
  List<String> names();
}
