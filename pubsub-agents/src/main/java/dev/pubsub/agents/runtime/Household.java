package dev.pubsub.agents.runtime;

import dev.pubsub.agents.agent.Restart;
import dev.pubsub.agents.agent.Supervision;
import dev.pubsub.agents.supervise.Family;
import dev.pubsub.agents.supervise.Ward;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.Optional;

/**
 * Those whom an agent supervises: the agents that it created, or itself where nobody did. Used in
 * turns of that agent; what it has others do is done in theirs.
 */
final class Household implements Ward<Cell> {

  private final Cell head;
  private final Family<Cell> family;
  private boolean givenUp;
  private boolean draining;

  Household(Cell head, Supervision rule) {
    this.head = head;
    this.family = new Family<>(rule, this);
  }

  Family<Cell> family() {
    return family;
  }

  void joined(Cell child) {
    family.joined(child);
    draining = false;
  }

  /** Has one end; whether there is such a child. */
  boolean end(String child) {
    Optional<Cell> one =
        family.children().stream().filter(each -> each.id().equals(child)).findFirst();
    one.ifPresent(this::end);
    return one.isPresent();
  }

  /** Has all end once they have handled what has come; asks only once while nobody joins. */
  void drain() {
    if (!draining) {
      draining = true;
      family.children().forEach(Cell::drain);
    }
  }

  /** Has all end; whoever comes later finds another household. */
  void giveUp() {
    givenUp = true;
    family.endAll();
  }

  boolean isGivenUp() {
    return givenUp;
  }

  private long now() {
    return head.cells().ground().scheduler().nanoTime();
  }

  void failed(Cell child, Throwable failure) {
    family.failed(child, failure, now());
  }

  void began(Cell child) {
    family.began(child, now());
  }

  @Override
  public Restart restartOf(Cell child) {
    return child.spec().restart();
  }

  @Override
  public void rest(Cell child) {
    child.command(child::comeToRest);
  }

  @Override
  public void begin(Cell child) {
    child.command(child::beginAgain);
  }

  @Override
  public void end(Cell child) {
    child.command(child::end);
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    if (delay.isZero()) {
      task.run();
      return () -> {};
    }
    return head.cells().ground().after(delay, () -> head.command(task));
  }

  @Override
  public void escalate(Throwable failure) {
    head.escalated(this, failure);
  }
}
