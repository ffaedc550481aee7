package dev.pubsub.cluster.link;

import java.util.concurrent.TimeUnit;

/**
 * Whether a node reads what it is sent at once, as far as is known: it is asked now and then, by a
 * question that goes behind what was sent before. Where it does, what is written to it finds room
 * in the buffers of the way, so whoever writes does not have to wait. Times are in nanoseconds.
 *
 * <p>Of one that sends, but for {@link #answered} and {@link #lost}, which any thread may call.
 */
final class Attention {

  /** No longer than that a question may wait for its answer. */
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(5);

  /** As often a node is asked that is sent something, however little. */
  private static final long OFTEN = TimeUnit.MILLISECONDS.toNanos(250);

  /** After that a question or its answer is taken for lost. */
  private static final long LOST = TimeUnit.SECONDS.toNanos(1);

  /** How many bytes may be on their way: the sockets of both ends hold more than that. */
  private static final int ROOM = 1 << 16;

  /** What the protocols below put around a frame, or a little more. */
  private static final int AROUND_A_FRAME = 256;

  private static final long NEVER = -1;
  private static final long NOT = -2;

  // Bytes that were sent, a question counted as one, and how many of these were sent up to the last
  // question, and up to the last one that was answered.
  private long sent;
  private volatile long askedUpTo = NOT;
  private volatile long readUpTo = NEVER;
  private long askedAt;

  /** Nothing is known yet. */
  Attention(long now) {
    askedAt = now - LOST;
  }

  /** A frame of so many bytes was sent. */
  void sent(int bytes) {
    sent += bytes + AROUND_A_FRAME;
  }

  /** Whether a little more is read at once. */
  boolean isGiven(long now) {
    long upTo = readUpTo;
    return upTo != NEVER && sent - upTo <= ROOM && (upTo == askedUpTo || now - askedAt < SOON);
  }

  /** Whether it is time to ask. */
  boolean isToBeAsked(long now) {
    long since = now - askedAt;
    if (readUpTo != askedUpTo) {
      return since >= LOST;
    }
    return since >= OFTEN || (since >= SOON && sent - askedUpTo >= ROOM / 2);
  }

  /** The question is to be sent; returns its number, which no other has. */
  long ask(long now) {
    if (readUpTo != askedUpTo) {
      // It owes an answer: until there is one it has no attention, however young the question.
      readUpTo = NEVER;
    }
    sent++;
    askedUpTo = sent;
    askedAt = now;
    return sent;
  }

  /** The node has read all that was sent before the question of that number. */
  void answered(long number) {
    if (number == askedUpTo) {
      readUpTo = number;
    }
  }

  /** What was known does not hold any more, nor will an answer that is under way. */
  void lost() {
    readUpTo = NEVER;
    askedUpTo = NOT;
  }
}
