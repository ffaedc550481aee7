package dev.pubsub.verification.cluster;

import dev.pubsub.PublishResult;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.cluster.ClusterPlugin;
import dev.pubsub.core.PubSub;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process with one node, which publishes its name and a number some hundred times a second, once
 * for those who hear it at most once, and once for those who acknowledge; and prints what it hears,
 * itself included. What must not be missed has a mark behind the name, and a number only if it was
 * accepted.
 */
public final class Chatterer {

  private static final long PAUSE = 5_000_000;

  private static final String CLUSTER = "pubsub.plugin.cluster.";

  private Chatterer() {}

  /** A test that is killed ends no processes; their input ends with it. */
  static void endWithWhoStartedIt() {
    Thread watch = new Thread(Chatterer::awaitEndOfInput);
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  /** What runs one in a process of its own, to be told what {@link #main} takes. */
  static List<String> command(String... args) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Chatterer.class.getName());
    return Stream.concat(command.stream(), Stream.of(args)).toList();
  }

  /** Takes its name, and settings such as {@code bind=10.77.0.1}. Runs until it is killed. */
  public static void main(String[] args) {
    endWithWhoStartedIt();
    String name = args[0];
    var builder = PubSub.builder().discover(false).plugin(new ClusterPlugin());
    builder.set("pubsub.node", name);
    Map.of("enabled", "true", "failure.timeout", "1500ms", "merge.interval", "500ms")
        .forEach((key, value) -> builder.set(CLUSTER + key, value));
    Stream.of(args)
        .skip(1)
        .map(each -> each.split("=", 2))
        .forEach(each -> builder.set(CLUSTER + each[0], each[1]));
    PubSub node = builder.open();
    node.bus()
        .subscribe(
            "said",
            SubscribeOptions.DEFAULT.withCapacity(100_000),
            heard -> System.out.println(heard.signal().payload()));
    node.bus()
        .subscribe(
            "kept",
            SubscribeOptions.DEFAULT.withCapacity(100_000).acknowledged(),
            heard -> {
              System.out.println(heard.signal().payload());
              heard.ack();
            });
    System.out.println("ready");
    long kept = 0;
    for (long number = 0; ; number++) {
      node.bus().publish("said", name + " " + number);
      if (node.bus().publish("kept", name + "! " + kept) instanceof PublishResult.Accepted) {
        kept++;
      }
      LockSupport.parkNanos(PAUSE);
    }
  }
}
