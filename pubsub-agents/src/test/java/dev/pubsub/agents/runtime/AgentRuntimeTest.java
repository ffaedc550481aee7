package dev.pubsub.agents.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.RequestOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.AgentState;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents whose threads are not always to be had, on time moved by hand. */
final class AgentRuntimeTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final ManualTime time = new ManualTime();
  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Roster<String, AgentInfo> roster = Roster.alone("here");
  private Runnable beforeRegistration = () -> {};
  private Runnable behindRegistration = () -> {};
  private final List<String> removed = new ArrayList<>();
  private final AtomicInteger started = new AtomicInteger();
  private final List<Roster.Watcher<? super String, ? super AgentInfo>> watchers =
      new ArrayList<>();
  private final List<AgentInfo> conflicts = new ArrayList<>();
  private final Lives lives =
      new Lives() {
        @Override
        public void conflicting(AgentInfo agent, AgentInfo other) {
          conflicts.addAll(List.of(agent, other));
        }
      };

  @AfterEach
  void close() {
    pubsub.close();
  }

  /** A node that knows no other. */
  private record Here(String self) implements Members {

    @Override
    public List<String> list() {
      return List.of(self);
    }

    @Override
    public AutoCloseable watch(Listener listener) {
      return () -> {};
    }
  }

  private AgentRuntime open(Executor threads) {
    return AgentRuntime.open(
        pubsub.bus().as(new Principal("system:agents")),
        SubscribeOptions.DEFAULT,
        new Ground(
            "here",
            time,
            time.clock(),
            threads,
            threads,
            "token",
            lives,
            Permits.ALL,
            new MailTrace(time.clock())),
        new AgentRegistry(interrupted(), new Here("here")));
  }

  /** The roster, but something else happens before an entry is there. */
  private Roster<String, AgentInfo> interrupted() {
    return new Roster<>() {
      @Override
      public Optional<AgentInfo> put(String key, AgentInfo value) {
        return roster.put(key, value);
      }

      @Override
      public boolean putIfAbsent(String key, AgentInfo value) {
        beforeRegistration.run();
        boolean isPut = roster.putIfAbsent(key, value);
        behindRegistration.run();
        return isPut;
      }

      @Override
      public Optional<AgentInfo> update(String key, UnaryOperator<AgentInfo> change) {
        return roster.update(key, change);
      }

      @Override
      public Optional<AgentInfo> remove(String key) {
        removed.add(key);
        return roster.remove(key);
      }

      @Override
      public Map<String, AgentInfo> entries() {
        return roster.entries();
      }

      @Override
      public Optional<String> owner(String key) {
        return roster.owner(key);
      }

      @Override
      public AutoCloseable watch(Watcher<? super String, ? super AgentInfo> watcher) {
        watchers.add(watcher);
        return roster.watch(watcher);
      }
    };
  }

  private AgentSpec counted() {
    return AgentSpec.of(
            "counted",
            () -> {
              started.incrementAndGet();
              return (mail, context) -> {};
            })
        .withId("counted");
  }

  @Test
  void whoFindsNoThreadIsGivenOneLater() {
    AtomicInteger failures = new AtomicInteger(2);
    AgentRuntime runtime =
        open(
            task -> {
              if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              task.run();
            });
    runtime.create("ann", counted());
    var stopped = runtime.stop("ann", "counted", Duration.ZERO);
    time.advance(Duration.ofMillis(100));
    assertThat(stopped).isNotDone();
    time.advance(Duration.ofMillis(100));
    assertThat(stopped).succeedsWithin(SOON);
    runtime.close();
  }

  @Test
  void whoEndsAfterTheThreadsAreGoneEndsAllTheSame() {
    AtomicInteger turns = new AtomicInteger();
    AgentRuntime runtime =
        open(
            task -> {
              if (turns.getAndIncrement() > 0) {
                throw new RejectedExecutionException("closed");
              }
              task.run();
            });
    runtime.create("ann", counted());
    runtime.close();
    assertThat(roster.entries()).isEmpty();
    assertThat(pubsub.bus().publish("agent.direct.counted", "hello"))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.matched()).isZero());
  }

  @Test
  void mailIsNotHeardAnyMoreThoughAnAgentIsStuck() {
    Queue<Runnable> stuck = new ConcurrentLinkedQueue<>();
    AgentRuntime runtime = open(stuck::add);
    runtime.create("ann", counted());
    var ended = runtime.shutDown();
    runtime.close();
    assertThat(ended).isNotDone();
    assertThat(pubsub.bus().publish("agent.direct.counted", "hello", PublishOptions.ofType("say")))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.matched()).isZero());
    stuck.forEach(Runnable::run);
    assertThat(ended).succeedsWithin(SOON);
  }

  @Test
  void whoIsMadeIsNotReachedBeforeItsIdIsItsOwn() {
    AgentRuntime runtime = open(Runnable::run);
    Bus ann = runtime.as(new Principal("ann"));
    List<PublishResult> told = new ArrayList<>();
    List<CompletableFuture<Void>> stops = new ArrayList<>();
    beforeRegistration =
        () -> {
          told.add(runtime.tell(ann, "counted", "x", PublishOptions.DEFAULT));
          stops.add(runtime.stop("ann", "counted", Duration.ZERO));
        };
    runtime.create("ann", counted());
    assertThat(told).singleElement().isInstanceOf(Rejected.class);
    assertThat(stops)
        .singleElement()
        .satisfies(stop -> assertThat(stop).isCompletedExceptionally());
    assertThat(roster.entries()).containsOnlyKeys("counted");
    runtime.close();
    assertThat(roster.entries()).isEmpty();
  }

  @Test
  void whoIsKnownBeforeItIsThereIsBusyUntilItIs() {
    try (AgentRuntime runtime = open(Runnable::run)) {
      Bus ann = runtime.as(new Principal("ann"));
      List<PublishResult> told = new ArrayList<>();
      List<CompletableFuture<Signal>> asked = new ArrayList<>();
      behindRegistration =
          () -> {
            told.add(runtime.tell(ann, "counted", "x", PublishOptions.DEFAULT));
            asked.add(runtime.ask("ann", ann, "counted", "x", RequestOptions.within(SOON)));
          };
      runtime.create("ann", counted());
      assertThat(told)
          .singleElement()
          .isInstanceOfSatisfying(
              Rejected.class, why -> assertThat(why.code()).isEqualTo(AgentError.AGENT_BUSY));
      assertThat(asked)
          .singleElement()
          .satisfies(
              reply ->
                  assertThat(reply)
                      .isCompletedExceptionally()
                      .failsWithin(Duration.ZERO)
                      .withThrowableThat()
                      .withMessageContaining("is being made"));
      assertThat(runtime.tell(ann, "counted", "x", PublishOptions.DEFAULT))
          .isInstanceOf(Accepted.class);
      assertThat(pubsub.bus().deadLetters().count()).isZero();
    }
  }

  @Test
  void whoEndsAfterItWasUnregisteredLeavesItsIdToOthers() {
    AgentRuntime runtime = open(Runnable::run);
    runtime.create("ann", counted());
    runtime.registry().unregister("counted");
    assertThat(removed).hasSize(1);
    assertThat(runtime.stop("ann", "counted", Duration.ZERO)).succeedsWithin(SOON);
    assertThat(removed).hasSize(1);
    runtime.close();
  }

  @Test
  void whoCannotBeRegisteredIsNotThere() {
    AgentRuntime runtime = open(Runnable::run);
    beforeRegistration =
        () -> {
          throw new IllegalStateException("no place");
        };
    assertThatThrownBy(() -> runtime.create("ann", counted())).hasMessage("no place");
    assertThat(runtime.stats().agents()).isZero();
    runtime.close();
  }

  @Test
  void ofAStrangerWithTheSameIdIsTold() {
    try (AgentRuntime runtime = open(Runnable::run)) {
      runtime.create("ann", counted());
      AgentInfo own = runtime.registry().find("counted").orElseThrow();
      AgentInfo stranger =
          new AgentInfo("counted", own.profile(), "there", "", AgentState.RUNNING, 0);
      watchers.forEach(watcher -> watcher.contested("counted", own, stranger));
      assertThat(conflicts).containsExactly(own, stranger);
    }
  }

  @Test
  void whoLivesOnIsNotReplacedThoughTheRegistryForgotIt() {
    AgentRuntime runtime = open(Runnable::run);
    runtime.create("ann", counted());
    runtime.registry().unregister("counted");
    assertThatThrownBy(() -> runtime.create("ann", counted()))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(AgentError.AGENT_EXISTS));
    assertThat(runtime.stats().agents()).isOne();
    assertThat(roster.entries()).isEmpty();
    runtime.close();
  }
}
