package dev.pubsub.verification.broken.ws;

import java.util.concurrent.TimeUnit;

/** A test that hopes. */
final class SleepsTest {
  void hope() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(1);
  }
}
