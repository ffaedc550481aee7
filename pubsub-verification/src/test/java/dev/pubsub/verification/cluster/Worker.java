package dev.pubsub.verification.cluster;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.PubSub;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process with one node, which shares work with others and says on {@code done} what it did. */
public final class Worker {

  private Worker() {}

  /** Takes its name, and the port where all look for each other. Ends when it is asked to. */
  public static void main(String[] args) throws InterruptedException {
    PubSub node = ClusterMember.node(args[0], args[1]).open();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.drain(Duration.ofSeconds(5));
                  node.close();
                }));
    node.bus()
        .subscribe(
            "work",
            SubscribeOptions.DEFAULT.withCapacity(100_000).inGroup("workers").acknowledged(),
            work -> {
              node.bus().publish("done", work.signal().payload());
              work.ack();
            })
        .ready()
        .toCompletableFuture()
        .join();
    System.out.println("ready");
    new CountDownLatch(1).await();
  }
}
