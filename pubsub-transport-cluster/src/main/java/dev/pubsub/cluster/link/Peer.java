package dev.pubsub.cluster.link;

import dev.pubsub.cluster.stream.Numbered;
import dev.pubsub.cluster.stream.Outbound;
import dev.pubsub.cluster.stream.Owed;
import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Passage;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.spi.Scheduler;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Another node, and what waits for it. One task at a time sends: while the node takes nothing it
 * stands still, and nobody but those who wait for that node notices. Whoever hands something over
 * never waits for the node; what finds no room is lost, and counted. What must arrive is kept until
 * it has.
 */
public final class Peer {

  /** In bytes: as little as that whoever hands it over may send, and it is not compressed. */
  private static final int LITTLE = 768;

  /** How often in a row one is passed over to which nothing gets through. */
  private static final int SLOWEST = 16;

  /** How much of something long waits ahead of signals. */
  private static final int FEW_FRAMES = 4;

  private final Node node;
  private final String threadName;
  private final Executor executor;
  private final Bounds bounds;

  private final Notes notes;
  private final Queue<Parcel> signals = new ConcurrentLinkedQueue<>();
  private final AtomicLong signalBytes = new AtomicLong();
  private final AtomicBoolean sending = new AtomicBoolean(true);
  // Of the one that sends.
  private final NodeLine line;
  private final Outbound outbound;
  private volatile boolean gone;
  private volatile boolean leaving;
  private volatile int version;
  // Guarded by the outbound.
  private boolean closed;
  // Of the one that retries: how often it passes this one over, and how often still.
  private int pace = 1;
  private int rest;
  // Counts how often it was not seen any more, so that each absence has its own end.
  private int absences;

  private final Losses losses = new Losses();
  final LongAdder received = new LongAdder();
  final LongAdder receivedFrames = new LongAdder();
  final Losses refused = new Losses();

  Peer(Node node, long stream, Wire wire, Scheduler time, Executor executor, Bounds bounds) {
    this.node = node;
    this.threadName = "cluster-to-" + node.name();
    this.executor = executor;
    this.bounds = bounds;
    this.notes = new Notes(bounds.queue());
    this.line = new NodeLine(node, wire, time, bounds.compress());
    // Half of what may wait: the rest is for what is sent once.
    this.outbound = new Outbound(stream, bounds.queue() / 2);
  }

  Node node() {
    return node;
  }

  /**
   * Takes a signal that is kept until it has arrived. Any thread.
   *
   * @return false when the node was given up
   */
  boolean keep(String bus, String topic, Passage passage, byte[] signal) {
    synchronized (outbound) {
      if (!closed) {
        outbound.add(bus, topic, passage, signal);
        pump();
      }
      return !closed;
    }
  }

  /** Has sent what may be, in its order. */
  private void pump() {
    synchronized (outbound) {
      if (gone) {
        return;
      }
      for (Numbered next = outbound.poll(); next != null; next = outbound.poll()) {
        Parcel parcel = Parcel.of(next);
        signalBytes.addAndGet(parcel.weight());
        signals.add(parcel);
      }
    }
  }

  /** Whether one more may be kept. */
  boolean hasRoom(String bus, String topic) {
    return outbound.bytes() < bounds.pending() && outbound.isOpenTo(bus, topic);
  }

  /** The node says what has arrived. */
  void settled(Frame.Settled settled) {
    if (outbound.settled(settled)) {
      resume();
    }
    pump();
    wake();
  }

  /** Tells the node from where on it is to listen. */
  void resume() {
    tell(Frames.write(outbound.resume()));
  }

  /** Offers again what was not taken, and sends again what has not arrived, if it is lost. */
  void retry() {
    if (outbound.size() == 0 || --rest > 0) {
      return;
    }
    // The longer nothing is taken, the rarer it is tried.
    pace = outbound.retry(isIdle()) ? Math.min(SLOWEST, pace * 2) : 1;
    rest = pace;
    resume();
    pump();
    wake();
  }

  /** The node has said that it leaves for good. */
  void leaves() {
    leaving = true;
  }

  /** Whether it is to be expected back, as far as it has said. */
  boolean mayComeBack() {
    return !leaving;
  }

  boolean isAway() {
    return gone;
  }

  /**
   * The node is not seen: what waits to be sent once is lost, the rest is kept.
   *
   * @return which absence this is
   */
  synchronized int goAway() {
    absences++;
    line.lost();
    synchronized (outbound) {
      gone = true;
    }
    wake();
    return absences;
  }

  /** Whether it is not seen since that time. */
  synchronized boolean isStillAway(int absence) {
    return gone && absences == absence;
  }

  /** The node is seen again. */
  synchronized void comeBack() {
    absences++;
    gone = false;
    outbound.restart();
    resume();
    pump();
    wake();
  }

  /**
   * Takes back what was kept for groups, as far as others of them are to have it.
   *
   * @param others whether others are there; asked with no lock held
   */
  List<Numbered> takeBack(Predicate<Owed> others) {
    Set<Owed> owed = outbound.owed();
    owed.removeIf(others.negate());
    return outbound.takeBack(owed);
  }

