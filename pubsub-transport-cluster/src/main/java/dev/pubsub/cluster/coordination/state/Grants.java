package dev.pubsub.cluster.coordination.state;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a command grants, gathered while it is carried out. */
final class Grants {

  final Set<Long> sessions = new TreeSet<>();
  final Map<String, Long> names = new TreeMap<>();

  void add(long session, Session.Ticket ticket) {
    sessions.add(session);
    if (ticket.parties() == 0) {
      names.put(ticket.name(), ticket.token());
    }
  }
}
