package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.Selection;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.core.PubSub;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was told and accepted finds its place, whatever else is on its way with it. */
final class KeptPlacesTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Agents agents = Agents.on(pubsub.bus());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch road = new CountDownLatch(1);
  private final CountDownLatch work = new CountDownLatch(1);
  private final List<Signal> toldFirst = new CopyOnWriteArrayList<>();
  private final List<Object> handled = new CopyOnWriteArrayList<>();

  /** An agent has its hands full, and no further mail arrives. */
  @BeforeEach
  void hold() throws Exception {
    Agent busy =
        new Agent() {
          @Override
          public void started(AgentContext context) {
            context.subscribe("news", Selection.ALL);
          }

          @Override
          public void receive(Mail mail, AgentContext context) throws Exception {
            toldFirst.add(mail.signal());
            begun.countDown();
            work.await();
            handled.add(mail.payload());
            var unused = mail.reply("done");
          }
        };
    agents.create(AgentSpec.of("busy", () -> busy).withId("busy").withCapacity(2).mayBlock());
    agents.tell("busy", "", "first");
    begun.await();
    CountDownLatch held = new CountDownLatch(1);
    Agent barrier =
        (mail, context) -> {
          held.countDown();
          road.await();
        };
    // Started by this thread, so that none but that of the bus has its turn when mail comes.
    agents.createAll(AgentSpec.of("barrier", () -> barrier).neverBlocks(), List.of("barrier"));
    agents.tell("barrier", "", "close");
    held.await();
  }

  @AfterEach
  void close() {
    road.countDown();
    work.countDown();
    agents.close();
    pubsub.close();
  }

  private CompletableFuture<Signal> ask(String question) {
    return agents.ask("busy", "", question, SOON);
  }

  private void tell() {
    assertThat(agents.tell("busy", "", "told")).isInstanceOf(Accepted.class);
  }

  private void assertHandled(long received, Object... expected) {
    road.countDown();
    await().atMost(SOON).until(() -> agents.stats().received() == received);
    work.countDown();
    await().atMost(SOON).untilAsserted(() -> assertThat(handled).containsExactly(expected));
  }

  @Test
  void questionsDoNotTakeThePlaceOfWhatWasTold() {
    CompletableFuture<Signal> one = ask("one");
    CompletableFuture<Signal> two = ask("two");
    tell();
    assertHandled(5, "first", "one", "told");
    assertThat(one).succeedsWithin(SOON);
    assertThat(two).failsWithin(SOON).withThrowableThat().withMessageContaining("as may");
  }

  @Test
  void norDoesWhatIsPublishedWithoutAskingForRoom() {
    for (String each : List.of("one", "two")) {
      pubsub.bus().publish("agent.direct.busy", each);
    }
    tell();
    assertHandled(5, "first", "one", "told");
  }

  @Test
  void norDoesWhatSaysThatAPlaceWasKept() {
    Headers same = Headers.NONE;
    for (Map.Entry<String, String> each : toldFirst.get(0).headers().asMap().entrySet()) {
      same = same.with(each.getKey(), String.valueOf(each.getValue().toCharArray()));
    }
    assertThat(same).isEqualTo(toldFirst.get(0).headers()).isNotEqualTo(Headers.NONE);
    pubsub.bus().publish("agent.direct.busy", "forged", PublishOptions.DEFAULT.withHeaders(same));
    tell();
    tell();
    assertHandled(5, "first", "told", "told");
  }

  @Test
  void norDoesWhatWasSetAsideAndIsBroughtOnceMore() {
    Agent weak =
        (mail, context) -> {
          throw new IllegalStateException("too much");
        };
    agents.create(AgentSpec.of("weak", () -> weak).withId("weak"));
    road.countDown();
    agents.tell("weak", "", "told");
    await().atMost(SOON).until(() -> pubsub.bus().deadLetters().count() == 1);
    assertThat(pubsub.bus().deadLetters().list(1))
        .singleElement()
        .satisfies(letter -> assertThat(letter.signal().payload()).isEqualTo("told"))
        .satisfies(letter -> assertThat(letter.signal().headers()).isEqualTo(Headers.NONE));
  }

  @Test
  void norDoesWhatExpires() {
    PublishOptions brief = PublishOptions.DEFAULT.withTtl(SOON);
    for (String each : List.of("one", "two")) {
      assertThat(pubsub.bus().publish("agent.direct.busy", each, brief))
          .isInstanceOf(Accepted.class);
    }
    tell();
    assertHandled(5, "first", "one", "told");
  }

  @Test
  void norDoesWhatIsOverheard() {
    tell();
    tell();
    for (int i = 0; i < 2; i++) {
      pubsub.bus().publish("news", "sun");
    }
    await().atMost(SOON).until(() -> agents.stats().received() == 4);
    assertHandled(6, "first", "told", "told");
  }

  @Test
  void afterItWasStoppedThereIsAPlaceForWhatWasToldAlone() {
    CompletableFuture<Signal> asked = ask("one");
    tell();
    CompletableFuture<Void> stopped = agents.stop("busy", SOON);
    assertHandled(4, "first", "told");
    assertThat(stopped).succeedsWithin(SOON);
    assertThat(asked).failsWithin(SOON).withThrowableThat().withMessageContaining("stopped");
  }
}
