package dev.pubsub.cluster.coordination.raft;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RaftProperties {

  @Property(tries = 100)
  void whateverHappensNoTwoAgreeOnSomethingElseAndInTheEndAllHaveTheSame(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 2) int pairs) {
    SimulatedVoters voters = new SimulatedVoters(seed, 2 * pairs + 1);
    voters.run(6000, true);
    voters.heal();
    voters.run(1500, false);
    int before = voters.agreedOn();
    voters.run(500, false);

    assertThat(voters.agreedOn()).as("what was agreed on after all").isGreaterThan(before);
    voters.rest();
    voters.run(3000, false);
    Raft leader = voters.leader().orElseThrow();
    for (Raft voter : voters.voters()) {
      assertThat(voter.term()).isEqualTo(leader.term());
      assertThat(voter.committed()).isEqualTo(leader.committed());
    }
    // Nobody has forgotten, doubled or invented anything that was proposed.
    assertThat(voters.state("a")).doesNotHaveDuplicates();
  }
}
