package dev.pubsub.cluster.coordination.state;

import dev.pubsub.cluster.coordination.state.Outcome.Reason;
import dev.pubsub.cluster.coordination.state.Tickets.Holder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state that the voters share. A command is applied with its index in the log; the index of the
 * command that grants a name is the token, so tokens rise without being remembered. For one thread.
 */
public final class Agreement {

  final Map<Long, Session> sessions = new TreeMap<>();
  final Map<String, Long> counters = new TreeMap<>();
  final Tickets tickets;
  final Values values;
  private final Limits limits;

  /**
   * Begins with nothing.
   *
   * @param limits how much is remembered
   */
  public Agreement(Limits limits) {
    this.limits = limits;
    this.tickets = new Tickets(sessions, limits);
    this.values = new Values(limits);
  }

  /**
   * The sessions there are.
   *
   * @return the index of the last renewal of each, by their numbers
   */
  public Map<Long, Long> renewals() {
    Map<Long, Long> renewals = new TreeMap<>();
    sessions.forEach((number, session) -> renewals.put(number, session.renewed));
    return renewals;
  }

  /**
   * What is held.
   *
   * @return the token of each name that somebody holds
   */
  public Map<String, Long> tokens() {
    Map<String, Long> tokens = new TreeMap<>();
    sessions
        .values()
        .forEach(
            session ->
                session.tickets.values().stream()
                    .filter(ticket -> ticket.isGranted() && ticket.parties() == 0)
                    .forEach(ticket -> tokens.put(ticket.name(), ticket.token())));
    return tokens;
  }

  /**
   * Whose session it is.
   *
   * @param session its number
   * @return the name of the node; the empty string when there is no such session
   */
  public String nodeOf(long session) {
    Session known = sessions.get(session);
    return known == null ? "" : known.node;
  }

  /**
   * Carries a command out.
   *
   * @param index of the command, higher than any before
   * @param command what is to be done
   * @return what has become of it
   */
  public Applied apply(long index, Command command) {
    Grants grants = new Grants();
    Outcome outcome = outcome(index, command, grants);
    return new Applied(outcome, grants.sessions, grants.names);
  }

  private Outcome outcome(long index, Command command, Grants grants) {
    if (command instanceof Command.Open open) {
      return open(index, open);
    } else if (command instanceof Command.Renew renew) {
      return renew(index, renew);
    } else if (command instanceof Command.End end) {
      end(end.session(), index, grants);
    } else if (command instanceof Command.Expire expire) {
      Session session = sessions.get(expire.session());
      if (session != null && session.renewed == expire.renewed()) {
        end(expire.session(), index, grants);
      }
    } else if (command instanceof Command.Request request) {
      return answer(index, request, grants);
    }
    return new Outcome.Done();
  }

  private Outcome open(long index, Command.Open open) {
    for (Map.Entry<Long, Session> each : sessions.entrySet()) {
      if (each.getValue().node.equals(open.node()) && each.getValue().life == open.life()) {
        return new Outcome.Opened(each.getKey());
      }
    }
    if (sessions.size() >= limits.sessions()) {
      return new Outcome.Refused(Reason.FULL);
    }
    sessions.put(index, new Session(open.node(), open.life(), index));
    return new Outcome.Opened(index);
  }

  private Outcome renew(long index, Command.Renew renew) {
    Session session = sessions.get(renew.session());
    if (session == null) {
      return new Outcome.Refused(Reason.SESSION_GONE);
    }
    session.renewed = index;
    Map<Long, Long> granted = new TreeMap<>();
    session.tickets.forEach(
        (number, ticket) -> {
          if (ticket.isGranted()) {
            granted.put(number, ticket.token());
          }
        });
    return new Outcome.Renewed(granted);
  }

  private void end(long number, long index, Grants grants) {
    Session session = sessions.get(number);
    if (session != null) {
      List.copyOf(session.tickets.keySet())
          .forEach(ticket -> tickets.leave(new Holder(number, ticket), index, grants));
      sessions.remove(number);
      grants.sessions.remove(number);
    }
  }

  private Outcome answer(long index, Command.Request request, Grants grants) {
    Session session = sessions.get(request.session());
    if (session == null) {
      return new Outcome.Refused(Reason.SESSION_GONE);
    }
    session.answered = Math.max(session.answered, request.answered());
    session.answers.headMap(session.answered).clear();
    if (request.number() < session.answered) {
      return new Outcome.Done();
    }
    if (request.operation() instanceof Operation.Get get) {
      return values.get(get);
    }
    Outcome before = session.answers.get(request.number());
    if (before != null) {
      return before;
    }
    if (session.answers.size() >= limits.unanswered()) {
      return new Outcome.Refused(Reason.FULL);
    }
    Outcome outcome = carryOut(index, request, session, grants);
    session.answers.put(request.number(), outcome);
    return outcome;
  }

  private Outcome carryOut(long index, Command.Request request, Session session, Grants grants) {
    Holder holder = new Holder(request.session(), request.number());
    Operation operation = request.operation();
    if (operation instanceof Operation.Claim claim) {
      return tickets.claim(holder, claim, index, grants);
    } else if (operation instanceof Operation.Arrive arrive) {
      return tickets.arrive(holder, arrive, index, grants);
    } else if (operation instanceof Operation.Leave leave) {
      tickets.leave(new Holder(request.session(), leave.ticket()), index, grants);
      // Should what it came with be on its way still, it comes to nothing.
      session.answers.putIfAbsent(leave.ticket(), new Outcome.Done());
    } else if (operation instanceof Operation.Add add) {
      return add(add);
    } else if (operation instanceof Operation.Put put) {
      return values.put(put, index);
    } else if (operation instanceof Operation.Remove remove) {
      return values.remove(remove);
    }
    return new Outcome.Done();
  }

  private Outcome add(Operation.Add add) {
    Long before = counters.get(add.name());
    if (before == null && add.delta() == 0) {
      return new Outcome.Count(0);
    }
    if (before == null && counters.size() >= limits.counters()) {
      return new Outcome.Refused(Reason.FULL);
    }
    long after = (before == null ? 0 : before) + add.delta();
    counters.put(add.name(), after);
    return new Outcome.Count(after);
  }
}
