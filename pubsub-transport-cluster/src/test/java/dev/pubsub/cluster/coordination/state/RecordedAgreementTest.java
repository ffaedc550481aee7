package dev.pubsub.cluster.coordination.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.coordination.Recorded;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * A state as voters of version 1 have kept it and sent it to each other. Where this fails a voter
 * would not understand what it has kept itself: it needs another version.
 */
final class RecordedAgreementTest {

  private static Agreement agreed() {
    Agreement state = new Agreement(Limits.USUAL);
    state.apply(1, new Command.Open("nörd-1", 5000));
    state.apply(2, new Command.Open("b", 4000));
    state.apply(3, request(1, 1, new Operation.Claim("lock")));
    state.apply(4, request(2, 1, new Operation.Claim("lock")));
    state.apply(5, request(1, 2, new Operation.Arrive("gate", 2)));
    state.apply(6, request(2, 2, new Operation.Add("count", -5)));
    state.apply(7, request(2, 3, new Operation.Put("map", "key", "ü", 0)));
    state.apply(8, new Command.Renew(2));
    return state;
  }

  private static Command request(long session, long number, Operation operation) {
    return new Command.Request(session, number, number - 1, operation);
  }

  @Test
  void whatIsAgreedOnIsWrittenAsItWasKept() throws IOException {
    Agreement state = agreed();
    assertThat(state.sessions).containsOnlyKeys(1L, 2L);
    assertThat(state.tickets.claims).containsOnlyKeys("lock");
    assertThat(state.tickets.arrived).containsOnlyKeys("gate");
    assertThat(state.counters).containsOnlyKeys("count");
    assertThat(state.values.cells).hasSize(1);
    recorded().assertSame("agreement", AgreementCodec.write(state));
  }

  @Test
  void whatWasKeptIsReadAsItWasAgreedOn() throws IOException {
    Agreement state = AgreementCodec.read(recorded().bytes("agreement"), Limits.USUAL);
    assertThat(state).usingRecursiveComparison().isEqualTo(agreed());
  }

  private static Recorded recorded() throws IOException {
    return Recorded.of(RecordedAgreementTest.class, "agreement-1.txt");
  }
}
