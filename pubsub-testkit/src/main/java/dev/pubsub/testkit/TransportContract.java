package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.spi.Plugin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every transport that carries text promises. A subclass says how to make the plugin, how to
 * open an assembly with it, and how a client of the transport speaks.
 *
 * <p>The plugin must listen on a port that is free, whichever, and serve clients at the first of
 * its addresses over TCP.
 */
@Timeout(120)
public abstract class TransportContract {

  /** How long anything may take, unless {@link #patience} says otherwise. */
  protected static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int BURST = 100;

  private Host host;

  /** Has opened nothing yet. */
  protected TransportContract() {}

  /**
   * How long anything may take. A transport that is broken on purpose, to see that it is found, is
   * found sooner with less.
   *
   * @return {@link #PATIENCE}
   */
  protected Duration patience() {
    return PATIENCE;
  }

  /** A client of the transport, used by one thread. What it throws fails the test. */
  public interface Client extends AutoCloseable {

    /**
     * Publishes a text; need not wait until the bus has it.
     *
     * @param topic the full name of a topic
     * @param text one line of printable ASCII
     * @throws Exception when it cannot be sent
     */
    void publish(String topic, String text) throws Exception;

    /**
     * Subscribes, and returns when the transport has confirmed it: what is published from now on
     * arrives.
     *
     * @param pattern a topic name or a pattern
     * @throws Exception when it is refused
     */
    void subscribe(String pattern) throws Exception;

    /**
     * Waits for the next signal.
     *
     * @param patience how long at most
     * @return what arrived
     * @throws Exception when nothing has arrived by then
     */
    Message next(Duration patience) throws Exception;

    /**
     * Ends the connection at once without saying good-bye, as a lost network does.
     *
     * @throws Exception when that is not possible
     */
    void cut() throws Exception;

    /** Says good-bye, where the transport knows how to, and ends the connection. */
    @Override
    void close() throws Exception;
  }

  /**
   * What a client received.
   *
   * @param topic the topic that it was published to
   * @param text what was published
   */
  public record Message(String topic, String text) {}

  /**
   * Makes the plugin under test.
   *
   * @return a new one
   */
  protected abstract Plugin plugin();

  /**
   * Opens an assembly with this plugin alone.
   *
   * @param plugin what {@link #plugin} made
   * @return the open assembly
   */
  protected abstract Host open(Plugin plugin);

  /**
   * Connects a client.
   *
   * @param uri the first address of the transport
   * @return a connected client
   * @throws Exception when it cannot be connected
   */
  protected abstract Client connect(URI uri) throws Exception;

  /**
   * What a program in this JVM publishes so that a client receives a text.
   *
   * @param text what the client is to receive
   * @return the payload; the text itself, unless overridden
   */
  protected Object payload(String text) {
    return text;
  }

  /**
   * Reads what a program in this JVM receives when a client has published a text.
   *
   * @param payload the payload that arrived
   * @return the text that was published; what the payload prints, unless overridden
   */
  protected String text(Object payload) {
    return payload.toString();
  }

  @BeforeEach
  void openHost() {
    host = open(plugin());
  }

  @AfterEach
  void closeHost() {
    host.close();
  }

  // ---- carrying

  @Test
  void itTellsAddressesThatAnswer() throws Exception {
    assertThat(host.addresses()).isNotEmpty();
    assertThat(uri().getPort()).isPositive();
    try (Client client = connect(uri())) {
      client.subscribe("room:1");
    }
  }

  @Test
  void whatAClientPublishesReachesTheBus() throws Exception {
    RecordingSubscriber inside = new RecordingSubscriber();
    host.bus().subscribe("room:1", inside);
    try (Client client = connect(uri())) {
      client.publish("room:1", "hello");

      assertThat(inside.await(1, patience()).get(0).topic()).isEqualTo("room:1");
      assertThat(texts(inside)).containsExactly("hello");
    }
  }

  @Test
  void whatTheBusPublishesReachesAClient() throws Exception {
    try (Client client = connect(uri())) {
      client.subscribe("room:1");
      publish("room:1", "hello");

      assertThat(client.next(patience())).isEqualTo(new Message("room:1", "hello"));
    }
  }

  @Test
  void aClientReceivesWhatItAskedForAndNothingElse() throws Exception {
    try (Client client = connect(uri())) {
      client.subscribe("room:+");
      publish("hall:1", "not for it");
      publish("room:1:corner", "not for it either");
      publish("room:1", "for it");

      assertThat(client.next(patience())).isEqualTo(new Message("room:1", "for it"));
    }
  }

  @Test
  void twoClientsReachEachOther() throws Exception {
    try (Client one = connect(uri());
        Client other = connect(uri())) {
      one.subscribe("to:one");
      other.subscribe("to:other");
      one.publish("to:other", "ping");
      assertThat(other.next(patience())).isEqualTo(new Message("to:other", "ping"));
      other.publish("to:one", "pong");
      assertThat(one.next(patience())).isEqualTo(new Message("to:one", "pong"));
    }
  }

  @Test
  void aThousandSignalsReachTheBusInOrder() throws Exception {
    RecordingSubscriber inside = new RecordingSubscriber();
    host.bus().subscribe("room:1", inside);
    try (Client client = connect(uri())) {
      for (int i = 0; i < 1000; i++) {
        client.publish("room:1", "n" + i);
        if (i % BURST == BURST - 1) {
          inside.await(i + 1, patience());
        }
      }
    }
    assertThat(texts(inside)).isEqualTo(numbered(1000));
  }

