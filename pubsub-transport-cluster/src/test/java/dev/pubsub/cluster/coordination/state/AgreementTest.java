package dev.pubsub.cluster.coordination.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.cluster.coordination.state.Outcome.Reason;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private static final Outcome FULL = new Outcome.Refused(Reason.FULL);
  private static final Outcome GONE = new Outcome.Refused(Reason.SESSION_GONE);

  private final Agreement state = new Agreement(new Limits(2, 2, 1, 2, 40, 3));
  private long index;

  private Applied apply(Command command) {
    return state.apply(++index, command);
  }

  private long open(String node) {
    return ((Outcome.Opened) apply(new Command.Open(node, 1)).outcome()).session();
  }

  private Applied request(long session, long number, Operation operation) {
    return apply(new Command.Request(session, number, number, operation));
  }

  @Test
  void whoWaitsIsGrantedWithAHigherTokenWhenTheHolderGoes() {
    long a = open("a");
    long b = open("b");
    assertThat(request(a, 1, new Operation.Claim("x")).outcome())
        .isEqualTo(new Outcome.Granted(index));
    long first = index;
    assertThat(request(b, 1, new Operation.Claim("x")).outcome()).isEqualTo(new Outcome.Waiting());
    Applied gone = apply(new Command.End(a));
    assertThat(gone.touched()).containsExactly(b);
    assertThat(gone.granted()).isEqualTo(Map.of("x", index));
    assertThat(apply(new Command.Renew(b)).outcome())
        .isEqualTo(new Outcome.Renewed(Map.of(1L, index - 1)));
    assertThat(index - 1).isGreaterThan(first);
    assertThat(state.tokens()).isEqualTo(Map.of("x", index - 1));
    assertThat(state.nodeOf(b)).isEqualTo("b");
    assertThat(state.nodeOf(a)).isEmpty();
  }

  @Test
  void aRenewalThatTheLeaderDidNotKnowOfKeepsTheSession() {
    long a = open("a");
    long known = state.renewals().get(a);
    apply(new Command.Renew(a));
    apply(new Command.Expire(a, known));
    assertThat(state.renewals()).containsKey(a);
    apply(new Command.Expire(a, state.renewals().get(a)));
    assertThat(state.renewals()).isEmpty();
    assertThat(apply(new Command.Renew(a)).outcome()).isEqualTo(GONE);
    assertThat(request(a, 1, new Operation.Claim("x")).outcome()).isEqualTo(GONE);
  }

  @Test
  void everythingHasABound() {
    long a = open("a");
    open("b");
    assertThat(apply(new Command.Open("c", 1)).outcome()).isEqualTo(FULL);
    request(a, 1, new Operation.Claim("x"));
    request(a, 2, new Operation.Claim("x"));
    assertThat(request(a, 3, new Operation.Claim("x")).outcome()).isEqualTo(FULL);
    assertThat(request(a, 4, new Operation.Arrive("x", 2)).outcome()).isEqualTo(FULL);
    request(a, 5, new Operation.Leave(2));
    assertThat(request(a, 6, new Operation.Claim("y")).outcome())
        .isEqualTo(new Outcome.Granted(index));
    request(a, 7, new Operation.Add("n", 1));
    assertThat(request(a, 8, new Operation.Add("o", 1)).outcome()).isEqualTo(FULL);
    assertThat(request(a, 9, new Operation.Add("o", 0)).outcome()).isEqualTo(new Outcome.Count(0));
    assertThat(request(a, 10, new Operation.Put("m", "k", "0123456789ABCDEF", 0)).outcome())
        .isEqualTo(new Outcome.Value(index, ""));
    assertThat(request(a, 11, new Operation.Put("m", "l", "long", 0)).outcome()).isEqualTo(FULL);
    request(a, 12, new Operation.Remove("m", "k", index - 1));
    request(a, 13, new Operation.Put("m", "l", "", 0));
    request(a, 14, new Operation.Put("m", "m", "", 0));
    assertThat(request(a, 15, new Operation.Put("m", "n", "", 0)).outcome()).isEqualTo(FULL);
  }

  @Test
  void whoAsksForTooMuchAtOnceIsRefused() {
    long a = open("a");
    for (int number = 1; number <= 3; number++) {
      apply(new Command.Request(a, number, 1, new Operation.Add("n", 1)));
    }
    assertThat(apply(new Command.Request(a, 4, 1, new Operation.Add("n", 1))).outcome())
        .isEqualTo(FULL);
    assertThat(apply(new Command.Request(a, 4, 2, new Operation.Add("n", 1))).outcome())
        .isEqualTo(new Outcome.Count(4));
  }

  @Test
  void aBarrierHasOneNumberOfParties() {
    long a = open("a");
    long b = open("b");
    request(a, 1, new Operation.Arrive("x", 2));
    assertThat(request(b, 1, new Operation.Arrive("x", 3)).outcome())
        .isEqualTo(new Outcome.Refused(Reason.OTHER_PARTIES));
    Applied last = request(b, 2, new Operation.Arrive("x", 2));
    assertThat(last.outcome()).isEqualTo(new Outcome.Granted(index));
    assertThat(last.touched()).containsExactly(a, b);
    assertThat(last.granted()).isEmpty();
  }

  @Test
  void whatIsNoneIsNotRead() {
    assertThatThrownBy(() -> CommandCodec.read(new byte[] {9}))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> CommandCodec.read(new byte[] {1, 0}))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> AgreementCodec.read(new byte[] {2}, Limits.USUAL))
        .isInstanceOf(UncheckedIOException.class);
  }
}
