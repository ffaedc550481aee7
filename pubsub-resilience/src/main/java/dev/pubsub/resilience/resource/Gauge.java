package dev.pubsub.resilience.resource;

/** Something of which there is only so much. */
interface Gauge {

  /** A short word that does not change, such as {@code heap}. */
  String name();

  /** How much of it is in use. Any thread; does not block. */
  long used();

  /** How much there is. Any thread; does not block. */
  long limit();

  /** Is told that it will be read. Called on the thread of the scheduler, and must be short. */
  default void look() {}
}
