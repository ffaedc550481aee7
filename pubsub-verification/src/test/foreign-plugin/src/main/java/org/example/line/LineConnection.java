package org.example.line;

import dev.pubsub.Delivery;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Subscriber;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One client. It sends {@code SUB <pattern>} and is answered {@code OK}, or {@code PUB <topic>
 * <text>}; it gets {@code MSG <topic> <text>}, and {@code ERR <code> <sentence>} for what is wrong.
 */
final class LineConnection implements Subscriber {

  private static final int LINE_MAX = 8192;
  private static final int SUBSCRIPTIONS_MAX = 100;

  private final Socket socket;
  private final Session session;
  private final InputStream in;
  private final OutputStream out;
  private int subscriptions;

  LineConnection(Socket socket, Session session) throws IOException {
    this.socket = socket;
    this.session = session;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  /** Reads until the client or the transport ends it. */
  void run() {
    try {
      for (Optional<String> line = readLine(); line.isPresent(); line = readLine()) {
        answer(line.get());
      }
    } catch (IOException e) {
      // The client is gone, or has sent a line without end.
    } finally {
      close();
    }
  }

  private Optional<String> readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      if (line.size() == LINE_MAX) {
        error("TOO_LARGE", "a line has " + LINE_MAX + " bytes at most");
        return Optional.empty();
      }
      line.write(next);
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
  }

  private void answer(String line) throws IOException {
    String[] words = line.split(" ", 3);
    try {
      if (words[0].equals("SUB") && words.length == 2) {
        subscribe(words[1]);
      } else if (words[0].equals("PUB") && words.length == 3) {
        publish(words[1], words[2]);
      } else {
        error("BAD_REQUEST", "say SUB <pattern> or PUB <topic> <text>");
      }
    } catch (PubSubException e) {
      error(e.code().name(), e.getMessage());
    }
  }

  private void subscribe(String pattern) throws IOException {
    if (subscriptions == SUBSCRIPTIONS_MAX) {
      error("TOO_MANY", "a connection has " + SUBSCRIPTIONS_MAX + " subscriptions at most");
      return;
    }
    session.subscribe(pattern, this);
    subscriptions++;
    write("OK");
    flush();
  }

  private void publish(String topic, String text) throws IOException {
    PublishResult result = session.publish(topic, text);
    if (result instanceof Rejected rejected) {
      error(rejected.code().name(), rejected.reason());
    }
  }

  private void error(String code, String sentence) throws IOException {
    write("ERR " + code + " " + sentence);
    flush();
  }

  /**
   * May block while the client does not read: what piles up meanwhile is the session's to bound.
   */
  @Override
  public void receive(Delivery delivery) {
    Signal signal = delivery.signal();
    try {
      write("MSG " + signal.topic() + " " + signal.payload());
    } catch (IOException e) {
      close();
    }
  }

  @Override
  public void endOfBatch() {
    try {
      flush();
    } catch (IOException e) {
      close();
    }
  }

  private void write(String line) throws IOException {
    byte[] bytes = (line.replaceAll("\\R", " ") + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      out.write(bytes);
    }
  }

  private void flush() throws IOException {
    synchronized (out) {
      out.flush();
    }
  }

  /** Ends it, on any thread and more than once. */
  void close() {
    session.close();
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing more can be done for it.
    }
  }
}
