package dev.pubsub.verification.broken.ws.here;

import java.util.Random;

/** Chance from the JDK. */
final class RollsDice {
  int roll() {
    return new Random().nextInt(6);
  }
}