  /** Whether something of a topic has not arrived there. */
  boolean keeps(String bus, String topic) {
    return outbound.keeps(bus, topic);
  }

  /** Takes a signal, to be sent once, with the next {@link #wake}. Any thread. */
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
    if (!gone) {
      notes.add(frame);
      wake();
    }
  }

  /** Takes all parts of a set, which go ahead of signals. Any thread. */
  void tellWhole(List<byte[]> parts) {
    if (!gone) {
      notes.addWhole(parts);
      wake();
    }
  }

  /**
   * Takes one of many parts of something, which go ahead of signals, a few at a time. Any thread.
   *
   * @return false when it is to be tried again
   */
  boolean offer(byte[] part) {
    boolean taken = gone || notes.offer(part, FEW_FRAMES * (long) bounds.frame());
    wake();
    return taken;
  }

  /** The node says up to which version it understands what it is sent. */
  void speaks(int highest) {
    version = highest;
  }

  /** The latest version of frames that the node understands; 0 while that is not known. */
  int version() {
    return version;
  }

  /** Lets it send what was gathered so far: frames about interest go ahead of signals. */
  void begin() {
    sending.set(false);
    wake();
  }

  /** Has sent what waits. Any thread; does not block. */
  void wake() {
    if (hasWork() && sending.compareAndSet(false, true)) {
      executor.execute(this::send);
    }
  }

  /**
   * Has sent what waits; where it is little, and the node reads at once, by this thread, which
   * saves the time until another is awake. Any thread; does not wait for the node.
   */
  void flush() {
    if (!hasWork() || !sending.compareAndSet(false, true)) {
      return;
    }
    // What is first now stays so: nobody else takes anything away.
    Parcel first = signals.peek();
    if (first == null || !isLittle() || !line.isFree()) {
      executor.execute(this::send);
      return;
    }
    try {
      sendSignals(first, LITTLE);
      ask();
    } finally {
      sending.set(false);
    }
    wake();
  }

  private boolean isLittle() {
    // Of a note that is here already another thread may not have heard yet.
    return notes.isEmpty() && signalBytes.get() <= LITTLE;
  }

  private void ask() {
    if (!gone && !line.ask()) {
      notes.lose();
    }
  }

  /** The node has answered a question. */
  void answered(Frame.Pong pong) {
    line.answered(pong);
  }

  private boolean hasWork() {
    return !signals.isEmpty() || !notes.isEmpty();
  }

  private void send() {
    Thread thread = Thread.currentThread();
    String before = thread.getName();
    thread.setName(threadName);
    try {
      boolean any = false;
      while (hasWork()) {
        sendNotes();
        Parcel first = signals.peek();
        if (first != null) {
          sendSignals(first, bounds.frame());
          any = true;
        }
      }
      // Not where notes went alone: an answer would be answered with a question.
      if (any) {
        ask();
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
      if (!gone && !line.send(note)) {
        notes.lose();
      }
    }
  }

  /** Sends one frame with as many signals of one bus as wait and fit. */
  private void sendSignals(Parcel first, int most) {
    Queue<Parcel> run = new ArrayDeque<>();
    int length = 0;
    for (Parcel next = first;
        next != null
            && next.bus().equals(first.bus())
            && (run.isEmpty() || length + next.length() <= most);
        next = signals.peek()) {
      run.add(next);
      length += next.length();
      signals.remove();
    }
    send(first.bus(), run, length);
  }

  private void send(String bus, Queue<Parcel> run, int length) {
    int once = (int) run.stream().filter(parcel -> !parcel.kept()).count();
    if (gone) {
      losses.add(Loss.NODE_GONE.word(), once);
    } else if (!line.send(bus, run, length)) {
      losses.add((gone ? Loss.NODE_GONE : Loss.SEND_FAILED).word(), once);
    }
    signalBytes.addAndGet(-run.stream().mapToLong(Parcel::weight).sum());
  }

  /**
   * The node is gone: what waits for it is lost, but for what others of groups may have.
   *
   * @param lost counts that from now on, and has what was counted before
   * @param refusedOfGone has what was refused of it
   */
  List<Numbered> close(Losses lost, Losses refusedOfGone) {
    losses.passTo(lost);
    refused.passTo(refusedOfGone);
    List<Numbered> shared;
    synchronized (outbound) {
      gone = true;
      closed = true;
      shared = outbound.takeBack(outbound.owed());
      losses.add(Loss.NODE_GONE.word(), outbound.clear());
    }
    wake();
    return shared;
  }

  /** Whether everything has arrived that must. */
  boolean isSettled() {
    return outbound.size() == 0;
  }

  /** Whether all that was taken is sent. */
  boolean isIdle() {
    return !hasWork() && !sending.get();
  }

  PeerStats stats(int patterns) {
    return new PeerStats(
        node.name(),
        line.signals(),
        line.frames(),
        line.bytes(),
        received.sum(),
        receivedFrames.sum(),
        Map.copyOf(losses.counted()),
        Map.copyOf(refused.counted()),
        notes.lost(),
        signals.size(),
        signalBytes.get(),
        outbound.size(),
        outbound.bytes(),
        gone,
        patterns);
  }
}
