package dev.pubsub.cluster.link;

import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another node, and what waits for it. One task at a time sends: while the node takes nothing it
 * stands still, and nobody but those who wait for that node notices. Whoever hands something over
 * never waits; what finds no room is lost, and counted.
 */
public final class Peer {

  private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

  private final Node node;
  private final String threadName;
  private final Wire wire;
  private final Executor executor;
  private final Bounds bounds;

  private final Queue<byte[]> notes = new ConcurrentLinkedQueue<>();
  private final AtomicLong noteBytes = new AtomicLong();
  private final Queue<Parcel> signals = new ConcurrentLinkedQueue<>();
  private final AtomicLong signalBytes = new AtomicLong();
  private final AtomicBoolean sending = new AtomicBoolean();
  private volatile boolean gone;

  private final LongAdder sent = new LongAdder();
  private final LongAdder sentFrames = new LongAdder();
  private final LongAdder notesLost = new LongAdder();
  private final Losses losses = new Losses();
  final LongAdder received = new LongAdder();
  final LongAdder receivedFrames = new LongAdder();
  final Losses refused = new Losses();

  Peer(Node node, Wire wire, Executor executor, Bounds bounds) {
    this.node = node;
    this.threadName = "cluster-to-" + node.name();
    this.wire = wire;
    this.executor = executor;
    this.bounds = bounds;
  }

  Node node() {
    return node;
  }

  /** Takes a signal, to be sent with the next {@link #wake}. Any thread. */
  void take(Parcel parcel) {
    if (gone) {
      losses.add(Loss.NODE_GONE.word(), 1);
    } else if (signalBytes.addAndGet(parcel.weight()) > bounds.queue()) {
      signalBytes.addAndGet(-parcel.weight());
      losses.add(Loss.QUEUE_FULL.word(), 1);
    } else {
      signals.add(parcel);
    }
  }

  /** Whether there is enough for a frame. */
  boolean hasFrame() {
    return signalBytes.get() >= bounds.frame();
  }

  /** Takes a frame about interest, which goes ahead of signals. Any thread. */
  void tell(byte[] frame) {
    if (gone) {
      return;
    }
    if (noteBytes.addAndGet(frame.length) > bounds.queue()) {
      // The next digest will tell the node that it has missed something.
      noteBytes.addAndGet(-frame.length);
      notesLost.increment();
      return;
    }
    notes.add(frame);
    wake();
  }

  /** Has sent what waits. Any thread; does not block. */
  void wake() {
    if (hasWork() && sending.compareAndSet(false, true)) {
      executor.execute(this::send);
    }
  }

  private boolean hasWork() {
    return !signals.isEmpty() || !notes.isEmpty();
  }

  private void send() {
    Thread thread = Thread.currentThread();
    String before = thread.getName();
    thread.setName(threadName);
    try {
      while (hasWork()) {
        sendNotes();
        sendSignals();
      }
    } finally {
      thread.setName(before);
      sending.set(false);
    }
    // What came between the last look and that.
    wake();
  }

  private void sendNotes() {
    for (byte[] note = notes.poll(); note != null; note = notes.poll()) {
      noteBytes.addAndGet(-note.length);
      if (!gone && !goes(note)) {
        notesLost.increment();
      }
    }
  }

  /** Sends one frame with as many signals of one bus as wait and fit. */
  private void sendSignals() {
    Parcel first = signals.peek();
    if (first == null) {
      return;
    }
    Queue<Parcel> run = new ArrayDeque<>();
    int length = 0;
    for (Parcel next = first;
        next != null && next.bus().equals(first.bus()) && fits(run, length, next);
        next = signals.peek()) {
      run.add(next);
      length += next.signal().length;
      signals.remove();
    }
    pack(first.bus(), run, length);
  }

  private boolean fits(Queue<Parcel> run, int length, Parcel next) {
    return run.isEmpty() || length + next.signal().length <= bounds.frame();
  }

  private void pack(String bus, Queue<Parcel> run, int length) {
    long weight = 0;
    FrameWriter frame = Frames.beginSignals(bus, length + run.size() * 3 + bus.length() * 3 + 8);
    for (Parcel parcel : run) {
      Frames.addSignal(frame, parcel.signal());
      weight += parcel.weight();
    }
    if (gone) {
      losses.add(Loss.NODE_GONE.word(), run.size());
    } else if (goes(frame.whole())) {
      sent.add(run.size());
      sentFrames.increment();
    } else {
      losses.add((gone ? Loss.NODE_GONE : Loss.SEND_FAILED).word(), run.size());
    }
    signalBytes.addAndGet(-weight);
  }

  private boolean goes(byte[] frame) {
    try {
      wire.send(node, frame);
      return true;
    } catch (IOException e) {
      LOG.debug("Nothing can be sent to node '{}'", node, e);
      return false;
    }
  }

  /** The node is gone: what waits for it is lost. */
  void close() {
    gone = true;
    wake();
  }

  /** Whether all that was taken is sent. */
  boolean isIdle() {
    return !hasWork() && !sending.get();
  }

  PeerStats stats(int patterns) {
    return new PeerStats(
        node.name(),
        sent.sum(),
        sentFrames.sum(),
        received.sum(),
        receivedFrames.sum(),
        Map.copyOf(losses.counted()),
        Map.copyOf(refused.counted()),
        notesLost.sum(),
        signals.size(),
        signalBytes.get(),
        patterns);
  }
}
