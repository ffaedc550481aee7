package dev.pubsub.cluster.coordination.state;

/** What a node may want. */
public sealed interface Operation {

  /**
   * To hold a name alone. The number of the request is the ticket; whoever has to wait is granted
   * in the order of asking.
   *
   * @param name what is held
   */
  record Claim(String name) implements Operation {}

  /**
   * To go on together with others. The number of the request is the ticket.
   *
   * @param name of the barrier
   * @param parties how many have to arrive before all may pass
   */
  record Arrive(String name, int parties) implements Operation {}

  /**
   * To give a ticket back, whether it is granted or waits.
   *
   * @param ticket the number of the request that it came with
   */
  record Leave(long ticket) implements Operation {}

  /**
   * To add to a counter, which begins with 0.
   *
   * @param name of the counter
   * @param delta what is added; 0 to read it
   */
  record Add(String name, long delta) implements Operation {}

  /**
   * To set a value if nobody else did meanwhile.
   *
   * @param map its name
   * @param key in the map
   * @param value the new one
   * @param expected the version that is there; 0 for none
   */
  record Put(String map, String key, String value, long expected) implements Operation {}

  /**
   * To remove a value if nobody else changed it meanwhile.
   *
   * @param map its name
   * @param key in the map
   * @param expected the version that is there
   */
  record Remove(String map, String key, long expected) implements Operation {}

  /**
   * To read a value.
   *
   * @param map its name
   * @param key in the map
   */
  record Get(String map, String key) implements Operation {}
}