  @Test
  void aThousandSignalsReachAClientInOrder() throws Exception {
    try (Client client = connect(uri())) {
      client.subscribe("room:1");
      for (int i = 0; i < 1000; i += BURST) {
        for (int n = i; n < i + BURST; n++) {
          publish("room:1", "n" + n);
        }
        for (int n = i; n < i + BURST; n++) {
          assertThat(client.next(patience())).isEqualTo(new Message("room:1", "n" + n));
        }
      }
    }
  }

  // ---- ending

  @Test
  void aClientThatSaysGoodByeLeavesNoSubscriptionBehind() throws Exception {
    Client client = connect(uri());
    client.subscribe("room:1");
    assertThat(subscribers("room:1")).isPositive();
    client.close();

    Await.until(patience(), "the subscription is gone", () -> subscribers("room:1") == 0);
  }

  @Test
  void aClientThatIsCutLeavesNoSubscriptionBehind() throws Exception {
    Client client = connect(uri());
    client.subscribe("room:1");
    client.subscribe("room:+");
    assertThat(subscribers("room:1")).isPositive();
    client.cut();

    Await.until(
        patience(),
        "the subscriptions are gone",
        () -> subscribers("room:1") == 0 && subscribers("room:+") == 0);
  }

  @Test
  void stoppingFreesThePortWhileClientsAreConnected() throws Exception {
    URI uri = uri();
    try (Client client = connect(uri)) {
      client.subscribe("room:1");
      host.close();

      // A thread that was waiting for clients may hold on to the port for a moment.
      Await.until(patience(), "the port is free", () -> isFree(uri));
      client.cut();
    }
  }

  private static boolean isFree(URI uri) {
    try (ServerSocket own = new ServerSocket()) {
      own.setReuseAddress(true);
      own.bind(new InetSocketAddress(uri.getHost(), uri.getPort()));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  @Test
  void itCanBeOpenedAgain() throws Exception {
    host.close();
    openHost();
    whatTheBusPublishesReachesAClient();
  }

  @Test
  void twoAssembliesInOneProgramShareNothing() throws Exception {
    try (Host second = open(plugin());
        Client here = connect(uri());
        Client there = connect(second.addresses().get(0).uri())) {
      here.subscribe("room:1");
      there.subscribe("room:1");
      Signals.accepted(second.bus().publish("room:1", payload("there")));
      publish("room:1", "here");

      assertThat(here.next(patience()).text()).isEqualTo("here");
      assertThat(there.next(patience()).text()).isEqualTo("there");
    }
  }

  @Test
  void drainingComesToAnEnd() throws Exception {
    RecordingSubscriber inside = new RecordingSubscriber();
    host.bus().subscribe("in", inside);
    try (Client client = connect(uri())) {
      client.subscribe("out");
      client.publish("in", "before");
      inside.await(1, patience());
      for (int i = 0; i < BURST; i++) {
        publish("out", "n" + i);
      }

      assertThat(host.drains().test(patience())).isTrue();
      for (int i = 0; i < BURST; i++) {
        assertThat(client.next(patience()).text()).isEqualTo("n" + i);
      }
    }
  }

  // ---- strangers

  @Test
  void garbageFromAStrangerHarmsNobodyElse() throws Exception {
    Random random = new Random(42);
    try (Client good = connect(uri())) {
      good.subscribe("room:1");
      for (int size : List.of(0, 1, 16, 1024, 1 << 20)) {
        byte[] garbage = new byte[size];
        random.nextBytes(garbage);
        strange(garbage);
        publish("room:1", "after" + size);

        assertThat(good.next(patience())).isEqualTo(new Message("room:1", "after" + size));
      }
      try (Client late = connect(uri())) {
        late.publish("room:1", "late");
        assertThat(good.next(patience()).text()).isEqualTo("late");
      }
    }
    Await.until(
        patience(), "nobody is subscribed", () -> host.bus().stats().subscriptions().isEmpty());
  }

  @Test
  void aStrangerThatConnectsAndSaysNothingHoldsNobodyUp() throws Exception {
    try (Socket silent = new Socket(uri().getHost(), uri().getPort());
        Client good = connect(uri())) {
      assertThat(silent.isConnected()).isTrue();
      good.subscribe("room:1");
      publish("room:1", "hello");
      assertThat(good.next(patience()).text()).isEqualTo("hello");
      host.close();
    }
  }

  private void strange(byte[] garbage) throws IOException {
    try (Socket stranger = new Socket(uri().getHost(), uri().getPort())) {
      stranger.getOutputStream().write(garbage);
    } catch (SocketException hungUp) {
      // Which is its good right, while the garbage is still coming; but somebody must be there.
      new Socket(uri().getHost(), uri().getPort()).close();
    }
  }

  private URI uri() {
    return host.addresses().get(0).uri();
  }

  private int subscribers(String pattern) {
    return host.bus().stats().subscriptions().getOrDefault(pattern, 0);
  }

  private void publish(String topic, String text) {
    Signals.accepted(host.bus().publish(topic, payload(text)));
  }

  private List<String> texts(RecordingSubscriber subscriber) {
    return subscriber.payloads().stream().map(this::text).toList();
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
  }
}
