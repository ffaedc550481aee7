package dev.pubsub.monitoring.trace;

import dev.pubsub.spi.cluster.Cluster;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.cluster.RosterCodec;
import java.util.List;

/** A node that sees another, which says nothing. */
final class TwoNodes implements Cluster, Members {

  @Override
  public Members members() {
    return this;
  }

  @Override
  public <K, V> Roster<K, V> roster(String name, RosterCodec<K, V> codec) {
    return Roster.alone("n1");
  }

  @Override
  public String self() {
    return "n1";
  }

  @Override
  public List<String> list() {
    return List.of("n1", "n2");
  }

  @Override
  public AutoCloseable watch(Listener listener) {
    return () -> {};
  }
}
