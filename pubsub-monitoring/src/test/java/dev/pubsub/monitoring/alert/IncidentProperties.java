package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class IncidentProperties {

  private static final List<Rule> RULES =
      List.of(Rule.QUEUE_DEPTH, Rule.DROP_RATE, Rule.HEAP, Rule.BUS_UNAVAILABLE);

  private static List<Alert> firing(Set<Integer> rules) {
    return rules.stream().map(i -> Alarm.of(Cause.of(RULES.get(i), "orders"))).toList();
  }

  /** What a look sees, in plain words: nothing, warnings only, or something critical. */
  private static int worst(Set<Integer> rules) {
    return rules.isEmpty() ? 0 : rules.stream().anyMatch(i -> i >= 2) ? 2 : 1;
  }

  private static List<String> model(List<Set<Integer>> looks, int quiet) {
    List<String> told = new ArrayList<>();
    int open = 0;
    int lastFired = 0;
    for (int at = 0; at < looks.size(); at++) {
      int worst = worst(looks.get(at));
      if (worst > open) {
        told.add(at + (open == 0 ? " opened " : " raised ") + worst);
        open = worst;
      }
      lastFired = worst > 0 ? at : lastFired;
      if (open > 0 && at - lastFired > quiet) {
        told.add(at + " closed " + open);
        open = 0;
      }
    }
    return told;
  }

  @Property
  void whatFiresTogetherIsOneIncidentOpenedOnceRaisedOnceAtMostAndClosedOnce(
      @ForAll @Size(max = 40) List<@Size(max = 4) Set<@IntRange(max = 3) Integer>> looks,
      @ForAll @IntRange(max = 3) int quiet) {
    Incidents incidents = new Incidents("n1", Duration.ofSeconds(quiet));
    List<String> told = new ArrayList<>();
    for (int i = 0; i < looks.size(); i++) {
      int at = i;
      Duration passed = Duration.ofSeconds(at);
      incidents
          .look(firing(looks.get(at)), passed.toNanos(), ManualTime.START.plus(passed))
          .ifPresent(
              each ->
                  told.add(
                      at
                          + " "
                          + each.word()
                          + " "
                          + (each.severity() == Severity.CRITICAL ? 2 : 1)));
    }
    assertThat(told).isEqualTo(model(looks, quiet));
  }
}
