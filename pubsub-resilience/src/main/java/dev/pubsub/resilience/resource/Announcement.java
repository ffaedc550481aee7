package dev.pubsub.resilience.resource;

import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.flow.PressureLevel;
import dev.pubsub.spi.flow.Relief;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of each level that is reached or left: the bus {@code system}, and the log. */
final class Announcement {

  private static final Logger LOG = LoggerFactory.getLogger(ResourceManager.class);

  private static final String TYPE = "system.resource.warning";

  private final List<Relief> reliefs;
  private volatile Optional<Gateway> gateway = Optional.empty();

  /**
   * Nobody to tell yet.
   *
   * @param reliefs what may be given up
   */
  Announcement(List<Relief> reliefs) {
    this.reliefs = List.copyOf(reliefs);
  }

  void open(Gateway given) {
    gateway = Optional.of(given);
  }

  /** Tells of a new level. */
  void tell(Status status, PressureLevel before) {
    String percent = String.format(Locale.ROOT, "%.1f", status.percent());
    if (status.level().isAtLeast(before)) {
      LOG.warn(
          "{} of {} is in use, {} of {}: the level is {}",
          percent + "%",
          status.resource(),
          status.used(),
          status.limit(),
          status.level());
    } else {
      LOG.info(
          "{} of {} is in use, {} of {}: the level is {} again",
          percent + "%",
          status.resource(),
          status.used(),
          status.limit(),
          status.level());
    }
    gateway.ifPresent(
        open -> open.tell("system", "system_status:" + status.resource(), TYPE, fields(status)));
  }

  private Map<String, Object> fields(Status status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("component", "resources");
    fields.put("resource", status.resource());
    fields.put("level", status.level().name());
    fields.put("used", status.used());
    fields.put("limit", status.limit());
    fields.put("percent", status.percent());
    fields.put("given_up", givenUp(status));
    return fields;
  }

  /** What is given up for a resource at its level. */
  List<String> givenUp(Status status) {
    return reliefs.stream()
        .filter(relief -> status.level().isAtLeast(relief.level()))
        .filter(
            relief ->
                relief.resources().isEmpty() || relief.resources().contains(status.resource()))
        .map(Relief::what)
        .toList();
  }
}
