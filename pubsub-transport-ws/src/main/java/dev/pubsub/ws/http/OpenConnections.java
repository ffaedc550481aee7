package dev.pubsub.ws.http;

import dev.pubsub.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The clients that are connected, by their ids. Any thread may use it; nothing blocks. */
public final class OpenConnections {

  private final NavigableMap<String, OpenConnection> open = new ConcurrentSkipListMap<>();

  /** Nobody is connected yet. */
  public OpenConnections() {}

  /**
   * A client has connected.
   *
   * @param connection to be removed when it ends
   */
  public void add(OpenConnection connection) {
    open.put(connection.id(), connection);
  }

  /**
   * A connection has ended.
   *
   * @param id its id
   */
  public void remove(String id) {
    open.remove(id);
  }

  /** Those to a bus in the order of their ids, behind one that need not be there any more. */
  List<OpenConnection> page(String bus, String after, int limit) {
    return open.tailMap(after, false).values().stream()
        .filter(each -> each.session().name().equals(bus))
        .limit(limit)
        .toList();
  }

  Optional<OpenConnection> find(String bus, String id) {
    return Optional.ofNullable(open.get(id)).filter(each -> each.session().name().equals(bus));
  }

  int count(String bus) {
    return (int) to(bus).count();
  }

  /** The ids of those clients that hold these subscriptions, by the ids of these. */
  Map<Long, String> holding(String bus, Set<Long> subscriptions) {
    Map<Long, String> holders = new HashMap<>();
    to(bus)
        .forEach(
            each ->
                each.losses().subscriptions().stream()
                    .map(Subscription::id)
                    .filter(subscriptions::contains)
                    .forEach(id -> holders.put(id, each.id())));
    return holders;
  }

  private Stream<OpenConnection> to(String bus) {
    return open.values().stream().filter(each -> each.session().name().equals(bus));
  }
}
