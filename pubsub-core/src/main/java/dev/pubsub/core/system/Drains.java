package dev.pubsub.core.system;

import java.util.concurrent.Executor;

/**
 * Runs the drains of mailboxes, each of which may last as long as a subscriber likes.
 *
 * @param waiting for subscribers that block: virtual threads where the JDK has them
 * @param computing for subscribers that were seen to keep a processor busy, who would keep the few
 *     carriers of virtual threads from everybody else: platform threads
 */
public record Drains(Executor waiting, Executor computing) {

  /** The same for the mailboxes of one bus. */
  public Drains of(String bus) {
    return new Drains(
        task -> waiting.execute(Threads.serving(bus, task)),
        task -> computing.execute(Threads.serving(bus, task)));
  }

  /** Threads that are made as needed, and need no closing. */
  public static Drains create() {
    Executor platform = Threads.cached("pubsub-drain-");
    return new Drains(Threads.virtual().orElse(platform), platform);
  }
}
