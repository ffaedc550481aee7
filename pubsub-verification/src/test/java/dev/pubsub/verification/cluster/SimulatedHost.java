package dev.pubsub.verification.cluster;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.cluster.wire.Wire;
import dev.pubsub.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * One machine in a {@link SimulatedWorld}: a clock that may be fast, threads that may stand still.
 */
final class SimulatedHost implements Scheduler, Executor, Wire {

  private final SimulatedWorld world;
  private final Node node;
  private final double rate;
  private final List<Runnable> held = new ArrayList<>();
  private boolean stopped;
  private boolean ending;
  private boolean gone;

  SimulatedHost(SimulatedWorld world, Node node, double rate) {
    this.world = world;
    this.node = node;
    this.rate = rate;
  }

  Node node() {
    return node;
  }

  /** Everything stands still here but the clock. */
  void stop() {
    stopped = true;
  }

  void goOn() {
    stopped = false;
    held.forEach(task -> world.in(0, () -> run(task)));
    held.clear();
  }

  /** What is left to do is done at once, and nothing of it is heard of; then it is no more. */
  void end(Runnable last) {
    ending = true;
    last.run();
    gone = true;
  }

  void run(Runnable task) {
    if (stopped) {
      held.add(task);
    } else if (!gone) {
      task.run();
    }
  }

  @Override
  public long nanoTime() {
    return (long) (world.now() * rate);
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    boolean[] cancelled = new boolean[1];
    world.in(
        (long) (delay.toNanos() / rate) + 1,
        () ->
            run(
                () -> {
                  if (!cancelled[0]) {
                    task.run();
                  }
                }));
    return () -> cancelled[0] = true;
  }

  @Override
  public void execute(Runnable task) {
    if (ending) {
      task.run();
    } else {
      world.in(0, () -> run(task));
    }
  }

  @Override
  public void open(Events events) {
    throw new UnsupportedOperationException("the world tells what happens");
  }

  @Override
  public boolean isOpenTo(Node to) {
    return !ending;
  }

  @Override
  public void send(Node to, byte[] frame) {
    if (!ending) {
      world.carry(node, to, frame);
    }
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("the world ends it");
  }
}
