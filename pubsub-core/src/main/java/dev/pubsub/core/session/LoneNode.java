package dev.pubsub.core.session;

import dev.pubsub.spi.cluster.Cluster;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.cluster.RosterCodec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A node that knows no other.
 *
 * @param self its name
 * @param rosters what it has to tell, by name
 */
public record LoneNode(String self, Map<String, Roster<?, ?>> rosters) implements Cluster, Members {

  /** Has nothing to tell yet. */
  public LoneNode(String self) {
    this(self, new ConcurrentHashMap<>());
  }

  @Override
  public List<String> list() {
    return List.of(self);
  }

  @Override
  public AutoCloseable watch(Listener listener) {
    return () -> {};
  }

  @Override
  public Members members() {
    return this;
  }

  // Whoever uses a name knows the types.
  @Override
  @SuppressWarnings("unchecked")
  public <K, V> Roster<K, V> roster(String name, RosterCodec<K, V> codec) {
    return (Roster<K, V>) rosters.computeIfAbsent(name, any -> Roster.<K, V>alone(self));
  }
}
