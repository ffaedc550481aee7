package dev.pubsub.server.commandline;

/** What the name of a command stands for. */
public sealed interface Entry permits Command, CommandGroup {

  /**
   * What it is for.
   *
   * @return one sentence or more
   */
  String description();
}
