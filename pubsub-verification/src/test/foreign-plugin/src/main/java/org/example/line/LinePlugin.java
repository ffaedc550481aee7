package org.example.line;

import dev.pubsub.config.Setting;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Endpoint;
import java.util.List;

/** The plugin {@code line}: the bus for whoever can send a line of text. */
public final class LinePlugin implements Plugin {

  private static final Setting<Integer> PORT =
      Setting.number(
          "port", 4010, 0, 65_535, "The port on the loopback interface; 0 takes any that is free.");

  @Override
  public String id() {
    return "line";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(PORT);
  }

  @Override
  public Contributions install(Environment environment) {
    LineTransport transport = new LineTransport(environment.settings().get(PORT));
    return Contributions.builder()
        .transport(transport)
        .endpoint(Endpoint.of("GET", "/line", "line.read", transport::figures))
        .build();
  }
}
