package dev.pubsub.verification.soak;

/**
 * What is published.
 *
 * @param publisher who publishes it
 * @param topic the number of the topic
 * @param number counts up for each publisher and topic, from 1
 */
record Mark(int publisher, int topic, int number) {

  static final int PUBLISHERS = 3;
  static final int TOPICS = 4;

  /** The number of its sequence. */
  int sequence() {
    return publisher * TOPICS + topic;
  }
}
