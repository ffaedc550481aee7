package dev.pubsub.cluster.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.coordination.raft.Ballot;
import dev.pubsub.cluster.coordination.raft.Entry;
import dev.pubsub.cluster.coordination.raft.Journal;
import dev.pubsub.cluster.coordination.raft.Message;
import dev.pubsub.cluster.coordination.raft.Snapshot;
import dev.pubsub.testkit.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VotingTest {

  private static final Duration ELECTION = Duration.ofSeconds(1);
  private static final CoordinationTiming TIMING =
      CoordinationTiming.of(ELECTION, ELECTION, ELECTION);

  private final ManualTime time = new ManualTime();
  private final Disk disk = new Disk();
  private final Voting voting =
      new Voting(
          new Voter(
              "a",
              Set.of("a", "b", "c"),
              TIMING,
              disk,
              (node, packet) -> {},
              (name, token) -> {},
              new Random(1),
              time.nanoTime()),
          time,
          Runnable::run,
          TIMING);

  /** Another has been elected, and says so. */
  private void hearOfLeader(String name, long term) {
    Entry nothing = new Entry(term, new byte[0]);
    voting.take(
        name, new Packet.Said(new Message.Append(term, term - 1, 0, term, List.of(nothing))));
  }

  @Test
  void aVoterTellsWhoLeads() {
    voting.begin();
    assertThat(voting.standing()).isEqualTo(new Voter.Standing("", 0, 0));
    hearOfLeader("b", 1);
    assertThat(voting.standing()).isEqualTo(new Voter.Standing("b", 1, 1));
  }

  @Test
  void oneThatHearsNobodyKnowsOfNoLeader() {
    voting.begin();
    hearOfLeader("b", 1);
    time.advance(ELECTION.multipliedBy(3));
    assertThat(voting.standing()).isEqualTo(new Voter.Standing("", 1, 1));
  }

  @Test
  void oneThatCannotKeepItsLogStopsForGood() {
    voting.begin();
    disk.broken = true;
    hearOfLeader("b", 1);
    assertThat(voting.standing()).isNull();
    disk.broken = false;
    hearOfLeader("b", 1);
    assertThat(voting.standing()).isNull();
  }

  @Test
  void oneThatRunsOutOfMemoryInMidStepStopsForGood() {
    voting.begin();
    disk.exhausted = true;
    hearOfLeader("b", 1);
    assertThat(voting.standing()).isNull();
    disk.exhausted = false;
    hearOfLeader("b", 1);
    assertThat(voting.standing()).isNull();
  }

  @Test
  void oneThatIsEndedTellsNothingAnyMore() {
    voting.begin();
    voting.end(() -> {});
    assertThat(voting.standing()).isNull();
  }

  private static final class Disk implements Journal {

    private boolean broken;
    private boolean exhausted;

    private void use() {
      if (broken) {
        throw new UncheckedIOException(new IOException("the disk is full"));
      }
      if (exhausted) {
        throw new OutOfMemoryError("as the test wants it");
      }
    }

    @Override
    public Kept kept() {
      return new Kept(Ballot.NONE, Snapshot.NONE, List.of());
    }

    @Override
    public void vote(Ballot ballot) {
      use();
    }

    @Override
    public void write(long from, List<Entry> entries) {
      use();
    }

    @Override
    public void compact(Snapshot snapshot, List<Entry> behind) {
      use();
    }
  }
}
