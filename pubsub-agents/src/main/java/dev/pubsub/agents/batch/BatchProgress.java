package dev.pubsub.agents.batch;

import java.util.OptionalLong;

/**
 * How far a batch is.
 *
 * @param succeeded how many items were done
 * @param failed how many could not be
 * @param total how many there are, where the source knows
 */
public record BatchProgress(long succeeded, long failed, OptionalLong total) {

  /**
   * How many items it is behind.
   *
   * @return succeeded and failed
   */
  public long handled() {
    return succeeded + failed;
  }
}
