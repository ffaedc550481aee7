package dev.pubsub.verification.broken.core.letter;

/** An engine that talks. */
final class Prints {
  void print() {
    System.out.println("hello");
  }
}
