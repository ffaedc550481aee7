package dev.pubsub.core.system;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Chance that a stranger cannot foresee. */
public final class SystemRandom {

  private SystemRandom() {}

  /** A generator that any thread may use. */
  public static RandomGenerator create() {
    return new SecureRandom();
  }
}
