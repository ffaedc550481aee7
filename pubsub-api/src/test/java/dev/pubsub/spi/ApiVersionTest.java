package dev.pubsub.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiVersionTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1, 0, true",
    "1, 0, 1, 3, true",
    "1, 3, 1, 3, true",
    "1, 4, 1, 3, false",
    "1, 0, 2, 0, false",
    "2, 0, 1, 9, false"
  })
  void whatNeedsAVersionRunsOnLaterMinorOnesOfTheSameMajor(
      int major, int minor, int runningMajor, int runningMinor, boolean runs) {
    assertThat(new ApiVersion(major, minor).runsOn(new ApiVersion(runningMajor, runningMinor)))
        .isEqualTo(runs);
  }

  @Test
  void itReadsAsPeopleWriteIt() {
    assertThat(new ApiVersion(1, 12)).hasToString("1.12");
  }

  @Test
  void thereAreNoNegativeVersions() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ApiVersion(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ApiVersion(1, -1));
  }
}
