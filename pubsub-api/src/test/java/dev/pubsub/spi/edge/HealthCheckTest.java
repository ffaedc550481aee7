package dev.pubsub.spi.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Contributions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HealthCheckTest {

  private static final HealthCheck DISK = HealthCheck.of("disk", () -> Health.UP);

  @Test
  void oneThatStandsAloneNeedsNothingAndIsNotVital() {
    assertThat(DISK.needs()).isEmpty();
    assertThat(DISK.vital()).isFalse();
    assertThat(DISK.look().get()).isEqualTo(Health.UP);
  }

  @Test
  void itMayNeedOthersAndBeVital() {
    HealthCheck archive = HealthCheck.of("archive:1", DISK.look()).needing("disk", "net").asVital();
    assertThat(archive.name()).isEqualTo("archive:1");
    assertThat(archive.needs()).isEqualTo(Set.of("disk", "net"));
    assertThat(archive.vital()).isTrue();
    assertThat(Contributions.builder().healthCheck(DISK).healthCheck(archive).build())
        .extracting(Contributions::healthChecks)
        .isEqualTo(List.of(DISK, archive));
  }

  @Test
  void oneThatCannotBeIsRefused() {
    for (String name : List.of("", "Upper", "with space", "x".repeat(65))) {
      assertThatThrownBy(() -> HealthCheck.of(name, () -> Health.UP))
          .isInstanceOfSatisfying(
              PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.BAD_OPTION));
    }
    assertThatThrownBy(() -> DISK.needing("disk")).isInstanceOf(PubSubException.class);
  }

  @Test
  void onlyAVitalPartThatIsDownIsFatal() {
    assertThat(part(Health.down("full"), true).isFatal()).isTrue();
    assertThat(part(Health.down("full"), false).isFatal()).isFalse();
    assertThat(part(Health.degraded("nearly full"), true).isFatal()).isFalse();
    assertThat(part(Health.degraded("nearly full"), true).health().detail())
        .isEqualTo("nearly full");
  }

  private static PartHealth part(Health health, boolean vital) {
    return new PartHealth("disk", health, vital, Optional.empty());
  }
}
