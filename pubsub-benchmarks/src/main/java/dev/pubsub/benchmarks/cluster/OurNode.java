package dev.pubsub.benchmarks.cluster;

import dev.pubsub.core.PubSub;
import java.util.function.Consumer;

/** A node of ours with its defaults, but a capacity above the window. */
final class OurNode implements Node {

  private final PubSub pubsub;
  private final String to;
  private final String from;

  OurNode(String port, String to, String from) {
    this.pubsub =
        PubSub.builder()
            .set("pubsub.capacity", "32768")
            .set("pubsub.plugin.cluster.enabled", "true")
            .set("pubsub.plugin.cluster.port", port)
            .open();
    this.to = to;
    this.from = from;
  }

  @Override
  public void join(Consumer<String> ear) {
    pubsub.bus().subscribe(from, delivery -> ear.accept((String) delivery.signal().payload()));
  }

  @Override
  public void send(String text) {
    pubsub.bus().publish(to, text);
  }

  @Override
  public void close() {
    pubsub.close();
  }
}
