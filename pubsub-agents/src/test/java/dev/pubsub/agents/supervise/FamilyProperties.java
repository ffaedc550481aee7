package dev.pubsub.agents.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.agents.agent.Restart;
import dev.pubsub.agents.agent.Supervision;
import dev.pubsub.agents.agent.Supervision.Strategy;
import dev.pubsub.agents.supervise.FamilyProperties.Step.What;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is decided about those who fail, beside what the words of the rules say. */
final class FamilyProperties {

  private static final int CHILDREN = 5;

  /** Does all at once what it is asked to, and notes it. */
  private static final class Obedient implements Ward<Integer> {

    final TreeSet<Integer> rested = new TreeSet<>();
    final List<Integer> begun = new ArrayList<>();
    int escalations;

    @Override
    public Restart restartOf(Integer child) {
      return Restart.FRESH.backingOff(Duration.ZERO, Duration.ZERO);
    }

    @Override
    public void rest(Integer child) {
      rested.add(child);
    }

    @Override
    public void begin(Integer child) {
      begun.add(child);
    }

    @Override
    public void end(Integer child) {
      throw new AssertionError("nobody is to end");
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
      task.run();
      return () -> {};
    }

    @Override
    public void escalate(Throwable failure) {
      escalations++;
    }
  }

  @Property
  void whoIsConcernedRestsAndThenAllOfTheseBeginInTheirOrder(
      @ForAll Strategy strategy,
      @ForAll @IntRange(min = 0, max = 4) int allowed,
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = CHILDREN - 1) Integer> failures,
      @ForAll @IntRange(min = 1, max = 30) int stride) {
    Obedient ward = new Obedient();
    Family<Integer> family =
        new Family<>(new Supervision(strategy, allowed, Duration.ofNanos(100)), ward);
    for (int child = 0; child < CHILDREN; child++) {
      family.joined(child);
    }
    List<Long> counted = new ArrayList<>();
    long now = 0;
    for (int failing : failures) {
      now += stride;
      long since = now - 100;
      counted.removeIf(at -> at <= since);
      boolean tooMany = counted.size() >= allowed;
      int before = ward.escalations;
      ward.begun.clear();
      ward.rested.clear();
      family.failed(failing, new IllegalStateException(), now);
      assertThat(ward.escalations - before).isEqualTo(tooMany ? 1 : 0);
      if (tooMany) {
        assertThat(ward.rested).isEmpty();
        continue;
      }
      counted.add(now);
      List<Integer> concerned = concerned(strategy, failing);
      assertThat(ward.rested).containsExactlyElementsOf(concerned);
      for (int each : concerned) {
        assertThat(ward.begun).isEmpty();
        family.rested(each);
      }
      assertThat(ward.begun).containsExactlyElementsOf(concerned);
    }
  }

  private static List<Integer> concerned(Strategy strategy, int failing) {
    List<Integer> all = new ArrayList<>();
    for (int child = 0; child < CHILDREN; child++) {
      if (child == failing
          || strategy == Strategy.ONE_FOR_ALL
          || (strategy == Strategy.REST_FOR_ONE && child > failing)) {
        all.add(child);
      }
    }
    return all;
  }

  /** What happens next, to whom, or for how long. */
  record Step(What what, int number) {
    enum What {
      FAIL,
      OBEY,
      HEAR,
      PASS,
      LEAVE,
      JOIN
    }
  }

  @Provide
  Arbitrary<Step> steps() {
    Arbitrary<What> what =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.of(What.FAIL)),
            Tuple.of(8, Arbitraries.of(What.OBEY)),
            Tuple.of(8, Arbitraries.of(What.HEAR)),
            Tuple.of(3, Arbitraries.of(What.PASS)),
            Tuple.of(1, Arbitraries.of(What.LEAVE, What.JOIN)));
    return Combinators.combine(what, Arbitraries.integers().between(0, 11)).as(Step::new);
  }

  @Provide
  Arbitrary<Restart> rules() {
    return Arbitraries.integers()
        .between(-1, 5)
        .map(
            wait ->
                wait < 0
                    ? Restart.NEVER
                    : Restart.FRESH.backingOff(Duration.ofNanos(wait), Duration.ofNanos(5)));
  }

  @Property
  void whoeverFailsWhenAllThatWantToAreStartedAgainOnceThoseConcernedRest(
      @ForAll Strategy strategy,
      @ForAll @IntRange(max = 20) int allowed,
      @ForAll @Size(min = 1, max = CHILDREN) List<@From("rules") Restart> rules,
      @ForAll @Size(max = 80) List<@From("steps") Step> steps) {
    Troupe troupe = new Troupe(strategy, allowed);
    rules.forEach(troupe::join);
    for (Step step : steps) {
      switch (step.what()) {
        case FAIL -> troupe.fail(step.number());
        case OBEY -> troupe.obey(step.number());
        case HEAR -> troupe.hear();
        case PASS -> troupe.pass(step.number());
        case LEAVE -> troupe.leave(step.number());
        case JOIN -> troupe.join(rules.get(step.number() % rules.size()));
      }
    }
    troupe.settle();
  }
}
