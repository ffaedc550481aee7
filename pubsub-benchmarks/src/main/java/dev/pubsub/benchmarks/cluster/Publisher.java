package dev.pubsub.benchmarks.cluster;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The process that publishes: as much as the window lets it, then one message at a time. */
final class Publisher {

  static final String FIGURE = "messages a second: ";

  private static final int PATIENCE_SECONDS = 20;
  private static final int HELLO_MILLIS = 20;
  private static final long PAUSE_NANOS = 500_000;
  private static final long WARM_UP_PAUSE_NANOS = 100_000;
  private static final int WARM_UP = 2;

  private final Node node;
  private final Candidate candidate;
  private final Semaphore window;
  private final Semaphore answers = new Semaphore(0);

  private Publisher(Node node, Candidate candidate) {
    this.node = node;
    this.candidate = candidate;
    this.window = new Semaphore(candidate.window);
  }

  /** Takes the candidate, its port, and for how many milliseconds to send. */
  public static void main(String[] args) throws Exception {
    Candidate candidate = Candidate.valueOf(args[0]);
    long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[2]));
    try (Node node = candidate.node(args[1], Words.THERE, Words.BACK)) {
      Publisher publisher = new Publisher(node, candidate);
      node.join(publisher::hear);
      publisher.greet();
      double unused = publisher.perSecond(WARM_UP * nanos);
      double perSecond = publisher.perSecond(nanos);
      // One at a time takes other ways than many; what compiles them is not to be measured. Each
      // word is sent before, too: the first of a kind has what hears it compiled anew.
      publisher.pace(2 * WARM_UP * nanos, WARM_UP_PAUSE_NANOS);
      publisher.pace(nanos, PAUSE_NANOS);
      publisher.greet();
      System.out.println(FIGURE + perSecond);
    }
  }

  private void hear(String word) {
    if (word.equals(Words.ACK)) {
      window.release(candidate.part());
    } else {
      answers.release();
    }
  }

  /** Waits until the other end has heard all that was sent. */
  private void greet() throws InterruptedException {
    answers.drainPermits();
    for (int i = 0; i < PATIENCE_SECONDS * 1_000 / HELLO_MILLIS; i++) {
      node.send(Words.HELLO);
      if (answers.tryAcquire(HELLO_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    throw new IllegalStateException("the subscriber does not answer");
  }

  private double perSecond(long nanos) throws InterruptedException {
    long start = System.nanoTime();
    long sent = 0;
    for (; System.nanoTime() - start < nanos; sent += candidate.part()) {
      await(candidate.part());
      for (int i = 0; i < candidate.part(); i++) {
        node.send(Words.MESSAGE);
      }
    }
    await(candidate.window);
    double perSecond = sent * 1e9 / (System.nanoTime() - start);
    window.release(candidate.window);
    return perSecond;
  }

  private void await(int room) throws InterruptedException {
    if (!window.tryAcquire(room, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("messages are lost, or stand still");
    }
  }

  /** From now on one message after the other, so far apart, each with the time it was sent at. */
  private void pace(long nanos, long pauseNanos) throws InterruptedException {
    greet();
    node.send(Words.ANEW);
    long start = System.nanoTime();
    for (long now = start; now - start < nanos; now = System.nanoTime()) {
      node.send(Words.sentAt(now));
      pauseUntil(now + pauseNanos);
    }
  }

  private static void pauseUntil(long due) {
    for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
      LockSupport.parkNanos(early);
    }
  }
}
