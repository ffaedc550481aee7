package dev.pubsub.signal;

/**
 * How urgent a signal is. Of what waits for a subscriber, the more urgent is delivered first; but
 * signals of topics with a history are delivered in the order in which they are kept, and their
 * priority only opens queues that are closed to others.
 */
public enum Priority {
  /** Can wait until there is nothing else to do. */
  LOW,
  /** What a signal is unless its publisher says otherwise. */
  NORMAL,
  /** Goes ahead of everything else, and still enters a queue that is closed to others. */
  HIGH
}
