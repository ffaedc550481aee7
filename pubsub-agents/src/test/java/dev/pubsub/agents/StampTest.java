package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Bus;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.agents.agent.Agent;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the signals of an agent say of it, and who selects them by that. */
final class StampTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Profile DEMO =
      new Profile(
          "demo", Set.of("ping", "echo"), Set.of("choir"), Map.of("location", "node1.rack\n2"));

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Agents agents = Agents.on(pubsub.bus());
  private final RecordingSubscriber heard = new RecordingSubscriber();

  @AfterEach
  void close() {
    agents.close();
    pubsub.close();
  }

  private String start(Consumer<AgentContext> work) {
    Agent agent =
        new Agent() {
          @Override
          public void started(AgentContext context) {
            work.accept(context);
          }

          @Override
          public void receive(Mail mail, AgentContext context) {}
        };
    return agents.create(AgentSpec.of("demo", () -> agent).withId("ann").withProfile(DEMO));
  }

  private void selecting(String selector) {
    pubsub.bus().subscribe("**", SubscribeOptions.DEFAULT.selecting(selector), heard);
  }

  private List<Object> heard(int count) throws InterruptedException {
    return heard.await(count, SOON).stream().map(Signal::payload).toList();
  }

  @Test
  void itIsSelectedByWhatItIsLikeHoweverItPublishes() throws Exception {
    selecting("agent.type:demo.capability:ping agent.location:node1.* agent.group:choir");
    start(
        context -> {
          Bus bus = context.bus();
          bus.publish("t", 1);
          bus.publishAll(List.of(new Publication("t", 2), new Publication("t", 3)));
          context.tell("ann", "say", 4);
          context.ask("ann", "say", 5, SOON, (reply, failure) -> {});
          bus.publish("t", 6);
        });
    agents.signals().send("ann", "ann", "say", 7);
    agents.signals().sendAll("ann", List.of("ann"), "say", 8);
    pubsub.bus().publish("t", "somebody else");
    assertThat(heard(8)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void whatItSaysInTheseNamesItselfIsNotHeard() throws Exception {
    selecting("agent.node:local");
    start(
        context ->
            context
                .bus()
                .publish(
                    "t",
                    1,
                    PublishOptions.DEFAULT
                        .withHeader("agent.type", "boss")
                        .withHeader("agent.rank", "1")
                        .withHeader("content", "text")));
    assertThat(heard.await(1, SOON).get(0).headers().asMap())
        .containsOnly(
            Map.entry("content", "text"),
            Map.entry("agent.type", "demo"),
            Map.entry("agent.capability", "echo, ping"),
            Map.entry("agent.group", "choir"),
            Map.entry("agent.location", "node1.rack 2"),
            Map.entry("agent.node", "local"));
  }

  @Test
  void whoIsNoAgentAnyMoreSaysNothingOfWhatItIsLike() throws Exception {
    pubsub.bus().subscribe("t", heard);
    CompletableFuture<Bus> kept = new CompletableFuture<>();
    start(context -> kept.complete(context.bus()));
    Bus bus = kept.get(SOON.toSeconds(), TimeUnit.SECONDS);
    agents.stop("ann", SOON).toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);

    bus.publish("t", 1, PublishOptions.DEFAULT.withHeader("agent.type", "boss"));
    assertThat(heard.await(1, SOON).get(0).headers().asMap()).isEmpty();
  }

  @Test
  void whatIsLikeOtherThingsFromNowOnSaysSo() throws Exception {
    selecting("agent.type:demo");
    start(
        context -> {
          Bus bus = context.bus();
          bus.publish("t", 1);
          context.describe(Profile.of("demo"));
          bus.publish("t", 2);
        });
    assertThat(heard.await(2, SOON).get(1).headers().asMap())
        .containsOnlyKeys("agent.type", "agent.node", "agent.location");
  }

  @Test
  void whatMayBeSaidOfAnAgentLeavesRoomForWhatItSays() throws Exception {
    selecting("agent.type:demo");
    start(
        context -> {
          context.describe(DEMO.withAttributes(attributes(32, 200)));
          Headers own = Headers.NONE;
          for (int i = 0; i < 24; i++) {
            own = own.with("own" + i, "x".repeat(200));
          }
          context.bus().publish("t", 1, PublishOptions.DEFAULT.withHeaders(own));
        });
    assertThat(heard.await(1, SOON).get(0).headers().size()).isEqualTo(32 + 24 + 5);
  }

  private static Map<String, String> attributes(int count, int length) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> "a" + i, i -> "x".repeat(length)));
  }

  @Test
  void moreIsSaidOfNoAgent() {
    for (Map<String, String> much : List.of(attributes(33, 1), attributes(1, 8200))) {
      assertThatThrownBy(() -> DEMO.withAttributes(much))
          .isInstanceOfSatisfying(
              PubSubException.class, e -> assertThat(e.code()).isEqualTo(AgentError.BAD_AGENT));
    }
    // Between them stand commas.
    Set<String> many =
        IntStream.range(1000, 3000).mapToObj(Integer::toString).collect(Collectors.toSet());
    assertThatThrownBy(() -> new Profile("demo", many, Set.of(), Map.of()))
        .isInstanceOf(PubSubException.class)
        .hasMessageContaining("8192 characters");
  }
}
