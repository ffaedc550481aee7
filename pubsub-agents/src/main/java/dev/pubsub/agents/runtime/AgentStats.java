package dev.pubsub.agents.runtime;

import java.util.Map;

/**
 * What has become of the mail of all agents of a runtime since it began. Mail that was received was
 * handled, or an agent failed with it, or it was set aside, or it waits or is in hand.
 *
 * @param agents how many there are
 * @param received how much mail came for them, or for agents that there were not
 * @param handled how much of it was handled
 * @param failed with how much of it an agent failed
 * @param setAside how much of it nobody handled, and why
 * @param restarts how often agents were started again
 */
public record AgentStats(
    int agents,
    long received,
    long handled,
    long failed,
    Map<Unhandled, Long> setAside,
    long restarts) {

  /**
   * Copies the map.
   *
   * @param agents how many there are
   * @param received how much mail came
   * @param handled how much was handled
   * @param failed with how much an agent failed
   * @param setAside how much nobody handled
   * @param restarts how often agents were started again
   */
  public AgentStats {
    setAside = Map.copyOf(setAside);
  }

  /**
   * How much mail nobody handled, for whichever reason.
   *
   * @return the sum
   */
  public long unhandled() {
    return setAside.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * How much mail waits or is in hand.
   *
   * @return roughly, while mail comes and goes
   */
  public long open() {
    return received - handled - failed - unhandled();
  }
}
