package dev.pubsub.server.commandline;

/** Something that is run by its name. */
public non-sealed interface Command extends Entry {

  /**
   * What it takes. Called once before a run.
   *
   * @return what there is to know of it
   */
  Usage usage();

  /**
   * Does it, on the calling thread.
   *
   * @param arguments what was said
   * @return the exit status
   * @throws UsageException when that cannot be meant
   * @throws Exception when it fails
   */
  int run(Arguments arguments) throws Exception;

  @Override
  default String description() {
    return usage().description();
  }
}
