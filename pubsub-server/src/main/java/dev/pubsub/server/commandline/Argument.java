package dev.pubsub.server.commandline;

/** What a command takes. */
public sealed interface Argument permits Named, Value {

  /**
   * How it is written where help tells how a command is used.
   *
   * @return such as {@code --port=PORT}
   */
  String usage();

  /**
   * What it is for.
   *
   * @return one sentence or more
   */
  String description();
}
