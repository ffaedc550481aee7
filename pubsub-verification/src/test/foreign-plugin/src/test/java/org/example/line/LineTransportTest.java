package org.example.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.core.PubSub;
import dev.pubsub.spi.Plugin;
import dev.pubsub.testkit.Host;
import dev.pubsub.testkit.TransportContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What every transport promises, and what this one answers to wrong lines. */
class LineTransportTest extends TransportContract {

  @Override
  protected Plugin plugin() {
    return new LinePlugin();
  }

  @Override
  protected Host open(Plugin plugin) {
    PubSub pubsub = PubSub.builder().plugin(plugin).set("pubsub.plugin.line.port", "0").open();
    return new Host(
        pubsub.bus(), pubsub.gateway(), pubsub.addresses(), pubsub::drain, pubsub::close);
  }

  @Override
  protected LineClient connect(URI uri) throws IOException {
    return new LineClient(uri);
  }

  @Test
  void whatIsWrongIsAnsweredWithACode() throws Exception {
    try (Host host = open(plugin());
        LineClient client = connect(host.addresses().get(0).uri())) {
      client.say("HELLO");
      assertThat(client.line()).startsWith("ERR BAD_REQUEST ");
      client.say("SUB a::b");
      assertThat(client.line()).startsWith("ERR BAD_PATTERN ");
      client.say("PUB room:* hello");
      assertThat(client.line()).startsWith("ERR BAD_TOPIC ");
      client.say("PUB room:1 " + "x".repeat(10_000));
      assertThat(client.line()).startsWith("ERR TOO_LARGE ");
    }
  }

  /** A client that keeps what arrives while it waits for an answer. */
  static final class LineClient implements Client {

    private final Socket socket;
    private final BufferedReader in;
    private final Queue<String> messages = new ArrayDeque<>();

    LineClient(URI uri) throws IOException {
      socket = new Socket(uri.getHost(), uri.getPort());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void say(String line) throws IOException {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    String line() throws IOException {
      String line = in.readLine();
      if (line == null) {
        throw new IOException("the transport has hung up");
      }
      return line;
    }

    @Override
    public void publish(String topic, String text) throws IOException {
      say("PUB " + topic + " " + text);
    }

    @Override
    public void subscribe(String pattern) throws IOException {
      say("SUB " + pattern);
      String answer = line();
      while (answer.startsWith("MSG ")) {
        messages.add(answer);
        answer = line();
      }
      if (!answer.equals("OK")) {
        throw new IOException("refused: " + answer);
      }
    }

    @Override
    public Message next(Duration patience) throws IOException {
      socket.setSoTimeout((int) patience.toMillis());
      String[] words = (messages.isEmpty() ? line() : messages.remove()).split(" ", 3);
      return new Message(words[1], words[2]);
    }

    @Override
    public void cut() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
