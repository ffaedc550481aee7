package dev.pubsub.core.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Plugins that start at the same time. */
final class ParallelStartTest {

  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void pluginsThatDoNotRequireEachOtherStartAtTheSameTime() {
    CyclicBarrier meeting = new CyclicBarrier(2);
    Assembly assembly =
        AssemblyTest.install(
            plugin("a").starting(() -> meet(meeting)), plugin("b").starting(() -> meet(meeting)));

    assembly.start(AssemblyTest.NO_GATEWAY);

    assertThat(log).startsWith("install a", "install b").contains("start a", "start b").hasSize(4);
  }

  @Test
  void allThatFailAreNamedAndThePartsOfBothStopped() {
    CyclicBarrier meeting = new CyclicBarrier(2);
    IllegalStateException first = new IllegalStateException("one");
    Assembly assembly =
        AssemblyTest.install(
            plugin("a").starting(() -> failTogether(meeting, first)),
            plugin("b").starting(() -> failTogether(meeting, new AssertionError("two"))),
            plugin("c").requiring("a", "b"));
    log.clear();

    PubSubException failure = AssemblyTest.refusedStart(assembly);

    assertThat(failure.code()).isEqualTo(StandardError.PLUGIN_FAILED);
    assertThat(failure.getMessage().lines())
        .containsExactly("plugin 'a' could not start: one", "plugin 'b' could not start: two");
    assertThat(failure).hasRootCause(first);
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(log).endsWith("stop b", "stop a").doesNotContain("start c", "stop c");
  }

  @Test
  void anInterruptReachesThoseThatStart() {
    CountDownLatch never = new CountDownLatch(1);
    Thread opener = Thread.currentThread();
    Assembly assembly =
        AssemblyTest.install(
            plugin("a")
                .starting(
                    () -> {
                      opener.interrupt();
                      assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
                    }));

    assembly.start(AssemblyTest.NO_GATEWAY);

    assertThat(Thread.interrupted()).isTrue();
  }

  private static void meet(CyclicBarrier meeting) {
    try {
      meeting.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("nobody else came", e);
    }
  }

  private static void failTogether(CyclicBarrier meeting, Throwable fault) {
    meet(meeting);
    LoggingPlugin.throwAny(fault);
  }

  private LoggingPlugin plugin(String id) {
    return new LoggingPlugin(id, log);
  }
}
