package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManualTimeTest {

  private final ManualTime time = new ManualTime();
  private final List<String> ran = new ArrayList<>();

  @Test
  void timeStandsStillUntilItIsMoved() {
    assertThat(time.clock().instant()).isEqualTo(ManualTime.START);
    assertThat(time.nanoTime()).isEqualTo(time.nanoTime());
    assertThat(time.clock().getZone()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void theClockAndTheCountMoveTogether() {
    long before = time.nanoTime();
    time.advance(Duration.ofMillis(1500));

    assertThat(time.nanoTime() - before).isEqualTo(1_500_000_000);
    assertThat(time.clock().instant()).isEqualTo(ManualTime.START.plusMillis(1500));
  }

  @Test
  void tasksRunInTheOrderOfTheirTimeEachAtItsOwn() {
    schedule(30, "c");
    schedule(10, "a");
    schedule(20, "b");
    schedule(20, "b again");
    schedule(41, "too late");
    time.advance(Duration.ofMillis(40));

    assertThat(ran).containsExactly("a at 10", "b at 20", "b again at 20", "c at 30");
    assertThat(time.pending()).isEqualTo(1);
    assertThat(now()).isEqualTo(40);
  }

  @Test
  void whatFallsDueAtTheVeryEndRuns() {
    schedule(10, "a");
    time.advance(Duration.ofMillis(10));

    assertThat(ran).containsExactly("a at 10");
  }

  @Test
  void aTaskMayScheduleAnotherThatFallsDueOnTheWay() {
    Cancellable unused =
        time.schedule(
            Duration.ofMillis(10),
            () -> {
              ran.add("first at " + now());
              schedule(10, "second");
              schedule(100, "third");
            });
    time.advance(Duration.ofMillis(50));

    assertThat(ran).containsExactly("first at 10", "second at 20");
    assertThat(time.pending()).isEqualTo(1);
  }

  @Test
  void aTaskThatIsCalledOffDoesNotRun() {
    Cancellable task = schedule(10, "a");
    task.cancel();
    time.advance(Duration.ofMillis(20));
    task.cancel();

    assertThat(ran).isEmpty();
    assertThat(time.pending()).isZero();
  }

  @Test
  void oneOfTwoEqualTasksCanBeCalledOff() {
    Runnable work = () -> ran.add("once");
    Cancellable first = time.schedule(Duration.ZERO, work);
    Cancellable second = time.schedule(Duration.ZERO, work);
    first.cancel();
    time.advance(Duration.ZERO);
    second.cancel();

    assertThat(ran).containsExactly("once");
  }

  private Cancellable schedule(long millis, String name) {
    return time.schedule(Duration.ofMillis(millis), () -> ran.add(name + " at " + now()));
  }

  private long now() {
    return Duration.between(ManualTime.START, time.clock().instant()).toMillis();
  }
}
