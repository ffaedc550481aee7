package dev.pubsub.agents.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.error.PubSubException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads change one registry. */
final class RegistryRaceTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 20_000;
  private static final List<String> WORDS = List.of("x", "y", "z");

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final AgentRegistry registry = Alone.registry();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private void all(Task task) throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      tasks.add(
          () -> {
            task.run(number);
            return null;
          });
    }
    for (Future<Void> each : threads.invokeAll(tasks)) {
      each.get();
    }
  }

  private interface Task {
    void run(int number);
  }

  @Test
  void inTheEndTheIndexesAgreeWithTheEntries() throws Exception {
    all(number -> change(new Random(number)));

    for (String word : WORDS) {
      assertThat(registry.ofType(word))
          .containsExactlyInAnyOrderElementsOf(
              registry.all().stream().filter(each -> each.type().equals(word)).toList());
      assertThat(registry.withCapability(word))
          .containsExactlyInAnyOrderElementsOf(
              registry.all().stream()
                  .filter(each -> each.profile().capabilities().contains(word))
                  .toList());
    }
    registry.unregisterAll(registry.all().stream().map(AgentInfo::id).toList());
    assertThat(registry.matching(AgentPattern.ALL)).isEmpty();
    assertThat(registry.withCapability("x")).isEmpty();
  }

  private void change(Random random) {
    for (int i = 0; i < ROUNDS; i++) {
      String id = "a" + random.nextInt(20);
      Profile profile =
          Profile.of(WORDS.get(random.nextInt(3)))
              .withCapabilities(Set.of(WORDS.get(random.nextInt(3))));
      switch (random.nextInt(3)) {
        case 0 -> registry.registerAll(List.of(Alone.agent(id, profile)));
        case 1 -> registry.update(id, was -> was.withProfile(profile));
        default -> registry.unregister(id);
      }
    }
  }

  @Test
  void nobodyOutlivesAnOwnerThatEndsMeanwhile() throws Exception {
    all(
        number -> {
          for (int i = 0; i < ROUNDS; i++) {
            if (number == 0) {
              registry.registerAll(List.of(Alone.agent("owner", Profile.of("x"))));
              registry.unregister("owner");
            } else {
              own("child" + number + "-" + i);
            }
          }
        });

    assertThat(registry.all()).isEmpty();
    assertThat(registry.ofType("y")).isEmpty();
  }

  private void own(String id) {
    try {
      registry.register(Alone.agent(id, Profile.of("y"), "owner"));
    } catch (PubSubException e) {
      assertThat(e.code()).isEqualTo(AgentError.AGENT_NOT_FOUND);
    }
  }

  @Test
  void whoIsThereAllTheWhileIsSeenOnce() throws Exception {
    for (int i = 0; i < 100; i++) {
      registry.register(Alone.agent("stays" + i, Profile.of("x")));
    }
    all(
        number -> {
          for (int i = 0; i < ROUNDS / 20; i++) {
            if (number == 0) {
              assertThat(registry.ofType("x").filter(each -> each.id().startsWith("stays")))
                  .hasSize(100)
                  .doesNotHaveDuplicates();
            } else {
              String id = "comes" + number + "-" + i;
              registry.register(Alone.agent(id, Profile.of("x")));
              registry.unregister(id.replace(String.valueOf(i), String.valueOf(i - 5)));
            }
          }
        });
    assertThat(registry.ofType("x").filter(each -> each.id().startsWith("stays"))).hasSize(100);
  }
}
