package dev.pubsub.cluster.link;

import dev.pubsub.cluster.replica.LocalSet;
import dev.pubsub.cluster.replica.Shared;
import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.spi.Scheduler;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/**
 * Tells the other nodes what this one has of each set: all of it to whoever greets, to everybody
 * what changes, gathered for a moment, and every few seconds how to find out what was lost on the
 * way.
 */
final class Telling {

  private final Collection<Shared> sets;
  private final Peers peers;
  private final Hearings hearings;
  private final Scheduler time;
  private final Bounds bounds;
  private volatile boolean closed;

  /**
   * Tells nothing of itself before it is begun.
   *
   * @param sets all there are, which may become more
   */
  Telling(Collection<Shared> sets, Peers peers, Hearings hearings, Scheduler time, Bounds bounds) {
    this.sets = sets;
    this.peers = peers;
    this.hearings = hearings;
    this.time = time;
    this.bounds = bounds;
  }

  /** Begins to compare what nodes know of each other, until this is closed. */
  void begin() {
    time.schedule(bounds.digest(), this::compare);
  }

  private void compare() {
    if (!closed) {
      sets.forEach(set -> all(Frames.write(set.local().digest())));
      begin();
    }
  }

  /** Tells everybody what has changed, once it has been gathered for a moment. */
  void soon(LocalSet local) {
    time.schedule(bounds.gathering(), () -> now(local));
  }

  private void now(LocalSet local) {
    // One who is greeted meanwhile gets all of it before or after, not between.
    synchronized (local) {
      local.gather().forEach(delta -> all(Frames.write(delta)));
    }
  }

  /** Tells everybody what has changed, and completes when they know it. */
  CompletionStage<Void> known(LocalSet local) {
    synchronized (local) {
      now(local);
      return hearings
          .of(local.name())
          .all(() -> peers.there().stream().map(Peer::node).toList(), local.sequence());
    }
  }

  /** Tells one node everything. */
  void everything(Peer peer) {
    sets.forEach(set -> everything(peer, set));
  }

  /** Tells one node all of a set. */
  void everything(Peer peer, Shared set) {
    synchronized (set.local()) {
      peer.tellWhole(set.local().snapshot().stream().map(Frames::write).toList());
    }
  }

  /** Tells what is gathered yet, and that this node leaves for good. */
  void goodbye() {
    sets.forEach(set -> now(set.local()));
    all(Frames.write(new Frame.Bye()));
  }

  private void all(byte[] frame) {
    peers.there().forEach(peer -> peer.tell(frame));
  }

  /** Compares nothing any more. */
  void close() {
    closed = true;
  }
}
