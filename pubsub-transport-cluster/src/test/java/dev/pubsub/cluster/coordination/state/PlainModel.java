package dev.pubsub.cluster.coordination.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the shared state should be like, said as plainly as possible: lists that are searched. */
final class PlainModel {

  record Wanted(String name, long session, long number, int parties) {}

  private final List<Long> sessions = new ArrayList<>();
  private final List<Wanted> waiting = new ArrayList<>();
  private final Map<Wanted, Long> granted = new HashMap<>();
  private final Map<String, Long> counters = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();

  void open(long session) {
    sessions.add(session);
  }

  List<Long> sessions() {
    return sessions;
  }

  void end(long session, long index) {
    sessions.remove(session);
    waiting.removeIf(each -> each.session() == session);
    List<Wanted> gone =
        granted.keySet().stream().filter(each -> each.session() == session).toList();
    gone.forEach(granted::remove);
    promote(index);
  }

  void claim(Wanted wanted, long index) {
    waiting.add(wanted);
    promote(index);
  }

  void leave(long session, long number, long index) {
    waiting.removeIf(each -> each.session() == session && each.number() == number);
    granted.keySet().removeIf(each -> each.session() == session && each.number() == number);
    promote(index);
  }

  /** Whoever waits first for a name that nobody holds has it. */
  private void promote(long index) {
    for (Wanted wanted : List.copyOf(waiting)) {
      if (wanted.parties() == 0
          && granted.keySet().stream()
              .noneMatch(each -> each.parties() == 0 && each.name().equals(wanted.name()))) {
        waiting.remove(wanted);
        granted.put(wanted, index);
      }
    }
  }

  void arrive(Wanted wanted, long index) {
    waiting.add(wanted);
    List<Wanted> here =
        waiting.stream()
            .filter(each -> each.parties() > 0 && each.name().equals(wanted.name()))
            .toList();
    if (here.size() == wanted.parties()) {
      waiting.removeAll(here);
      here.forEach(each -> granted.put(each, index));
    }
  }

  Map<Long, Long> granted(long session) {
    Map<Long, Long> found = new HashMap<>();
    granted.forEach(
        (wanted, token) -> {
          if (wanted.session() == session) {
            found.put(wanted.number(), token);
          }
        });
    return found;
  }

  Optional<Wanted> holder(String name) {
    return granted.keySet().stream()
        .filter(each -> each.parties() == 0 && each.name().equals(name))
        .findFirst();
  }

  long add(String name, long delta) {
    return counters.merge(name, delta, Long::sum);
  }

  long version(String key) {
    return versions.getOrDefault(key, 0L);
  }

  void version(String key, long version) {
    if (version == 0) {
      versions.remove(key);
    } else {
      versions.put(key, version);
    }
  }
}
