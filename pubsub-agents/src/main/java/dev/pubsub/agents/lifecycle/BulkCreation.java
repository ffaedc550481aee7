package dev.pubsub.agents.lifecycle;

import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.runtime.AgentRuntime;
import dev.pubsub.error.PubSubException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Creates many agents. Whoever asks for them does the work, and a few threads help: each takes some
 * at a time until none is left, so it is done even where nobody comes to help.
 */
public final class BulkCreation {

  private static final int CHUNK = 256;

  private final AgentRuntime runtime;
  private final String by;
  private final IntFunction<AgentSpec> specs;
  private final @Nullable String[] ids;
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger nextChunk = new AtomicInteger();
  private final Phaser chunks = new Phaser(1);

  /**
   * Agents that are to be created.
   *
   * @param runtime where
   * @param by the name of whoever creates them
   * @param count how many
   * @param specs how to make each, from 0 on; called by several threads
   */
  public BulkCreation(AgentRuntime runtime, String by, int count, IntFunction<AgentSpec> specs) {
    this.runtime = runtime;
    this.by = by;
    this.specs = specs;
    this.ids = new String[count];
  }

  /**
   * Creates them; returns when each was created or refused.
   *
   * @param helpers run tasks that may take their time
   * @param most how many of these at a time
   * @return what came of it
   */
  public Created run(Executor helpers, int most) {
    try {
      for (int i = 0; i < Math.min(most, ids.length / CHUNK); i++) {
        helpers.execute(this::help);
      }
    } catch (RejectedExecutionException nobodyHelps) {
      // Then it takes longer.
    }
    work();
    // Those that others have begun.
    chunks.arriveAndAwaitAdvance();
    return result();
  }

  private void help() {
    // Who comes when all is done has nothing to do, and is not waited for.
    if (chunks.register() == 0) {
      try {
        work();
      } finally {
        chunks.arriveAndDeregister();
      }
    }
  }

  private void work() {
    for (long from = nextChunk.getAndIncrement() * (long) CHUNK;
        from < ids.length;
        from = nextChunk.getAndIncrement() * (long) CHUNK) {
      for (int i = (int) from; i < Math.min(from + CHUNK, ids.length); i++) {
        create(i);
      }
    }
  }

  private void create(int index) {
    String wanted = "";
    try {
      AgentSpec spec = specs.apply(index);
      wanted = spec.id();
      ids[index] = runtime.createHere(by, spec);
    } catch (PubSubException e) {
      refusals.add(Refusal.of(index, wanted, e));
    } catch (RuntimeException | Error e) {
      // The others are created nevertheless, by whichever thread.
      refusals.add(Refusal.of(index, wanted, failed(e)));
    }
  }

  private static PubSubException failed(Throwable e) {
    return new PubSubException(
        AgentError.AGENT_FAILED, "the agent could not be made: " + e.getMessage(), e);
  }

  private Created result() {
    List<String> created = new ArrayList<>(ids.length);
    Arrays.stream(ids).filter(Objects::nonNull).forEach(created::add);
    return new Created(
        created, refusals.stream().sorted(Comparator.comparingInt(Refusal::index)).toList());
  }
}
