package dev.pubsub.cluster.coordination.raft;

/** What a leader knows of another voter. */
final class Progress {

  /** The entry to be sent next. */
  long next;

  /** Up to where its log is known to be the same. */
  long match;

  /** When it was heard last, and when it was sent a snapshot. */
  long heard;

  long snapshotSent;

  Progress(long next, long now, long patience) {
    this.next = next;
    this.heard = now;
    this.snapshotSent = now - patience;
  }
}
