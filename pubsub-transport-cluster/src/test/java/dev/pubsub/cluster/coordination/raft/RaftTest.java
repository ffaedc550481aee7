package dev.pubsub.cluster.coordination.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RaftTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aLeaderThatHearsNobodyStepsDownByItselfAndWhatItWroteAloneIsGone() {
    SimulatedVoters voters = new SimulatedVoters(1, 3);
    voters.run(500, false);
    Raft old = voters.leader().orElseThrow();
    String name = old.leader();
    voters.cutOff(name);
    old.propose(bytes("alone"));
    voters.run(400, false);
    assertThat(old.isLeader()).isFalse();
    assertThat(old.leader()).isEmpty();
    assertThat(old.propose(bytes("refused"))).isZero();
    assertThat(voters.leader()).isPresent();

    voters.heal();
    voters.run(500, false);
    assertThat(old.leader()).isEqualTo(voters.leader().orElseThrow().leader());
    assertThat(voters.state(name)).doesNotContain("alone").isNotEmpty();
  }

  @Test
  void whoWasAwayDoesNotUnseatALeaderThatTheOthersHear() {
    SimulatedVoters voters = new SimulatedVoters(2, 3);
    voters.run(500, false);
    Raft leader = voters.leader().orElseThrow();
    String away =
        voters.voters().stream()
            .filter(voter -> !voter.isLeader())
            .findFirst()
            .map(voter -> voter == voters.voter("a") ? "a" : voter == voters.voter("b") ? "b" : "c")
            .orElseThrow();
    long term = leader.term();
    voters.cutOff(away);
    voters.run(2000, false);
    voters.heal();
    voters.run(500, false);
    assertThat(leader.isLeader()).isTrue();
    assertThat(leader.term()).isEqualTo(term);
    // Long behind, it was brought up by a snapshot.
    assertThat(voters.voter(away).committed()).isGreaterThan(leader.committed() - 30);
  }

  @Test
  void strangersAreNotHeard() {
    SimulatedVoters voters = new SimulatedVoters(3, 3);
    voters.run(500, false);
    Raft leader = voters.leader().orElseThrow();
    leader.receive("stranger", new Message.Appended(99, false, 0), 0);
    assertThat(leader.isLeader()).isTrue();
  }
}
