package dev.pubsub.core.contracts;

import dev.pubsub.Principal;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.edge.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code SUB pattern}, answered {@code OK}, and {@code PUB topic text}, over TCP; what arrives is
 * {@code MSG topic text}. It may have one fault.
 */
final class LineTransport implements Transport {

  /** What it does wrong. */
  enum Fault {
    NONE,
    LEAVES_SESSIONS_OPEN,
    KEEPS_ITS_PORT,
    DIES_OF_GARBAGE,
    FORGETS_TOPICS
  }

  private final Fault fault;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private ServerSocket server;

  LineTransport(Fault fault) {
    this.fault = fault;
  }

  static Plugin plugin(Fault fault) {
    return new Plugin() {
      @Override
      public String id() {
        return "line";
      }

      @Override
      public Contributions install(Environment environment) {
        return Contributions.builder().transport(new LineTransport(fault)).build();
      }
    };
  }

  @Override
  public void start(Gateway gateway) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(() -> accept(gateway));
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "line");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(Gateway gateway) {
    try {
      while (true) {
        Socket client = server.accept();
        clients.add(client);
        run(() -> serve(client, gateway));
      }
    } catch (IOException closed) {
      clients.forEach(LineTransport::cut);
    }
  }

  private void serve(Socket client, Gateway gateway) {
    Session session = gateway.open("default", Principal.ANONYMOUS, SessionOptions.DEFAULT);
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        handle(line.split(" ", 3), session, client.getOutputStream());
      }
    } catch (IOException gone) {
      cut(client);
    } finally {
      clients.remove(client);
      if (fault != Fault.LEAVES_SESSIONS_OPEN) {
        session.close();
      }
    }
  }

  private void handle(String[] words, Session session, OutputStream out) throws IOException {
    if (words[0].equals("SUB") && words.length == 2) {
      session.subscribe(words[1], delivery -> send(out, text(delivery.signal())));
      send(out, "OK");
    } else if (words[0].equals("PUB") && words.length == 3) {
      session.publish(words[1], words[2]);
    } else if (fault == Fault.DIES_OF_GARBAGE) {
      server.close();
    } else {
      throw new IOException("garbage");
    }
  }

  private String text(Signal signal) {
    String topic = fault == Fault.FORGETS_TOPICS ? "?" : signal.topic();
    return "MSG " + topic + " " + signal.payload();
  }

  private static void send(OutputStream out, String line) throws IOException {
    synchronized (out) {
      out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  private static void cut(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket that cannot be closed", e);
    }
  }

  @Override
  public List<Address> addresses() {
    return List.of(new Address("lines", URI.create("tcp://127.0.0.1:" + server.getLocalPort())));
  }

  @Override
  public void stop() {
    if (fault != Fault.KEEPS_ITS_PORT) {
      try {
        server.close();
      } catch (IOException e) {
        throw new IllegalStateException("a socket that cannot be closed", e);
      }
      clients.forEach(LineTransport::cut);
    }
  }
}
