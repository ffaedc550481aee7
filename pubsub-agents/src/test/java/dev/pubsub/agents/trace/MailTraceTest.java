package dev.pubsub.agents.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.agents.trace.TracedMail.Outcome;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MailTraceTest {

  private final ManualTime time = new ManualTime();
  private final MailTrace trace = new MailTrace(time.clock());

  @Test
  void nothingIsKeptUntilItIsSwitchedOn() {
    assertThat(trace.isOn()).isFalse();

    trace.on("ann", 10);
    trace.received("bob", mail(1));
    trace.handled("bob", mail(1));

    assertThat(trace.isOn()).isTrue();
    assertThat(trace.mail("bob")).isEmpty();
    assertThat(trace.mail("ann")).isEmpty();
  }

  @Test
  void theMailOfAnAgentIsKeptWithWhatBecameOfIt() {
    trace.on("ann", 10);
    for (int i = 1; i < 5; i++) {
      trace.received("ann", mail(i));
      time.advance(Duration.ofSeconds(1));
    }

    trace.handled("ann", mail(1));
    trace.failed("ann", mail(2), new IllegalStateException("no"));
    trace.setAside("ann", mail(2), "failed");
    trace.setAside("ann", mail(3), "the agent has ended");

    assertThat(trace.mail("ann"))
        .containsExactly(
            traced(1, Outcome.HANDLED, ""),
            traced(2, Outcome.FAILED, "java.lang.IllegalStateException: no"),
            traced(3, Outcome.SET_ASIDE, "the agent has ended"),
            traced(4, Outcome.RECEIVED, ""));
  }

  @Test
  void whatWasRefusedIsKeptToo() {
    trace.on("ann", 10);

    trace.setAside("ann", mail(1), "busy");
    trace.handled("ann", mail(2));

    assertThat(trace.mail("ann")).containsExactly(traced(1, Outcome.SET_ASIDE, "busy"));
  }

  @Test
  void theOldestGoesFirstAndWhatComesAgainComesLast() {
    trace.on("ann", 2);

    trace.received("ann", mail(1));
    trace.received("ann", mail(2));
    trace.received("ann", mail(1));
    trace.received("ann", mail(3));

    assertThat(trace.mail("ann"))
        .extracting(each -> each.signal().id().low())
        .containsExactly(1L, 3L);
  }

  @Test
  void onceItIsOffForAllItIsOff() {
    trace.on("ann", 2);
    trace.on("bob", 2);
    trace.received("ann", mail(1));

    trace.off("ann");
    assertThat(trace.mail("ann")).isEmpty();
    assertThat(trace.isOn()).isTrue();

    trace.off("bob");
    assertThat(trace.isOn()).isFalse();
  }

  @Test
  void aNumberThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> trace.on("ann", 0)).isInstanceOf(PubSubException.class);
    assertThatThrownBy(() -> trace.on("ann", 10_001)).isInstanceOf(PubSubException.class);
  }

  @Test
  void theDeadLettersOfAnAgentAreThoseOfItsMail() {
    try (PubSub pubsub = PubSub.builder().discover(false).open()) {
      var bus = pubsub.bus();
      bus.subscribe(
          "agent.direct.*",
          SubscribeOptions.DEFAULT.acknowledged(),
          delivery -> delivery.reject("no"));
      bus.publish("agent.direct.ann", 1);
      bus.publish("agent.direct.bob", 2);
      await().until(() -> bus.deadLetters().count() == 2);

      assertThat(MailTrace.deadLetters(bus, "ann", 10))
          .extracting(each -> each.signal().payload())
          .containsExactly(1);
      assertThatThrownBy(() -> MailTrace.deadLetters(bus, "*", 10))
          .isInstanceOf(PubSubException.class);
    }
  }

  private static Signal mail(int number) {
    return Signal.of(new SignalId(1, number), "agent.direct.ann", number);
  }

  private static TracedMail traced(int number, Outcome outcome, String why) {
    long second = outcome == Outcome.SET_ASIDE && why.equals("busy") ? 0 : number - 1;
    return new TracedMail(mail(number), ManualTime.START.plusSeconds(second), outcome, why);
  }
}
