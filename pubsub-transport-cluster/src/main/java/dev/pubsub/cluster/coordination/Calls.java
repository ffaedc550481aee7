package dev.pubsub.cluster.coordination;

import dev.pubsub.cluster.coordination.state.Command;
import dev.pubsub.cluster.coordination.state.Outcome;
import dev.pubsub.spi.Scheduler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * What this node has asked of the voters. Whoever leads is looked for, one voter after the other;
 * what is not answered is said again until its time is over. For the strand of the client alone.
 */
final class Calls {

  private record Open(Command command, long sent, long until, CompletableFuture<Outcome> future) {

    Open again(long now) {
      return new Open(command, now, until, future);
    }
  }

  private final List<String> voters;
  private final Mail mail;
  private final Scheduler time;
  private final Executor strand;
  private final CoordinationTiming timing;
  private final Map<Long, Open> open = new HashMap<>();
  private String target;
  private long last;
  private boolean answered;
  private boolean ticking;

  /**
   * Has asked nothing.
   *
   * @param before the number before the first: by chance, as an answer to a former run of this node
   *     may still be on its way
   */
  Calls(
      List<String> voters,
      Mail mail,
      Scheduler time,
      Executor strand,
      CoordinationTiming timing,
      long before) {
    this.voters = voters;
    this.target = voters.get(0);
    this.mail = mail;
    this.time = time;
    this.strand = strand;
    this.timing = timing;
    this.last = before;
  }

  /** Fails with NO_QUORUM when nobody has answered within so many nanoseconds. */
  CompletionStage<Outcome> call(Command command, long within) {
    CompletableFuture<Outcome> future = new CompletableFuture<>();
    last++;
    long now = time.nanoTime();
    open.put(last, new Open(command, now, now + within, future));
    mail.send(target, new Packet.Call(last, command));
    tickLater();
    return future;
  }

  private void tickLater() {
    if (!ticking) {
      ticking = true;
      time.schedule(timing.resending(), () -> strand.execute(this::tick));
    }
  }

  private void tick() {
    ticking = false;
    long now = time.nanoTime();
    Map.copyOf(open)
        .forEach(
            (number, call) -> {
              if (now - call.until() >= 0) {
                open.remove(number);
                call.future()
                    .completeExceptionally(
                        CoordinationError.NO_QUORUM.because(
                            "no majority of the voters " + voters + " has answered in time"));
              }
            });
    if (open.isEmpty()) {
      return;
    }
    if (!answered) {
      target = voters.get((voters.indexOf(target) + 1) % voters.size());
    }
    answered = false;
    open.replaceAll((number, call) -> patient(call, now) ? call : again(number, call, now));
    tickLater();
  }

  private boolean patient(Open call, long now) {
    return now - call.sent() < timing.resending().toNanos();
  }

  private Open again(long number, Open call, long now) {
    mail.send(target, new Packet.Call(number, call.command()));
    return call.again(now);
  }

  void answer(Packet.Answer answer) {
    Open call = open.remove(answer.number());
    if (call != null) {
      answered = true;
      call.future().complete(answer.outcome());
    }
  }

  /** Whom to ask instead. */
  void elsewhere(Packet.Elsewhere elsewhere) {
    Open call = open.get(elsewhere.number());
    if (call != null && voters.contains(elsewhere.leader())) {
      target = elsewhere.leader();
      answered = true;
      mail.send(target, new Packet.Call(elsewhere.number(), call.command()));
    }
  }
}
