package dev.pubsub.cluster.coordination;

import dev.pubsub.cluster.coordination.state.Command;
import dev.pubsub.cluster.coordination.state.Operation;
import dev.pubsub.cluster.coordination.state.Outcome;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One session of this node with the voters. It counts its lease from before it asked to go on, so
 * it is over here before anybody else can end it. For the strand of the client alone.
 */
final class ClientSession {

  private final Calls calls;
  private final Scheduler time;
  private final Executor strand;
  private final CoordinationTiming timing;
  private final CompletionStage<Long> opened;
  private final SortedSet<Long> unanswered = new TreeSet<>();
  private final Map<Long, Held> tickets = new HashMap<>();
  private volatile long until;
  private long last;
  private long number;
  private boolean lost;
  private boolean renewing;
  private boolean again;

  ClientSession(
      String node,
      long life,
      Calls calls,
      Scheduler time,
      Executor strand,
      CoordinationTiming timing) {
    this.calls = calls;
    this.time = time;
    this.strand = strand;
    this.timing = timing;
    long asked = time.nanoTime();
    this.until = asked + timing.lease();
    this.opened =
        calls.call(new Command.Open(node, life), timing.deadline()).thenApply(this::begun);
    opened.exceptionally(
        failure -> {
          lost = true;
          return 0L;
        });
  }

  private long begun(Outcome outcome) {
    if (outcome instanceof Outcome.Opened found) {
      number = found.session();
      renewLater();
      watch();
      return number;
    }
    throw CoordinationError.COORDINATION_FULL.because("there are too many sessions of nodes");
  }

  boolean isLost() {
    return lost;
  }

  private void renewLater() {
    time.schedule(timing.renewing(), () -> strand.execute(this::renewInTime));
  }

  private void renewInTime() {
    if (!lost) {
      renew();
      renewLater();
    }
  }

  private void watch() {
    time.schedule(
        Duration.ofNanos(Math.max(1, until - time.nanoTime())), () -> strand.execute(this::look));
  }

  private void look() {
    if (!lost && time.nanoTime() - until >= 0) {
      lose();
    } else if (!lost) {
      watch();
    }
  }

  /** Asks to go on, and hears what is granted. */
  void renew() {
    if (lost || number == 0) {
      return;
    }
    if (renewing) {
      // What is on its way may have passed by what is to be heard.
      again = true;
      return;
    }
    renewing = true;
    long asked = time.nanoTime();
    calls
        .call(new Command.Renew(number), timing.lease())
        .whenComplete((outcome, failure) -> renewed(asked, outcome));
  }

  private void renewed(long asked, @Nullable Outcome outcome) {
    renewing = false;
    if (outcome instanceof Outcome.Renewed renewed && !lost) {
      until = asked + timing.lease();
      renewed.granted().forEach(this::granted);
      if (again) {
        again = false;
        renew();
      }
    } else if (!lost) {
      lose();
    }
  }

  private void granted(long ticket, long token) {
    Held held = tickets.get(ticket);
    if (held != null) {
      held.grant(token, () -> until);
    }
  }

  /** Whether the voters mean this one. */
  boolean is(long other) {
    return number == other;
  }

  private void lose() {
    end(CoordinationError.SESSION_LOST.because("the voters have not heard of this node for long"));
  }

  void end(PubSubException why) {
    lost = true;
    List.copyOf(tickets.values()).forEach(held -> held.end(why));
    tickets.clear();
  }

  /** The voters forget it at once. */
  CompletionStage<Outcome> leave() {
    long session = number;
    boolean wasOpen = session != 0 && !lost;
    end(Names.closed());
    return wasOpen
        ? calls.call(new Command.End(session), timing.deadline())
        : CompletableFuture.completedStage(new Outcome.Done());
  }

  CompletionStage<Outcome> request(Operation operation) {
    return opened.thenCompose(session -> send(++last, operation, timing.deadline()));
  }

  private CompletionStage<Outcome> send(long request, Operation operation, long within) {
    unanswered.add(request);
    return calls
        .call(new Command.Request(number, request, unanswered.first(), operation), within)
        .whenComplete((outcome, failure) -> unanswered.remove(request))
        .thenApply(this::checked);
  }

  private Outcome checked(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      switch (refused.reason()) {
        case SESSION_GONE -> lose();
        case FULL ->
            throw CoordinationError.COORDINATION_FULL.because(
                "the voters remember as much as they may");
        case OTHER_PARTIES ->
            throw Names.bad("others wait at the barrier for another number of parties");
      }
      throw CoordinationError.SESSION_LOST.because("the session of this node has ended");
    }
    return outcome;
  }

  /** Asks for a ticket, which is granted to the lease now or later. */
  void take(Operation operation, Held held) {
    opened.whenComplete(
        (session, failure) -> {
          if (failure != null) {
            held.end(Names.refusal(failure));
          } else if (!held.isOver()) {
            long ticket = ++last;
            tickets.put(ticket, held);
            send(ticket, operation, timing.deadline())
                .whenComplete((outcome, problem) -> taken(held, outcome, problem));
          }
        });
  }

  private void taken(Held held, @Nullable Outcome outcome, @Nullable Throwable problem) {
    if (problem != null) {
      held.end(Names.refusal(problem));
      giveBack(held);
    } else if (outcome instanceof Outcome.Granted granted) {
      held.grant(granted.token(), () -> until);
    }
  }

  /** Gives the ticket of a lease back, wherever it is on its way. */
  void giveBack(Held held) {
    tickets
        .entrySet()
        .removeIf(
            each -> {
              if (each.getValue() != held) {
                return false;
              }
              send(++last, new Operation.Leave(each.getKey()), 2 * timing.grace())
                  .exceptionally(
                      failure -> {
                        // Better to hold nothing than something that nobody knows of.
                        lose();
                        return new Outcome.Done();
                      });
              return true;
            });
  }
}
