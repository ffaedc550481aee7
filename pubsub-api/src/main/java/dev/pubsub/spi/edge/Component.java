package dev.pubsub.spi.edge;

import java.time.Duration;

/**
 * A part of a plugin that is started and stopped with the assembly. The methods are called one
 * after the other, each at most once, never two at a time.
 */
public interface Component {

  /**
   * Begins to work. May block; the assembly is open when all components have returned. Called on a
   * thread of its plugin's own, while other plugins start.
   *
   * @param gateway the way to the buses, usable until {@link #stop} returns
   * @throws Exception when it cannot work: the assembly is stopped again and the caller told why
   */
  void start(Gateway gateway) throws Exception;

  /**
   * Hears, once, that the assembly is going down: before it is drained, or where it is closed
   * without that, before any component is stopped. From now on tells whoever asks whether it is
   * ready that it is not. What is under way goes on. Must not block.
   */
  default void quiesce() {}

  /**
   * Takes nothing new and lets what is under way come to its end. May block up to the given time.
   *
   * @param patience how long at most
   */
  default void drain(Duration patience) {}

  /** Stops and frees everything, also after a start that failed half way. May block. */
  void stop();
}
