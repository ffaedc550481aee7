package dev.pubsub.cluster.coordination;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * A name that is held by one in the whole cluster, for as long as the voters hear of this node. It
 * is granted once and lost once; whoever wants the name again asks again. Any thread.
 *
 * <p>A node that hears of no majority knows by itself when its time is over, and it is over here
 * before anybody else is granted the name, as long as no clock runs a quarter faster than another.
 * What has been begun before is not stopped by that: that is what the token is for, see {@code
 * PublishOptions.fencedBy}.
 */
public interface Lease extends AutoCloseable {

  /**
   * What is held.
   *
   * @return the name
   */
  String name();

  /**
   * The token of the grant, as long as the name is held: higher than that of any before it. Looks
   * at the clock each time.
   *
   * @return empty before it is granted, and after it is lost
   */
  OptionalLong token();

  /**
   * When it is granted.
   *
   * @return completed with the token; fails with SESSION_LOST or NO_QUORUM, or CLOSED, when that
   *     will not be any more
   */
  CompletionStage<Long> granted();

  /**
   * When it is over.
   *
   * @return completed when it is closed, or has run out
   */
  CompletionStage<Void> lost();

  /** Lets go, so that the next can have it. Does not block; closing twice does nothing. */
  @Override
  void close();
}
