package dev.pubsub.agents.signal;

import dev.pubsub.spi.cluster.Members;
import java.util.List;

/** A node that is alone. */
final class Here implements Members {

  @Override
  public String self() {
    return "here";
  }

  @Override
  public List<String> list() {
    return List.of("here");
  }

  @Override
  public AutoCloseable watch(Listener listener) {
    return () -> {};
  }
}
