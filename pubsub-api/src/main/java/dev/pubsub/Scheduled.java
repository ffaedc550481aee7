package dev.pubsub;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * A publish that is to happen later, see {@link Bus#publishAt}. It belongs to the bus: it happens
 * whether or not the session that asked for it is still open.
 *
 * <p>All methods may be called on any thread.
 */
public interface Scheduled {

  /** The longest that a publish may lie ahead. */
  Duration MAX_DELAY = Duration.ofDays(365);

  /**
   * By what it is found again, see {@link Schedule#find}. The signal gets an identity of its own
   * when it is published.
   *
   * @return an opaque text that no other scheduled publish has
   */
  String id();

  /**
   * Where it is to be published.
   *
   * @return the full name of the topic
   */
  String topic();

  /**
   * When it is to be published, as the clock of the bus tells the time.
   *
   * @return the moment, which may be over
   */
  Instant due();

  /**
   * Calls it off.
   *
   * @return whether that was in time: if so it is not published, and its outcome is a refusal with
   *     CANCELLED
   */
  boolean cancel();

  /**
   * What becomes of it. Always completed with a result: that of the publish, or a refusal with
   * CANCELLED, with CLOSED when the bus was closed first, or at once with whatever stood against
   * scheduling it.
   *
   * @return a stage that is completed on the thread that publishes, cancels or closes; what follows
   *     it there must be short and must not block
   */
  CompletionStage<PublishResult> outcome();
}
