package dev.pubsub.cluster.coordination.raft;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One voter: Raft as in D. Ongaro, Consensus: Bridging Theory and Practice (2014), with the
 * pre-votes of its section 9.6, leaders that step down when they hear no majority (6.2), and voters
 * that give no vote while they hear a leader. The voters never change. For one thread.
 */
public final class Raft {

  private final String self;
  private final Set<String> others;
  private final Tuning tuning;
  private final Journal journal;
  private final Machine machine;
  private final Sender sender;
  private final RandomGenerator random;
  private final EntryLog log;
  private final Set<String> votes = new HashSet<>();

  private Ballot ballot;
  private Role role = Role.FOLLOWER;
  private @Nullable Leading leading;
  private String leader = "";
  private long committed;
  private long applied;
  private long appliedBytes;
  private long heard;
  private long patience;

  private enum Role {
    FOLLOWER,
    ASKING,
    CANDIDATE,
    LEADER
  }

  /**
   * Goes on where the journal ends, as a follower.
   *
   * @param self the name of this voter
   * @param others those of all others
   * @param tuning how patient it is
   * @param journal what it must not forget
   * @param machine what the log is about
   * @param sender takes what it says
   * @param random so that voters do not stand up together
   * @param now nanoseconds that never go back
   */
  public Raft(
      String self,
      Set<String> others,
      Tuning tuning,
      Journal journal,
      Machine machine,
      Sender sender,
      RandomGenerator random,
      long now) {
    this.self = self;
    this.others = Set.copyOf(others);
    this.tuning = tuning;
    this.journal = journal;
    this.machine = machine;
    this.sender = sender;
    this.random = random;
    Journal.Kept kept = journal.kept();
    this.ballot = kept.ballot();
    this.log = new EntryLog(journal, kept);
    this.committed = log.snapshot().index();
    this.applied = committed;
    machine.restore(log.snapshot().state());
    this.heard = now;
    this.patience = tuning.election() + chance();
  }

  /** Whether this voter leads, as far as it knows. */
  public boolean isLeader() {
    return leading != null;
  }

  /** Who leads, as far as is known; the empty string for nobody. */
  public String leader() {
    return leader;
  }

  /** The highest term that is known. */
  public long term() {
    return ballot.term();
  }

  /** Up to where a majority is known to have the log. */
  public long committed() {
    return committed;
  }

  /**
   * Writes a command at the end of the log; {@link #flush} sends it.
   *
   * @param command not to be changed any more; not empty
   * @return its index if it stays in the log; 0 where this voter does not lead
   */
  public long propose(byte[] command) {
    if (leading == null) {
      return 0;
    }
    log.add(new Entry(ballot.term(), command));
    return log.last();
  }

  /**
   * Keeps and sends what was proposed.
   *
   * @param now nanoseconds
   */
  public void flush(long now) {
    Leading lead = leading;
    if (lead != null) {
      // The others may write it while this one does.
      lead.send(committed, now);
      log.save();
      commit(lead.agreed());
    }
  }

  /**
   * Time has passed. To be called several times between two heartbeats.
   *
   * @param now nanoseconds
   */
  public void tick(long now) {
    Leading lead = leading;
    if (lead == null) {
      if (now - heard >= patience) {
        stand(true, now);
      }
    } else if (lead.hasMajority(now)) {
      lead.send(committed, now);
    } else {
      follow(ballot.term(), "", now);
    }
  }

  /**
   * Another voter said something.
   *
   * @param from its name
   * @param message what it said
   * @param now nanoseconds
   */
  public void receive(String from, Message message, long now) {
    if (!others.contains(from)) {
      return;
    }
    if (message instanceof Message.Ask ask) {
      asked(from, ask, now);
      return;
    }
    boolean promised = message instanceof Message.Vote vote && vote.pre() && vote.granted();
    if (message.term() > ballot.term() && !promised) {
      follow(message.term(), "", now);
    }
    if (message instanceof Message.Vote vote) {
      voted(from, vote, now);
    } else if (message instanceof Message.Appended answer) {
      answered(from, answer, now);
    } else if (message.term() < ballot.term()) {
      sender.send(from, new Message.Appended(ballot.term(), false, 0));
    } else {
      follow(message.term(), from, now);
      heard = now;
      sender.send(from, taken(message));
    }
  }

  private void answered(String from, Message.Appended answer, long now) {
    Leading lead = leading;
    if (lead != null && answer.term() == ballot.term()) {
      if (lead.answered(from, answer, now)) {
        commit(lead.agreed());
      }
      lead.send(committed, now);
    }
  }

