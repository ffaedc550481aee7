package dev.pubsub.agents.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.agents.agent.Restart;
import dev.pubsub.agents.agent.Supervision;
import dev.pubsub.agents.agent.Supervision.Strategy;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Children that do what they are told some time later, each in order, and whose supervisor hears of
 * it later still. It checks what it is told to do.
 */
final class Troupe implements Ward<Integer> {

  private enum Command {
    REST,
    BEGIN,
    END
  }

  private static final class Child {
    final Restart rule;
    final Deque<Command> commands = new ArrayDeque<>();
    boolean running = true;
    boolean gone;
    long notBefore;

    Child(Restart rule) {
      this.rule = rule;
    }
  }

  private record Timer(long due, Runnable task) {}

  private final Strategy strategy;
  private final Family<Integer> family;
  private final List<Child> children = new ArrayList<>();
  private final Deque<Runnable> news = new ArrayDeque<>();
  private final List<Timer> timers = new ArrayList<>();
  private final Set<Integer> owed = new TreeSet<>();
  private final Set<Integer> concerned = new TreeSet<>();
  private int allowed;
  private long now;

  Troupe(Strategy strategy, int allowed) {
    this.strategy = strategy;
    this.allowed = allowed;
    this.family = new Family<>(new Supervision(strategy, allowed, Duration.ofDays(1)), this);
  }

  // ---- what happens

  void join(Restart rule) {
    if (allowed >= 0) {
      children.add(new Child(rule));
      family.joined(children.size() - 1);
    }
  }

  void fail(int number) {
    Child child = children.get(number % children.size());
    if (child.running) {
      child.running = false;
      news.add(() -> hasFailed(children.indexOf(child)));
    }
  }

  /** One ends by itself. */
  void leave(int number) {
    children.get(number % children.size()).commands.addFirst(Command.END);
    obey(number);
  }

  private void hasFailed(int number) {
    Child child = children.get(number);
    if (child.rule.wanted() && allowed-- > 0) {
      child.notBefore = now + child.rule.backoff().toNanos();
      for (int each : family.children()) {
        if (isConcerned(each, number)) {
          concerned.add(each);
          owed.add(each);
        }
      }
    }
    family.failed(number, new IllegalStateException(), now);
  }

  private boolean isConcerned(int child, int failing) {
    return switch (strategy) {
      case ONE_FOR_ONE -> child == failing;
      case ONE_FOR_ALL -> true;
      case REST_FOR_ONE -> child >= failing;
    };
  }

  void obey(int number) {
    int at = number % children.size();
    Child child = children.get(at);
    Command command = child.commands.poll();
    if (command == null || child.gone) {
      return;
    }
    child.running = command == Command.BEGIN;
    child.gone = command == Command.END;
    switch (command) {
      case REST -> news.add(() -> family.rested(at));
      case BEGIN -> {
        owed.remove(at);
        news.add(() -> family.began(at, now));
      }
      case END -> news.add(() -> family.left(at));
    }
  }

  void hear() {
    Runnable next = news.poll();
    if (next != null) {
      next.run();
    }
  }

  void pass(int time) {
    now += time;
    List<Timer> due = timers.stream().filter(timer -> timer.due <= now).toList();
    timers.removeAll(due);
    due.forEach(timer -> timer.task.run());
  }

  /** All that was begun comes to its end; who is owed a restart has got it. */
  void settle() {
    for (int i = 0; i < 100; i++) {
      for (int each = 0; each < children.size(); each++) {
        obey(each);
      }
      news.stream().toList().forEach(next -> hear());
      pass(1);
    }
    for (int each = 0; each < children.size(); each++) {
      Child child = children.get(each);
      assertThat(child.running).as("%d runs", each).isNotEqualTo(child.gone);
    }
    owed.removeIf(each -> children.get(each).gone);
    assertThat(owed).isEmpty();
    assertThat(allowed >= 0 || children.stream().allMatch(child -> child.gone)).isTrue();
  }

  // ---- what it is told

  @Override
  public Restart restartOf(Integer child) {
    return children.get(child).rule;
  }

  @Override
  public void rest(Integer child) {
    assertThat(concerned).contains(child);
    assertThat(restartOf(child).wanted()).isTrue();
    assertThat(children.get(child).commands).doesNotContain(Command.REST);
    children.get(child).commands.add(Command.REST);
  }

  @Override
  public void begin(Integer child) {
    Child one = children.get(child);
    assertThat(one.running).as("%d runs", child).isFalse();
    assertThat(one.commands).doesNotContain(Command.REST, Command.BEGIN);
    assertThat(now).isGreaterThanOrEqualTo(one.notBefore);
    one.commands.add(Command.BEGIN);
  }

  @Override
  public void end(Integer child) {
    assertThat(restartOf(child).wanted() && allowed >= 0).isFalse();
    children.get(child).commands.add(Command.END);
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    Timer timer = new Timer(now + delay.toNanos(), task);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  @Override
  public void escalate(Throwable failure) {
    assertThat(allowed).isNegative();
    family.endAll();
  }
}
