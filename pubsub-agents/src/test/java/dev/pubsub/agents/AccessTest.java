package dev.pubsub.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.core.Preset;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Agents are principals: nobody takes another's name, and rules say who may do what to whom. */
final class AccessTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String RULES =
      "workers: refuse signal+ask+stop from=type:worker to=group:core,"
          + "births: refuse create to=type:rogue";

  private final List<String> sources = new CopyOnWriteArrayList<>();

  private PubSub open() {
    return PubSub.builder()
        .discover(false)
        .plugin(new AgentsPlugin())
        .set("pubsub.presets", "true")
        .set("pubsub.plugin.agents.rules", RULES)
        .open();
  }

  private AgentSpec core() {
    return AgentSpec.of(
            "service",
            () ->
                (mail, context) -> {
                  sources.add(mail.signal().source());
                  mail.reply("done");
                })
        .withId("core")
        .withGroups("core");
  }

  /** What an agent of a type comes to when it does something. */
  private static <T> T doneBy(
      Agents agents, String type, BiFunction<AgentContext, CompletableFuture<T>, Object> what) {
    CompletableFuture<T> result = new CompletableFuture<>();
    String id =
        agents.create(
            AgentSpec.of(type, () -> (mail, context) -> sink(what.apply(context, result))));
    agents.tell(id, "go", "");
    return result.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static void sink(Object ignored) {}

  @Test
  void anAgentCannotTakeAnotherName() {
    try (PubSub pubsub = open()) {
      Agents agents = Agents.on(pubsub.bus());
      agents.create(core());
      PubSubException refused =
          doneBy(
              agents,
              "boss",
              (context, result) -> {
                try {
                  return context.bus().as(new Principal("core"));
                } catch (PubSubException e) {
                  return result.complete(e);
                }
              });
      assertThat(refused.code()).isEqualTo(StandardError.FORBIDDEN);
      PublishResult sent =
          doneBy(
              agents,
              "boss",
              (context, result) -> {
                Bus own = context.bus();
                return result.complete(own.publish("agent.direct.core", "x"));
              });
      assertThat(sent).isInstanceOf(PublishResult.Accepted.class);
      await().untilAsserted(() -> assertThat(sources).hasSize(1));
      assertThat(sources.get(0)).startsWith("boss");
    }
  }

  @Test
  void whatARuleRefusesIsRefusedByEveryWayAndAudited() {
    List<String> audited = new CopyOnWriteArrayList<>();
    try (PubSub pubsub = open()) {
      pubsub
          .bus(Preset.SECURITY)
          .subscribe("**", delivery -> audited.add(delivery.signal().type()));
      Agents agents = Agents.on(pubsub.bus());
      agents.create(core());

      PublishResult told =
          doneBy(
              agents,
              "worker",
              (context, result) -> result.complete(context.tell("core", "do", "it")));
      assertForbidden(told);
      PublishResult published =
          doneBy(
              agents,
              "worker",
              (context, result) ->
                  result.complete(context.bus().publish("agent.direct.core", "it")));
      assertForbidden(published);
      Throwable asked =
          doneBy(
              agents,
              "worker",
              (context, result) -> {
                context.ask("core", "do", "it", SOON, (reply, failure) -> result.complete(failure));
                return true;
              });
      assertThat(((PubSubException) asked).code()).isEqualTo(StandardError.FORBIDDEN);

      assertThat(sources).isEmpty();
      await().untilAsserted(() -> assertThat(audited).contains("access_refused"));
      assertThat(agents.ask("core", "do", "it", SOON).join().payload()).isEqualTo("done");
    }
  }

  @Test
  void rulesSayWhoMayStopAndCreate() {
    try (PubSub pubsub = open()) {
      Agents agents = Agents.on(pubsub.bus());
      agents.create(core());
      String worker = agents.create(AgentSpec.of("worker", () -> (mail, context) -> {}));
      assertThatThrownBy(() -> agents.stop(new Principal(worker), "core", SOON).join())
          .isInstanceOf(CompletionException.class)
          .extracting(e -> ((PubSubException) e.getCause()).code())
          .isEqualTo(StandardError.FORBIDDEN);
      assertThatThrownBy(() -> agents.create(AgentSpec.of("rogue", () -> (mail, context) -> {})))
          .isInstanceOf(PubSubException.class)
          .extracting(e -> ((PubSubException) e).code())
          .isEqualTo(StandardError.FORBIDDEN);
      agents.stop("core", SOON).join();
      assertThat(agents.registry().find("core")).isEmpty();
    }
  }

  private static void assertForbidden(PublishResult result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Rejected.class,
            refused -> assertThat(refused.code()).isEqualTo(StandardError.FORBIDDEN));
  }
}
