package dev.pubsub.cluster.coordination;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * What the nodes of a cluster agree on: {@code bus.extension(Coordination.class)}. There is none
 * where no voters are set. Every node can use it, whether it votes or not; any thread; nothing
 * blocks.
 *
 * <p>What is asked for is done once, by a majority of the voters, or fails with NO_QUORUM after
 * {@code voters.deadline}; it may have been done all the same then. Stages are completed on threads
 * of the platform, which must not be held up. Names and keys have 1 to 255 characters, values up to
 * 65,536; others are refused with BAD_OPTION, and with COORDINATION_FULL what finds no room. What a
 * node holds and waits for goes with it: once it is not heard of for longer than a lease.
 */
public interface Coordination {

  /**
   * Stands for election, or gets in line for a lock: whoever asked first holds the name, until he
   * closes his lease or is gone.
   *
   * @param name what is held by one node at most
   * @return a lease that is not granted yet; its owner must close it
   */
  Lease elect(String name);

  /**
   * Holds a name as soon as it is free.
   *
   * @param name what is held by one node at most
   * @param within how long to wait for it at most
   * @return the lease, granted, to be closed; fails with NOT_GRANTED when the time is over
   */
  CompletionStage<Lease> lock(String name, Duration within);

  /**
   * Adds to a counter, which begins with 0.
   *
   * @param counter its name
   * @param delta what is added; 0 to read it
   * @return what it says then
   */
  CompletionStage<Long> add(String counter, long delta);

  /**
   * Reads a value.
   *
   * @param map its name
   * @param key in the map
   * @return the value as it is now; its version is 0 when there is none
   */
  CompletionStage<Versioned> get(String map, String key);

  /**
   * Sets a value unless somebody else did meanwhile.
   *
   * @param map its name
   * @param key in the map
   * @param value the new one
   * @param expected the version that is there; 0 for none
   * @return the new version; empty when another was there, and nothing was changed
   */
  CompletionStage<OptionalLong> put(String map, String key, String value, long expected);

  /**
   * Removes a value unless somebody else changed it meanwhile.
   *
   * @param map its name
   * @param key in the map
   * @param expected the version that is there
   * @return whether it was there
   */
  CompletionStage<Boolean> remove(String map, String key, long expected);

  /**
   * Waits until enough others wait, too.
   *
   * @param barrier its name, free again once all have passed
   * @param parties how many have to be there, 1 to 1000; all must say the same
   * @param within how long to wait at most
   * @return completed when they are there; fails with NOT_GRANTED when the time is over
   */
  CompletionStage<Void> await(String barrier, int parties, Duration within);

  /**
   * A value in a map.
   *
   * @param value the empty string where there is none
   * @param version rises with each change; 0 where there is none
   */
  record Versioned(String value, long version) {}
}