  private Message.Appended taken(Message message) {
    if (message instanceof Message.Install install) {
      if (install.snapshot().index() > committed) {
        log.install(install.snapshot());
        machine.restore(install.snapshot().state());
        committed = install.snapshot().index();
        applied = committed;
        appliedBytes = 0;
      }
      return new Message.Appended(ballot.term(), true, install.snapshot().index());
    }
    Message.Append append = (Message.Append) message;
    long previous = append.previous();
    if (previous > committed && log.term(previous) != append.previousTerm()) {
      return new Message.Appended(ballot.term(), false, guess(previous));
    }
    log.take(previous, append.entries());
    long same = previous + append.entries().size();
    // Not further, whatever the leader says: what is here behind it may be another's.
    commit(Math.min(append.committed(), same));
    return new Message.Appended(ballot.term(), true, same);
  }

  /** Up to where this log may be that of the leader: not behind the last of another term. */
  private long guess(long previous) {
    if (previous > log.last()) {
      return log.last();
    }
    long index = previous;
    while (index > committed && log.term(index) == log.term(previous)) {
      index--;
    }
    return index;
  }

  private void asked(String from, Message.Ask ask, long now) {
    boolean inTouch = leading != null || (!leader.isEmpty() && now - heard < tuning.election());
    if (inTouch && ask.term() > ballot.term()) {
      // Somebody who was away must not unseat a leader whom a majority hears.
      sender.send(from, new Message.Vote(ballot.term(), ask.pre(), false));
      return;
    }
    if (!ask.pre() && ask.term() > ballot.term()) {
      follow(ask.term(), "", now);
    }
    boolean current =
        ask.lastTerm() > log.lastTerm()
            || (ask.lastTerm() == log.lastTerm() && ask.lastIndex() >= log.last());
    boolean free =
        ask.pre()
            ? ask.term() > ballot.term()
            : ask.term() == ballot.term()
                && (ballot.vote().isEmpty() || ballot.vote().equals(from));
    boolean granted = current && free;
    if (granted && !ask.pre()) {
      keep(new Ballot(ballot.term(), from));
      heard = now;
    }
    sender.send(from, new Message.Vote(granted ? ask.term() : ballot.term(), ask.pre(), granted));
  }

  private void stand(boolean pre, long now) {
    role = pre ? Role.ASKING : Role.CANDIDATE;
    leader = "";
    heard = now;
    patience = tuning.election() + chance();
    votes.clear();
    votes.add(self);
    if (!pre) {
      keep(new Ballot(ballot.term() + 1, self));
    }
    long term = pre ? ballot.term() + 1 : ballot.term();
    Message.Ask ask = new Message.Ask(term, pre, log.last(), log.lastTerm());
    others.forEach(other -> sender.send(other, ask));
  }

  private void voted(String from, Message.Vote vote, long now) {
    boolean asked =
        vote.pre()
            ? role == Role.ASKING && vote.term() == ballot.term() + 1
            : role == Role.CANDIDATE && vote.term() == ballot.term();
    if (!asked || !vote.granted()) {
      return;
    }
    votes.add(from);
    if (votes.size() <= (others.size() + 1) / 2) {
      return;
    }
    if (vote.pre()) {
      stand(false, now);
    } else {
      role = Role.LEADER;
      leader = self;
      leading = new Leading(ballot.term(), log, others, tuning, sender, now);
      flush(now);
    }
  }

  /** Of a term at least as high as the present one. */
  private void follow(long term, String whom, long now) {
    if (term > ballot.term()) {
      keep(new Ballot(term, ""));
    }
    if (role != Role.FOLLOWER) {
      role = Role.FOLLOWER;
      leading = null;
      heard = now;
      patience = tuning.election() + chance();
      // What was proposed and not sent yet may be kept: nobody else can have the place.
      log.save();
    }
    leader = whom;
  }

  private void keep(Ballot next) {
    journal.vote(next);
    ballot = next;
  }

  private void commit(long upTo) {
    if (upTo <= committed) {
      return;
    }
    committed = upTo;
    while (applied < committed) {
      Entry entry = log.entry(applied + 1);
      applied++;
      if (!entry.isNothing()) {
        machine.apply(applied, entry.command());
      }
      appliedBytes += entry.command().length + Long.BYTES;
    }
    if (appliedBytes >= tuning.compactAfter()) {
      log.compact(applied, machine.snapshot());
      appliedBytes = 0;
    }
  }

  private long chance() {
    return random.nextLong(tuning.election());
  }
}
