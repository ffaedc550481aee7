package dev.pubsub.cluster.link;

import dev.pubsub.cluster.replica.Effect;
import dev.pubsub.cluster.replica.Shared;
import dev.pubsub.cluster.stream.Inbound;
import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.cluster.wire.MalformedFrame;
import dev.pubsub.cluster.wire.Node;
import dev.pubsub.signal.Signal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What other nodes send comes in here. Frames of one node come one after the other, those of
 * several beside each other.
 */
final class Reception {

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final Map<String, BusLink> links;
  private final Map<String, Shared> sets;
  private final Peers peers;
  private final Streams streams;
  private final Hearings hearings;
  private final Losses refused;
  private final PastTelling past;
  private final Greeting greeting;

  /** Answers those who say hello or ask. */
  interface Greeting {

    /** A node, which understands frames up to a version, wants to know everything. */
    void greet(Node from, int version);

    /** A node wants to know one set. */
    void tell(Peer peer, Shared set);

    /** Other nodes want something else than before. */
    void changed(Shared set);

    /** A node has told of what it keeps. */
    void heard(Peer peer, Frame.Past past);
  }

  Reception(
      Map<String, BusLink> links,
      Map<String, Shared> sets,
      Peers peers,
      Streams streams,
      Hearings hearings,
      Losses refused,
      PastTelling past,
      Greeting greeting) {
    this.links = links;
    this.sets = sets;
    this.peers = peers;
    this.streams = streams;
    this.hearings = hearings;
    this.refused = refused;
    this.past = past;
    this.greeting = greeting;
  }

  void frame(Node from, byte[] bytes, int offset, int length) {
    if (!Frames.speaks(bytes, offset, length)) {
      refused.add("unknown_version", 1);
      return;
    }
    try {
      heed(from, Frames.read(bytes, offset, length));
    } catch (MalformedFrame e) {
      refused.add("malformed", 1);
      LOG.debug("A frame of node '{}' was refused", from, e);
    }
  }

  private void heed(Node from, Frame frame) {
    Peer peer = peers.of(from);
    if (frame instanceof Frame.Hello hello) {
      greeting.greet(from, hello.highest());
    } else if (frame instanceof Frame.Signals signals) {
      enter(from, peer, signals);
    } else if (peer != null) {
      heed(peer, frame);
    } else if (frame instanceof Frame.Told) {
      refused.add("unknown_node", 1);
    }
  }

  /** What only a node says that is there, or is expected back. */
  private void heed(Peer peer, Frame frame) {
    if (frame instanceof Frame.Told told) {
      hear(peer, told);
    } else if (frame instanceof Frame.Settled settled) {
      peer.settled(settled);
    } else if (frame instanceof Frame.Resume resume) {
      streams.obtain(peer.node()).resume(resume);
    } else if (frame instanceof Frame.Heard heard) {
      hearings.heard(heard.set(), peer.node(), heard.sequence());
    } else if (frame instanceof Frame.Ping ping) {
      peer.tell(Frames.write(new Frame.Pong(ping.number())));
    } else if (frame instanceof Frame.Pong pong) {
      peer.answered(pong);
    } else if (frame instanceof Frame.PastWanted wanted) {
      past.tell(peer, wanted, links.get(wanted.bus()));
    } else if (frame instanceof Frame.Past told) {
      refused.add("malformed", told.unread());
      greeting.heard(peer, told);
    } else if (frame instanceof Frame.Bye) {
      peer.leaves();
    }
  }

  private void hear(Peer peer, Frame.Told told) {
    Shared set = sets.get(told.set());
    if (set == null) {
      refused.add("unknown_set", 1);
      // Nobody here will ever want it.
      told.sequenceNow().ifPresent(sequence -> tellHeard(peer, told, sequence));
    } else if (told instanceof Frame.Wanted) {
      greeting.tell(peer, set);
    } else {
      hear(peer, set, told);
    }
  }

  private void hear(Peer peer, Shared set, Frame.Told told) {
    Effect effect = set.remote().hear(peer.node(), told);
    if (effect.changed()) {
      greeting.changed(set);
    }
    if (effect.tooMuch()) {
      refused.add("too_much", 1);
    }
    if (effect.missed()) {
      peer.tell(Frames.write(new Frame.Wanted(told.set())));
    } else {
      // Not before the ways were found anew.
      set.remote().known(peer.node()).ifPresent(heard -> tellHeard(peer, told, heard));
    }
  }

  private static void tellHeard(Peer peer, Frame.Told told, long sequence) {
    peer.tell(Frames.write(new Frame.Heard(told.set(), sequence)));
  }

  /** Brings signals in, of a node that has just left, too: they were published before. */
  private void enter(Node from, @Nullable Peer peer, Frame.Signals signals) {
    BusLink link = links.get(signals.bus());
    Inbound stream = streams.find(from);
    Losses kept = peer == null ? refused : peer.refused;
    refused.add("malformed", signals.unread());
    if (peer != null) {
      peer.receivedFrames.increment();
      peer.received.add(signals.signals().size());
    }
    boolean numbered = false;
    for (Frame.Posted posted : signals.signals()) {
      if (posted.passage().number() == 0) {
        enter(link, posted, kept);
      } else if (stream != null) {
        numbered = true;
        Signal signal = posted.signal();
        String topic = signal == null ? "" : signals.bus() + ' ' + signal.topic();
        stream.take(posted.passage(), topic, () -> enter(link, posted, kept));
      }
    }
    if (numbered && stream != null && peer != null) {
      peer.tell(Frames.write(stream.settled()));
    }
  }

  /** False when it may be taken later. */
  private boolean enter(@Nullable BusLink link, Frame.Posted posted, Losses kept) {
    Signal signal = posted.signal();
    if (signal == null) {
      refused.add("malformed", 1);
      return true;
    }
    if (link == null) {
      refused.add("unknown_bus", 1);
      return true;
    }
    return !posted.passage().leadsToSomebody() || link.enter(signal, posted.passage(), kept);
  }
}
