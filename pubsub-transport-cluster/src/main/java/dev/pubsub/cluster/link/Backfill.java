package dev.pubsub.cluster.link;

import dev.pubsub.cluster.wire.Frame;
import dev.pubsub.cluster.wire.Frames;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What other nodes kept before this one came. Each of them is asked once, after it was told what
 * this one wants from now on: so each signal that it keeps is in its answer, or is sent by itself.
 * Any thread.
 *
 * <p>Their answers are put together in the order of the signals' identities, in which those of one
 * publisher ascend.
 */
final class Backfill {

  /** The first version of frames in which a node can be asked. */
  static final int SINCE = 2;

  private final Map<String, List<String>> wanted = new HashMap<>();
  // By bus, which part of the answer is next.
  private final Map<Peer, Map<String, Integer>> awaited = new HashMap<>();
  private final Map<String, Map<SignalId, Signal>> told = new HashMap<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /**
   * Asks nodes, or waits until they have said hello.
   *
   * @param patterns of which topics, by the name of a bus
   * @return completes when all have answered, are gone, or cannot be asked
   */
  synchronized CompletionStage<Void> ask(List<Peer> peers, Map<String, List<String>> patterns) {
    if (!patterns.isEmpty()) {
      wanted.putAll(patterns);
      peers.forEach(peer -> awaited.put(peer, new HashMap<>()));
      peers.forEach(this::greeted);
    }
    completeIfAll();
    return done;
  }

  /** A node is known, perhaps, and has been told what this one wants. */
  synchronized void greeted(Peer peer) {
    Map<String, Integer> answers = awaited.get(peer);
    if (answers == null || !answers.isEmpty() || peer.version() == 0) {
      return;
    }
    if (peer.version() < SINCE) {
      gone(peer);
      return;
    }
    wanted.forEach(
        (bus, patterns) -> {
          answers.put(bus, 0);
          peer.tell(Frames.write(new Frame.PastWanted(bus, patterns)));
        });
  }

  /** A node will not answer. */
  synchronized void gone(Peer peer) {
    awaited.remove(peer);
    completeIfAll();
  }

  /** A node has told a part of what it keeps; they come in their order, or not at all. */
  synchronized void heard(Peer peer, Frame.Past past) {
    Map<String, Integer> answers = awaited.getOrDefault(peer, Map.of());
    if (!Objects.equals(answers.get(past.bus()), past.part())) {
      return;
    }
    Map<SignalId, Signal> signals = told.computeIfAbsent(past.bus(), bus -> new TreeMap<>());
    past.signals().forEach(signal -> signals.putIfAbsent(signal.id(), signal));
    if (!past.last()) {
      answers.put(past.bus(), past.part() + 1);
      return;
    }
    answers.remove(past.bus());
    if (answers.isEmpty()) {
      gone(peer);
    }
  }

  private void completeIfAll() {
    if (awaited.isEmpty()) {
      done.complete(null);
    }
  }

  /**
   * Waits for nobody any more.
   *
   * @return what was told, by the name of its bus, in the order of identities
   */
  synchronized Map<String, List<Signal>> end() {
    awaited.clear();
    Map<String, List<Signal>> past = new HashMap<>();
    told.forEach((bus, signals) -> past.put(bus, List.copyOf(signals.values())));
    told.clear();
    return past;
  }
}
