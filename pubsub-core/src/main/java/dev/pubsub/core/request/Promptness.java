package dev.pubsub.core.request;

import java.util.function.BooleanSupplier;

/** Whether replies come at once, by the last of them. Any thread may use it. */
final class Promptness implements BooleanSupplier {

  private static final long SOON_NANOS = 20_000;

  private volatile boolean prompt;

  /** A reply came so many nanoseconds after the question. */
  void took(long nanos) {
    boolean soon = nanos <= SOON_NANOS;
    if (soon != prompt) {
      prompt = soon;
    }
  }

  /** Whether the next may be worth staying awake for. */
  @Override
  public boolean getAsBoolean() {
    return prompt;
  }
}
