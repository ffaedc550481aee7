package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UsualTest {

  private static final double MOST = 4;

  private final Usual usual = new Usual();
  private final Random random = new Random(7);

  private double noise() {
    return 1000 + 50 * random.nextGaussian();
  }

  private void warmUp() {
    IntStream.range(0, Usual.WARM_UP).forEach(i -> usual.deviations(noise()));
  }

  @Test
  void beforeItIsKnownWhatIsUsualNothingIsUnusual() {
    IntStream.range(0, Usual.WARM_UP)
        .forEach(i -> assertThat(usual.deviations(i % 2 == 0 ? 0 : 1e6)).isZero());
  }

  @Test
  void noiseIsUsual() {
    warmUp();
    IntStream.range(0, 1000).forEach(i -> assertThat(usual.deviations(noise())).isLessThan(MOST));
  }

  @Test
  void aRateThatStopsOrSoarsIsUnusualForAWhileAndThenUsual() {
    for (double rate : new double[] {0, 3000}) {
      warmUp();
      int unusual = 0;
      while (usual.deviations(rate) >= MOST) {
        unusual++;
      }
      assertThat(unusual).isBetween(4, 60);
    }
  }

  @Test
  void oneSignalMoreIsNothingWhereThereAreHardlyAny() {
    IntStream.range(0, Usual.WARM_UP).forEach(i -> usual.deviations(0));
    assertThat(usual.deviations(2)).isLessThan(MOST);
  }
}
