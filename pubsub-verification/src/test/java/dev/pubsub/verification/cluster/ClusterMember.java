package dev.pubsub.verification.cluster;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.cluster.ClusterPlugin;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A process with one node, which says on {@code pong} what it hears on {@code ping}. */
public final class ClusterMember {

  private ClusterMember() {}

  /** The node of a name, among those that look for each other at some ports. */
  static PubSubBuilder node(String name, String port) {
    PubSubBuilder builder =
        PubSub.builder().discover(false).plugin(new ClusterPlugin()).set("pubsub.node", name);
    Map.of("enabled", "true", "port", port, "failure.timeout", "2s", "merge.interval", "1s")
        .forEach((key, value) -> builder.set("pubsub.plugin.cluster." + key, value));
    return builder;
  }

  /** Runs until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    String name = args[0];
    PubSub node = node(name, args[1]).open();
    node.bus()
        .subscribe(
            "ping",
            SubscribeOptions.DEFAULT.withCapacity(100_000),
            ping -> node.bus().publish("pong", name + " " + ping.signal().payload()));
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
