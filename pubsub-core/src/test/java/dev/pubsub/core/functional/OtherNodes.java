package dev.pubsub.core.functional;

import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Demand;
import dev.pubsub.spi.edge.Destinations;
import dev.pubsub.spi.edge.Outlet;
import dev.pubsub.spi.edge.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Nodes that want some topics. */
final class OtherNodes implements Outlet {

  final Set<String> wanted = ConcurrentHashMap.newKeySet();
  final List<Signal> received = new CopyOnWriteArrayList<>();
  final List<Destinations> sent = new CopyOnWriteArrayList<>();
  final Map<String, List<Way.Shares>> shares = new ConcurrentHashMap<>();
  final CompletableFuture<Void> known = new CompletableFuture<>();
  volatile BooleanSupplier room = Way.ANY_ROOM;
  final List<String> told = new ArrayList<>();
  final List<String> own = new ArrayList<>();
  volatile boolean broken;
  volatile int takers = 3;

  @Override
  public Way way(String topic) {
    if (broken) {
      throw new IllegalStateException("thrown on purpose");
    }
    boolean isWanted = wanted.contains(topic);
    return new Way(isWanted, isWanted ? takers : 0, shares.getOrDefault(topic, List.of()), room);
  }

  @Override
  public Map<String, Integer> subscribers(String topic) {
    return wanted.contains(topic) ? Map.of("b", 3) : Map.of();
  }

  @Override
  public CompletionStage<Void> known() {
    return known;
  }

  @Override
  public boolean reaches(String node) {
    return node.equals("b");
  }

  @Override
  public synchronized void demand(Demand demand, boolean isWanted) {
    if (demand.pattern().startsWith("$sys:")) {
      own.add(demand.pattern());
    } else {
      told.add((isWanted ? "+" : "-") + text(demand));
    }
    if (broken) {
      throw new IllegalStateException("thrown on purpose");
    }
  }

  private static String text(Demand demand) {
    return demand.pattern()
        + (demand.group().isEmpty() ? "" : "/" + demand.group())
        + (demand.members() == 1 ? "" : demand.members())
        + (demand.acknowledged() ? "!" : "");
  }

  synchronized List<String> news() {
    List<String> all = List.copyOf(told);
    told.clear();
    return all;
  }

  @Override
  public void carry(Signal signal, Destinations to) {
    sent.add(to);
    received.add(signal);
  }

  @Override
  public void endOfBatch() {}

  List<Object> payloads() {
    return received.stream().map(Signal::payload).toList();
  }
}
