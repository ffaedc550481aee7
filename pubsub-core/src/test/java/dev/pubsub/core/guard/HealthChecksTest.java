package dev.pubsub.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.edge.Health;
import dev.pubsub.spi.edge.HealthCheck;
import dev.pubsub.spi.edge.PartHealth;
import dev.pubsub.testkit.ManualTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HealthChecksTest {

  private static HealthCheck check(String name, Health health, String... needs) {
    return HealthCheck.of(name, () -> health).needing(needs);
  }

  private static List<PartHealth> ask(HealthCheck... checks) {
    HealthChecks all = new HealthChecks(List.of(checks), new ManualTime());
    all.started();
    return all.ask();
  }

  private static Optional<String> blamed(String name, List<PartHealth> parts) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow()
        .because();
  }

  @Test
  void whatFailsBecauseOfAnotherSaysOfWhichInTheEnd() {
    List<PartHealth> parts =
        ask(
            check("feed", Health.degraded("no nodes"), "cluster"),
            check("cluster", Health.down("no network"), "network"),
            check("network", Health.down("unplugged"), "absent"),
            check("disk", Health.UP, "network"));

    assertThat(blamed("feed", parts)).contains("network");
    assertThat(blamed("cluster", parts)).contains("network");
    assertThat(blamed("network", parts)).isEmpty();
    assertThat(blamed("disk", parts)).isEmpty();
  }

  @Test
  void whatHasNotStartedIsNotReady() {
    HealthChecks checks = new HealthChecks(List.of(check("a", Health.UP)), new ManualTime());

    assertThat(checks.ask())
        .filteredOn(PartHealth::isFatal)
        .extracting(PartHealth::name)
        .containsExactly("start");
    checks.started();
    assertThat(checks.ask()).extracting(PartHealth::name).containsExactly("a");
  }

  @Test
  void partsThatNeedEachOtherBlameEachOther() {
    List<PartHealth> parts =
        ask(
            check("a", Health.down("x"), "b"),
            check("b", Health.down("y"), "c"),
            check("c", Health.down("z"), "a"));

    assertThat(blamed("a", parts)).contains("c");
    assertThat(blamed("b", parts)).contains("a");
  }

  @Test
  void oneThatFailsIsDownAndHarmsNoOther() {
    List<PartHealth> parts =
        ask(
            HealthCheck.of(
                "broken",
                () -> {
                  throw new IllegalStateException("a secret");
                }),
            check("well", Health.UP));

    assertThat(parts).extracting(PartHealth::name).containsExactly("broken", "well");
    assertThat(parts.get(0).health().state()).isEqualTo(Health.State.DOWN);
    assertThat(parts.get(0).health().detail()).doesNotContain("secret");
    assertThat(parts.get(0).isFatal()).isFalse();
    assertThat(parts.get(1).health()).isEqualTo(Health.UP);
  }

  @Test
  void oneThatIsVitalIsFatalWhileItIsDown() {
    assertThat(ask(check("a", Health.down("x")).asVital()).get(0).isFatal()).isTrue();
    assertThat(ask(check("a", Health.degraded("x")).asVital()).get(0).isFatal()).isFalse();
  }
}
