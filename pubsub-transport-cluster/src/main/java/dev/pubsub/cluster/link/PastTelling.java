package dev.pubsub.cluster.link;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.SignalCodec;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells nodes that ask what the histories here keep, as fast as they take it. */
final class PastTelling {

  private static final Logger LOG = LoggerFactory.getLogger(PastTelling.class);

  /** How long a node that takes no more is left alone. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Scheduler time;
  private final Executor executor;
  private final int frame;
  private final Losses losses;
  private final Uncarried uncarried;

  PastTelling(
      Scheduler time, Executor executor, Bounds bounds, Losses losses, Uncarried uncarried) {
    this.time = time;
    this.executor = executor;
    this.frame = bounds.frame();
    this.losses = losses;
    this.uncarried = uncarried;
  }

  /**
   * Answers a node. Does not block; the store is read by another thread.
   *
   * @param link of the bus that is asked for; null when there is none, of which nothing is kept
   */
  void tell(Peer peer, Frame.PastWanted asked, @Nullable BusLink link) {
    executor.execute(
        () -> {
          try {
            List<Signal> kept = link == null ? List.of() : link.kept(asked.patterns());
            new Answer(peer, asked.bus(), kept.iterator()).run();
          } catch (PubSubException e) {
            LOG.warn("Node '{}' is not told what bus '{}' keeps", peer.node(), asked.bus(), e);
          }
        });
  }

  private final class Answer implements Runnable {
    private final Peer peer;
    private final String bus;
    private final Iterator<Signal> rest;
    private final FrameWriter writer = new FrameWriter(1024);
    private int parts;
    private byte @Nullable [] next;

    Answer(Peer peer, String bus, Iterator<Signal> kept) {
      this.peer = peer;
      this.bus = bus;
      this.rest = kept;
    }

    @Override
    public void run() {
      do {
        byte[] frame = next == null ? write() : next;
        if (!peer.offer(frame)) {
          next = frame;
          time.schedule(PAUSE, () -> executor.execute(this));
          return;
        }
        next = null;
      } while (rest.hasNext() && !peer.isAway());
    }

    private byte[] write() {
      List<byte[]> signals = signals();
      return Frames.past(bus, parts++, !rest.hasNext(), signals);
    }

    /** As many as go into a frame. */
    private List<byte[]> signals() {
      List<byte[]> signals = new ArrayList<>();
      int length = 0;
      while (rest.hasNext() && length < frame) {
        writer.back(0);
        String fault = SignalCodec.write(writer, rest.next());
        if (fault == null) {
          length += writer.size();
          signals.add(writer.toBytes());
        } else {
          uncarried.tell(bus, fault);
          losses.add(Loss.NOT_CARRIED.word(), 1);
        }
      }
      return signals;
    }
  }
}
