package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Health;
import dev.pubsub.spi.edge.HealthCheck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the {@linkplain HealthCheck health checks} of a plugin promise to whoever asks for the
 * health of the server. A subclass says how to make the plugin.
 */
public abstract class HealthCheckContract {

  private static final int MANY = 32;

  /** Has made nothing yet. */
  protected HealthCheckContract() {}

  /**
   * Makes the plugin under test.
   *
   * @return a new one, that contributes a check at least
   */
  protected abstract Plugin plugin();

  /**
   * What is set for the plugin, so that it has its checks.
   *
   * @return values by key, without the prefix of the plugin
   */
  protected Map<String, String> settings() {
    return Map.of();
  }

  private List<HealthCheck> checks() {
    Plugin plugin = plugin();
    Contributions contributions = plugin.install(TestEnvironment.of(plugin, settings()));
    assertThat(contributions.healthChecks()).isNotEmpty();
    return contributions.healthChecks();
  }

  @Test
  void eachHasANameOfItsOwn() {
    assertThat(checks()).extracting(HealthCheck::name).doesNotHaveDuplicates();
  }

  @Test
  void itAnswersBeforeItsPartWasStarted() {
    assertThat(checks()).allSatisfy(check -> assertThat(check.look().get()).isNotNull());
  }

  @Test
  void whoIsNotWellSaysWhy() {
    assertThat(checks())
        .extracting(check -> check.look().get())
        .allSatisfy(
            health ->
                assertThat(health.state() == Health.State.UP || !health.detail().isBlank())
                    .isTrue());
  }

  @Test
  void manyMayAskAtOnce() throws Exception {
    for (HealthCheck check : checks()) {
      Crowd.run(MANY, number -> assertThat(check.look().get()).isNotNull());
    }
  }
}
