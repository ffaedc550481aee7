package dev.pubsub.cluster.coordination.state;

import dev.pubsub.cluster.coordination.state.Outcome.Reason;
import dev.pubsub.cluster.coordination.state.Session.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who holds which name and who waits for it, and who waits at which barrier: first come first. */
final class Tickets {

  record Holder(long session, long number) {}

  /** The first holds the name. */
  final Map<String, List<Holder>> claims = new TreeMap<>();

  final Map<String, List<Holder>> arrived = new TreeMap<>();

  private final Map<Long, Session> sessions;
  private final Limits limits;
  private int count;

  Tickets(Map<Long, Session> sessions, Limits limits) {
    this.sessions = sessions;
    this.limits = limits;
  }

  void restored(int number) {
    count = number;
  }

  Outcome claim(Holder holder, Operation.Claim claim, long index, Grants grants) {
    if (count >= limits.tickets()) {
      return new Outcome.Refused(Reason.FULL);
    }
    List<Holder> queue = claims.computeIfAbsent(claim.name(), name -> new ArrayList<>());
    queue.add(holder);
    boolean first = queue.size() == 1;
    take(holder, new Ticket(claim.name(), 0, 0));
    if (!first) {
      return new Outcome.Waiting();
    }
    grant(holder, index, grants);
    return new Outcome.Granted(index);
  }

  private void take(Holder holder, Ticket ticket) {
    session(holder).tickets.put(holder.number(), ticket);
    count++;
  }

  private Session session(Holder holder) {
    Session session = sessions.get(holder.session());
    if (session == null) {
      throw new IllegalStateException("a ticket of a session that has ended");
    }
    return session;
  }

  Outcome arrive(Holder holder, Operation.Arrive arrive, long index, Grants grants) {
    if (count >= limits.tickets()) {
      return new Outcome.Refused(Reason.FULL);
    }
    List<Holder> waiting = arrived.computeIfAbsent(arrive.name(), name -> new ArrayList<>());
    if (!waiting.isEmpty() && ticket(waiting.get(0)).parties() != arrive.parties()) {
      return new Outcome.Refused(Reason.OTHER_PARTIES);
    }
    waiting.add(holder);
    take(holder, new Ticket(arrive.name(), arrive.parties(), 0));
    if (waiting.size() < arrive.parties()) {
      return new Outcome.Waiting();
    }
    waiting.forEach(each -> grant(each, index, grants));
    arrived.remove(arrive.name());
    return new Outcome.Granted(index);
  }

  private Ticket ticket(Holder holder) {
    Ticket ticket = session(holder).tickets.get(holder.number());
    if (ticket == null) {
      throw new IllegalStateException("who waits has no ticket");
    }
    return ticket;
  }

  private void grant(Holder holder, long index, Grants grants) {
    Ticket ticket = ticket(holder).granted(index);
    session(holder).tickets.put(holder.number(), ticket);
    grants.add(holder.session(), ticket);
  }

  /** A ticket that is not there was given back before. */
  void leave(Holder holder, long index, Grants grants) {
    Ticket ticket = session(holder).tickets.remove(holder.number());
    if (ticket == null) {
      return;
    }
    count--;
    Map<String, List<Holder>> queues = ticket.parties() == 0 ? claims : arrived;
    List<Holder> queue = queues.get(ticket.name());
    // Of a barrier that opened, none is left.
    if (queue == null || !queue.remove(holder)) {
      return;
    }
    if (queue.isEmpty()) {
      queues.remove(ticket.name());
    } else if (ticket.parties() == 0 && ticket.isGranted()) {
      grant(queue.get(0), index, grants);
    }
  }
}
