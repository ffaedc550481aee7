package dev.pubsub.server.client;

import java.io.PrintStream;

/** How much is done, on a line of a terminal that is written again and again; nothing elsewhere. */
final class ProgressBar {

  private static final int WIDTH = 40;
  private static final long EVERY_NANOS = 100_000_000;
  // Of ECMA-48: everything behind the cursor erased.
  private static final String ERASE = "\u001b[K";

  private final PrintStream out;
  private final boolean isTerminal;
  private final long total;
  private long due = Long.MIN_VALUE;

  ProgressBar(PrintStream out, boolean isTerminal, long total) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.total = total;
  }

  /** Shows it, but ten times a second at most. */
  void show(long done, long nanoTime) {
    if (isTerminal && (due == Long.MIN_VALUE || nanoTime - due >= 0)) {
      due = nanoTime + EVERY_NANOS;
      int full = (int) (done * WIDTH / total);
      out.printf("\r[%s%s] %3d %%", "#".repeat(full), " ".repeat(WIDTH - full), done * 100 / total);
      out.flush();
    }
  }

  /** Leaves an empty line. */
  void clear() {
    if (isTerminal) {
      out.print("\r" + ERASE);
      out.flush();
    }
  }
}
