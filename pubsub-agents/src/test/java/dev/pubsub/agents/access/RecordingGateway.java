package dev.pubsub.agents.access;

import dev.pubsub.Principal;
import dev.pubsub.config.LiveSetting;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.spi.cluster.RosterCodec;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Gauge;
import dev.pubsub.spi.edge.Link;
import dev.pubsub.spi.edge.Outlet;
import dev.pubsub.spi.edge.PartHealth;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.topic.PatternIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps what it is told, and opens nothing. */
final class RecordingGateway implements Gateway {

  final List<Map<String, ?>> told = new ArrayList<>();
  final List<String> topics = new ArrayList<>();

  @Override
  public void tell(String bus, String topic, String type, Map<String, ?> fields) {
    topics.add(bus + " " + topic + " " + type);
    told.add(fields);
  }

  @Override
  public void tellRegularly(
      String bus, String topic, String type, Supplier<? extends Map<String, ?>> fields) {
    throw new UnsupportedOperationException("has no rounds");
  }

  @Override
  public Session open(String bus, Principal principal, SessionOptions options) {
    throw new UnsupportedOperationException("opens nothing");
  }

  @Override
  public Admission admit(Operation operation, String bus, Principal principal, String resource) {
    return Admission.GRANTED;
  }

  @Override
  public List<String> buses() {
    return List.of("default");
  }

  @Override
  public void fence(String name, long token) {
    throw new UnsupportedOperationException("nobody here leads");
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of();
  }

  @Override
  public List<LiveSetting> settings() {
    return List.of();
  }

  @Override
  public LiveSetting change(Principal principal, String key, String value) {
    throw new UnsupportedOperationException("has no settings");
  }

  @Override
  public List<PartHealth> health() {
    return List.of();
  }

  @Override
  public Map<String, List<Gauge>> gauges() {
    return Map.of();
  }

  @Override
  public <T> PatternIndex<T> index(String bus) {
    throw new UnsupportedOperationException("is alone");
  }

  @Override
  public Link link(String bus, Outlet outlet) {
    throw new UnsupportedOperationException("is alone");
  }

  @Override
  public Members members() {
    throw new UnsupportedOperationException("is alone");
  }

  @Override
  public <K, V> Roster<K, V> roster(String name, RosterCodec<K, V> codec) {
    return Roster.alone("here");
  }
}
