package dev.pubsub.core.request;

/** Whether answers come at once, by the last of them. Any thread may use it. */
final class Promptness {

  private static final long SOON_NANOS = 20_000;

  private volatile boolean prompt;

  /** Somebody had to wait so many nanoseconds. */
  void waited(long nanos) {
    boolean soon = nanos <= SOON_NANOS;
    if (soon != prompt) {
      prompt = soon;
    }
  }

  /** Whether the next may be worth staying awake for. */
  boolean isLikely() {
    return prompt;
  }
}
