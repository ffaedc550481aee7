package dev.pubsub.cluster.coordination;

import dev.pubsub.cluster.coordination.raft.Journal;
import dev.pubsub.cluster.coordination.raft.Machine;
import dev.pubsub.cluster.coordination.raft.Raft;
import dev.pubsub.cluster.coordination.state.Agreement;
import dev.pubsub.cluster.coordination.state.AgreementCodec;
import dev.pubsub.cluster.coordination.state.Applied;
import dev.pubsub.cluster.coordination.state.Command;
import dev.pubsub.cluster.coordination.state.CommandCodec;
import dev.pubsub.cluster.coordination.state.Limits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;

/**
 * One of those who agree. As long as it leads it answers the calls of all nodes, and ends sessions
 * of which it has heard nothing, by its own clock, for longer than a lease. For one thread.
 */
final class Voter implements Machine {

  /** How many calls may wait for a majority. */
  private static final int MOST_PENDING = 10_000;

  /** More than the longest value that is let in needs. */
  private static final int LONGEST_COMMAND = 1 << 18;

  private record Pending(String node, long number, byte[] command) {}

  private record Heard(long renewal, long at) {}

  private final Mail mail;
  private final long grace;
  private final ObjLongConsumer<String> granted;
  private final Raft raft;
  private final Map<Long, Pending> pending = new HashMap<>();
  private final Map<Long, Heard> heard = new HashMap<>();
  private Agreement state = new Agreement(Limits.USUAL);
  private long leadingTerm;

  Voter(
      String self,
      Set<String> voters,
      CoordinationTiming timing,
      Journal journal,
      Mail mail,
      ObjLongConsumer<String> granted,
      RandomGenerator random,
      long now) {
    this.mail = mail;
    this.grace = timing.grace();
    this.granted = granted;
    Set<String> others = new HashSet<>(voters);
    others.remove(self);
    this.raft =
        new Raft(
            self,
            others,
            timing.raft(),
            journal,
            this,
            (to, message) -> mail.send(to, new Packet.Said(message)),
            random,
            now);
  }

  void take(String from, Packet packet, long now) {
    if (packet instanceof Packet.Said said) {
      raft.receive(from, said.message(), now);
    } else if (packet instanceof Packet.Call call) {
      called(from, call);
    }
  }

  private void called(String from, Packet.Call call) {
    byte[] command = CommandCodec.write(call.command());
    boolean fits = pending.size() < MOST_PENDING && command.length <= LONGEST_COMMAND;
    long index = fits ? raft.propose(command) : 0;
    if (index == 0) {
      mail.send(from, new Packet.Elsewhere(call.number(), raft.isLeader() ? "" : raft.leader()));
    } else {
      pending.put(index, new Pending(from, call.number(), command));
    }
  }

  void flush(long now) {
    raft.flush(now);
  }

  /** What a voter knows of all of them. */
  record Standing(String leader, long term, long committed) {}

  Standing standing() {
    return new Standing(raft.leader(), raft.term(), raft.committed());
  }

  void tick(long now) {
    raft.tick(now);
    if (!raft.isLeader()) {
      pending.clear();
      leadingTerm = 0;
      return;
    }
    if (leadingTerm != raft.term()) {
      // What was heard in another term says nothing: others may have been renewed meanwhile.
      leadingTerm = raft.term();
      heard.clear();
    }
    expire(now);
  }

  private void expire(long now) {
    Map<Long, Long> renewals = state.renewals();
    heard.keySet().retainAll(renewals.keySet());
    renewals.forEach(
        (session, renewal) -> {
          Heard last = heard.get(session);
          if (last == null || last.renewal() != renewal) {
            heard.put(session, new Heard(renewal, now));
          } else if (now - last.at() > grace) {
            raft.propose(CommandCodec.write(new Command.Expire(session, renewal)));
            heard.put(session, new Heard(renewal, now));
          }
        });
  }

  @Override
  public void apply(long index, byte[] command) {
    Applied applied = state.apply(index, CommandCodec.read(command));
    Pending call = pending.remove(index);
    // Where another leader has written something else in its place, nothing is known of it.
    if (call != null && Arrays.equals(call.command(), command)) {
      mail.send(call.node(), new Packet.Answer(call.number(), applied.outcome()));
    }
    applied.granted().forEach(granted::accept);
    if (raft.isLeader()) {
      applied
          .touched()
          .forEach(session -> mail.send(state.nodeOf(session), new Packet.Nudge(session)));
    }
  }

  @Override
  public byte[] snapshot() {
    return AgreementCodec.write(state);
  }

  @Override
  public void restore(byte[] bytes) {
    state = AgreementCodec.read(bytes, Limits.USUAL);
    state.tokens().forEach(granted::accept);
  }
}
