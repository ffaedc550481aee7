package dev.pubsub.core.contracts;

import dev.pubsub.core.PubSub;
import dev.pubsub.core.contracts.LineTransport.Fault;
import dev.pubsub.spi.Plugin;
import dev.pubsub.testkit.Host;
import dev.pubsub.testkit.TransportContract;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is broken is waited for in vain, though not for long; all of it side by side. */
@Execution(ExecutionMode.CONCURRENT)
final class TransportContractTest {

  @Test
  void oneThatIsRightIsGood() {
    Verdict.of(Right.class).isAllGood();
  }

  @Test
  void oneThatLeavesSessionsOpenIsFound() {
    String test = "aClientThatIsCutLeavesNoSubscriptionBehind";
    Verdict.of(LeavesSessionsOpen.class, test).names(test);
  }

  @Test
  void oneThatKeepsItsPortIsFound() {
    String test = "stoppingFreesThePortWhileClientsAreConnected";
    Verdict.of(KeepsItsPort.class, test).names(test);
  }

  @Test
  void oneThatDiesOfGarbageIsFound() {
    String test = "garbageFromAStrangerHarmsNobodyElse";
    Verdict.of(DiesOfGarbage.class, test).names(test);
  }

  @Test
  void oneThatMistakesTopicsIsFound() {
    String test = "whatTheBusPublishesReachesAClient";
    Verdict.of(ForgetsTopics.class, test).names(test);
  }

  static final class Right extends OverLines {
    Right() {
      super(Fault.NONE);
    }
  }

  static final class LeavesSessionsOpen extends OverLines {
    LeavesSessionsOpen() {
      super(Fault.LEAVES_SESSIONS_OPEN);
    }
  }

  static final class KeepsItsPort extends OverLines {
    KeepsItsPort() {
      super(Fault.KEEPS_ITS_PORT);
    }
  }

  static final class DiesOfGarbage extends OverLines {
    DiesOfGarbage() {
      super(Fault.DIES_OF_GARBAGE);
    }
  }

  static final class ForgetsTopics extends OverLines {
    ForgetsTopics() {
      super(Fault.FORGETS_TOPICS);
    }
  }

  private abstract static class OverLines extends TransportContract {

    private final Fault fault;

    OverLines(Fault fault) {
      this.fault = fault;
    }

    @Override
    protected Duration patience() {
      return fault == Fault.NONE ? super.patience() : Duration.ofSeconds(1);
    }

    @Override
    protected Plugin plugin() {
      return LineTransport.plugin(fault);
    }

    @Override
    protected Host open(Plugin plugin) {
      PubSub pubsub = PubSub.builder().discover(false).plugin(plugin).open();
      return new Host(
          pubsub.bus(), pubsub.gateway(), pubsub.addresses(), pubsub::drain, pubsub::close);
    }

    @Override
    protected Client connect(URI uri) throws IOException {
      return new LineClient(new Socket(uri.getHost(), uri.getPort()));
    }
  }

  private static final class LineClient implements TransportContract.Client {

    private final Socket socket;
    private final BufferedReader in;
    private final Queue<String> messages = new ArrayDeque<>();

    LineClient(Socket socket) throws IOException {
      this.socket = socket;
      this.in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private void send(String line) throws IOException {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void publish(String topic, String text) throws IOException {
      send("PUB " + topic + " " + text);
    }

    @Override
    public void subscribe(String pattern) throws IOException {
      send("SUB " + pattern);
      for (String line = read(); !line.equals("OK"); line = read()) {
        messages.add(line);
      }
    }

    private String read() throws IOException {
      String line = in.readLine();
      if (line == null) {
        throw new EOFException("the transport hung up");
      }
      return line;
    }

    @Override
    public TransportContract.Message next(Duration patience) throws IOException {
      socket.setSoTimeout((int) patience.toMillis());
      String line = messages.isEmpty() ? read() : messages.remove();
      String[] words = line.split(" ", 3);
      return new TransportContract.Message(words[1], words[2]);
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
