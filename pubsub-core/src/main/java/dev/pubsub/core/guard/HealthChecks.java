package dev.pubsub.core.guard;

import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.edge.Health;
import dev.pubsub.spi.edge.HealthCheck;
import dev.pubsub.spi.edge.PartHealth;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Asks several health checks; one that fails is down. */
public final class HealthChecks {

  private static final Health FAILED = Health.down("the check itself failed; the log says how");

  private static final PartHealth STARTING =
      new PartHealth(
          "start", Health.down("not all plugins have started yet; wait"), true, Optional.empty());

  private final List<HealthCheck> checks;
  private final FailureLog failures;
  private volatile boolean started;

  private record Part(HealthCheck check, Health health) {

    String name() {
      return check.name();
    }

    boolean isWell() {
      return health.state() == Health.State.UP;
    }
  }

  /** All of these, of which no two have the same name. */
  public HealthChecks(List<HealthCheck> checks, Scheduler time) {
    this.checks = List.copyOf(checks);
    this.failures =
        new FailureLog(
            LoggerFactory.getLogger(HealthChecks.class), "The health check '{}' failed", time);
  }

  /** From now on it is the checks alone that say how it is. */
  public void started() {
    started = true;
  }

  /**
   * What they say now, and what is to blame. Until all is started there is one more part, vital and
   * down: a transport may listen before another plugin is ready for its clients.
   */
  public List<PartHealth> ask() {
    Map<String, Part> parts = new LinkedHashMap<>();
    checks.forEach(check -> parts.put(check.name(), new Part(check, look(check))));
    return Stream.concat(
            parts.values().stream().map(part -> told(part, parts)),
            started ? Stream.empty() : Stream.of(STARTING))
        .toList();
  }

  private Health look(HealthCheck check) {
    try {
      return Objects.requireNonNull(check.look().get(), "no health");
    } catch (Throwable e) {
      failures.failed(check.name(), e);
      return FAILED;
    }
  }

  private static PartHealth told(Part part, Map<String, Part> all) {
    Optional<String> blamed =
        part.isWell() ? Optional.empty() : blamed(part, all, new HashSet<>(Set.of(part.name())));
    return new PartHealth(part.name(), part.health(), part.check().vital(), blamed);
  }

  /** The end of a chain of parts that are not well; checks may need each other in circles. */
  private static Optional<String> blamed(Part part, Map<String, Part> all, Set<String> asked) {
    return part.check().needs().stream()
        .sorted()
        .flatMap(need -> Stream.ofNullable(all.get(need)))
        .filter(need -> !need.isWell() && asked.add(need.name()))
        .findFirst()
        .map(need -> blamed(need, all, asked).orElse(need.name()));
  }
}
