package dev.pubsub.benchmarks.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.util.function.Consumer;

/** A client of a NATS server that stands between the two. */
final class NatsNode implements Node {

  private final Connection connection;
  private final String to;
  private final String from;

  NatsNode(String port, String to, String from) throws IOException, InterruptedException {
    this.connection = Nats.connect("nats://127.0.0.1:" + port);
    this.to = to;
    this.from = from;
  }

  @Override
  public void join(Consumer<String> ear) {
    connection
        .createDispatcher(message -> ear.accept(new String(message.getData(), US_ASCII)))
        .subscribe(from);
  }

  @Override
  public void send(String text) {
    connection.publish(to, text.getBytes(US_ASCII));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
