package dev.pubsub.core.functional;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishResult;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.testkit.HeldSubscriber;
import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A bus on time moved by hand, so that takeovers come when a test asks for them. */
final class ManualBus implements AutoCloseable {

  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  final ManualTime time = new ManualTime();
  final PubSub pubsub;
  final Bus bus;
  private final List<HeldSubscriber> held = new ArrayList<>();

  /**
   * With one lane and queues that are open to all up to their capacity, unless the settings, keys
   * and values in turn, say otherwise.
   */
  ManualBus(String... settings) {
    this(List.of(), settings);
  }

  /** The same with plugins. */
  ManualBus(List<Plugin> plugins, String... settings) {
    PubSubBuilder builder =
        PubSub.builder()
            .clock(time.clock())
            .scheduler(time)
            .set("pubsub.lanes", "1")
            .set("pubsub.soft-limit", "100");
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    plugins.forEach(builder::plugin);
    pubsub = builder.open();
    bus = pubsub.bus();
  }

  /** The same with a plugin that contributes this and does nothing else. */
  static ManualBus with(Contributions contributions, String... settings) {
    return new ManualBus(List.of(new Contributing(contributions)), settings);
  }

  private record Contributing(Contributions contributions) implements Plugin {

    @Override
    public String id() {
      return "contributing";
    }

    @Override
    public Contributions install(Environment environment) {
      return contributions;
    }
  }

  Session session(String principal, int capacity) {
    return pubsub
        .gateway()
        .open("default", new Principal(principal), SessionOptions.ofCapacity(capacity));
  }

  /** A subscriber that is let go at the end of the test at the latest. */
  HeldSubscriber holding() {
    return holdingAt(1);
  }

  /** A subscriber that blocks in one signal, counted from 1. */
  HeldSubscriber holdingAt(int signal) {
    HeldSubscriber subscriber = new HeldSubscriber(signal);
    held.add(subscriber);
    return subscriber;
  }

  /** Publishes numbers; returns how many deliveries were dropped. */
  int publish(String topic, int from, int to) {
    int dropped = 0;
    for (int i = from; i < to; i++) {
      dropped += accepted(bus.publish(topic, i)).dropped();
    }
    return dropped;
  }

  static PublishResult.Accepted accepted(PublishResult result) {
    if (result instanceof PublishResult.Accepted accepted) {
      return accepted;
    }
    throw new AssertionError("refused: " + result);
  }

  static ErrorCode refused(PublishResult result) {
    if (result instanceof PublishResult.Rejected rejected) {
      return rejected.code();
    }
    throw new AssertionError("not refused: " + result);
  }

  /** The threads of all buses; those that drain go on for a moment behind the end of theirs. */
  static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("pubsub-"))
        .collect(Collectors.toSet());
  }

  /** The code with which something has failed, or null; waits until it is done. */
  static @Nullable ErrorCode failure(CompletableFuture<?> future) {
    await(future::isDone);
    return future
        .handle((result, failure) -> failure instanceof PubSubException e ? e.code() : null)
        .join();
  }

  /** Moves time on until it is so. */
  void advanceUntil(BooleanSupplier condition) {
    await(
        () -> {
          if (condition.getAsBoolean()) {
            return true;
          }
          time.advance(Duration.ofMillis(1));
          return false;
        });
  }

  /** Waits until it is so; time stands still. */
  static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(100_000);
    }
  }

  @Override
  public void close() {
    held.forEach(HeldSubscriber::release);
    pubsub.close();
  }
}
