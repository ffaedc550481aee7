package dev.pubsub.verification.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.PublishOptions;
import dev.pubsub.verification.phoenix.JavaClient.Answer;
import dev.pubsub.verification.phoenix.JavaClient.Room;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phoenixframework.Message;

/**
 * The client of Java and Kotlin as it is. It writes and reads serializer 2.0.0 only, whatever
 * version it is told to ask for, and takes no binary messages; all numbers it reads are doubles.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaPhoenixClientIT {

  private static final int MANY = 5000;
  private static final int UNACKNOWLEDGED = 256;

  private final List<JavaClient> clients = new ArrayList<>();
  private LocalServer server;

  @BeforeAll
  void start() {
    server = new LocalServer();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @AfterEach
  void disconnect() {
    clients.forEach(JavaClient::close);
    clients.clear();
  }

  private JavaClient connect(Map<String, ?> parameters) {
    JavaClient client = JavaClient.connect(server.webSocket(), parameters);
    clients.add(client);
    return client;
  }

  private JavaClient connect() {
    return connect(Map.of());
  }

  private JavaClient unconnected(String vsn) {
    JavaClient client = JavaClient.unconnected(server.webSocket(), Map.of(), vsn);
    clients.add(client);
    return client;
  }

  @Test
  void aJoinIsAnsweredOk() {
    Room room = connect().join("java:join", "say", Map::of);

    assertThat(room.nextAnswer())
        .isEqualTo(new Answer("ok", Map.of("reconnect_jitter_max_ms", 5000.0)));
  }

  @Test
  void aPushIsAnsweredOkAndReachesEverySocketTheSenderIncluded() {
    Room one = connect().joined("java:all", "say");
    Room other = connect().joined("java:all", "say");
    Map<String, ?> said =
        Map.of(
            "text",
            "grüß Gott, \"[{🌍}]\"",
            "list",
            Arrays.asList(1.0, 2.5, null, Map.of("deep", true)));

    assertThat(one.push("say", said)).isEqualTo(new Answer("ok", Map.of()));

    assertThat(one.next()).isEqualTo(said);
    assertThat(other.next()).isEqualTo(said);
  }

  @Test
  void whatTheApplicationPublishesArrives() {
    Room room = connect().joined("java:news", "headline");

    server.bus().publish("java:news", Map.of("text", "new"), PublishOptions.ofType("headline"));

    assertThat(room.next()).isEqualTo(Map.of("text", "new"));
  }

  @Test
  void manyMessagesArriveInOrder() {
    Room publisher = connect().joined("java:order", "none");
    Room subscriber = connect(Map.of("capacity", "65536")).joined("java:order", "say");
    Queue<BlockingQueue<Answer>> unacknowledged = new ArrayDeque<>();

    for (int n = 0; n < MANY; n++) {
      if (unacknowledged.size() == UNACKNOWLEDGED) {
        assertThat(JavaClient.next(unacknowledged.remove()).isOk()).isTrue();
      }
      unacknowledged.add(publisher.pushLater("say", Map.of("n", n)));
    }

    assertThat(unacknowledged)
        .allSatisfy(answer -> assertThat(JavaClient.next(answer).isOk()).isTrue());
    for (int n = 0; n < MANY; n++) {
      assertThat(subscriber.next()).isEqualTo(Map.of("n", (double) n));
    }
  }

  @Test
  void aRefusedJoinIsAnsweredWithACode() {
    Room room = connect().join("java::empty", "say", Map::of);

    Answer answer = room.nextAnswer();

    assertThat(answer.status()).isEqualTo("error");
    assertThat(answer.response().get("code")).isEqualTo("BAD_PATTERN");
    assertThat(answer.response().get("reason")).asString().contains("empty level");
  }

  @Test
  void aRefusedJoinIsTriedAgainByTheClientAndCanSucceed() {
    JavaClient client = connect();
    client.socket().setRejoinAfterMs(tries -> 1L);
    AtomicInteger tries = new AtomicInteger();

    Room room =
        client.join(
            "java:patience",
            "say",
            () -> tries.incrementAndGet() < 3 ? Map.of("selector", 7) : Map.of());

    assertThat(room.nextAnswer().response().get("code")).isEqualTo("BAD_REQUEST");
    assertThat(room.nextAnswer().response().get("code")).isEqualTo("BAD_REQUEST");
    assertThat(room.nextAnswer().isOk()).isTrue();
    assertThat(room.push("say", Map.of()).isOk()).isTrue();
  }

  @Test
  void aSecondJoinOfATopicOnASocketClosesTheFirst() {
    JavaClient client = connect();
    Room first = client.joined("java:again", "say");
    BlockingQueue<Message> closed = new LinkedBlockingQueue<>();
    client.call(() -> first.channel().onClose(JavaClient.each(closed::add)));

    Room second = client.joined("java:again", "say");

    JavaClient.next(closed);
    assertThat(second.push("say", Map.of("n", 1.0)).isOk()).isTrue();
    assertThat(second.next()).isEqualTo(Map.of("n", 1.0));
    assertThat(second.push("say", Map.of("n", 2.0)).isOk()).isTrue();
    assertThat(second.next()).isEqualTo(Map.of("n", 2.0));
    assertThat(first.received()).isEmpty();
    assertThat(second.channel().isJoined()).isTrue();
  }

  @Test
  void afterALeaveNothingMoreArrives() {
    JavaClient client = connect();
    Room leaving = client.joined("java:leave", "say");
    Room end = client.joined("java:leave:end", "say");
    JavaClient other = connect();
    Room stays = other.joined("java:leave", "say");
    Room tells = other.joined("java:leave:end", "say");

    assertThat(leaving.leave().isOk()).isTrue();
    assertThat(leaving.channel().isClosed()).isTrue();
    stays.push("say", Map.of());
    tells.push("say", Map.of());

    // A socket sees one order over all its topics, so this is the later of the two.
    end.next();
    assertThat(client.messages())
        .noneMatch(it -> it.getTopic().equals("java:leave") && it.getEvent().equals("say"));
  }

  @Test
  void aPatternIsJoinedAndItsFramesNameTheTopic() {
    Room everywhere = connect().joined("java:weather:+", "report");
    Room oslo = connect().joined("java:weather:oslo", "report");

    oslo.push("report", Map.of("degrees", -3.0));

    assertThat(everywhere.next())
        .isEqualTo(Map.of("topic", "java:weather:oslo", "payload", Map.of("degrees", -3.0)));
    assertThat(everywhere.push("report", Map.of()).response().get("code")).isEqualTo("BAD_REQUEST");
  }

  @Test
  void theControlChannelCarriesOtherTopics() {
    Room publisher = connect().joined("pubsub", "none");
    Room subscriber = connect().joined("pubsub", "message");

    Map<String, ?> ack = subscriber.push("subscribe", Map.of("topic", "java:ctl:*")).response();
    assertThat(ack.get("action")).isEqualTo("subscribed");
    assertThat(
            publisher
                .push("publish", Map.of("topic", "java:ctl:1", "message", Map.of("n", 1)))
                .isOk())
        .isTrue();

    Map<String, ?> event = subscriber.next();
    assertThat(event.get("topic")).isEqualTo("java:ctl:1");
    assertThat(event.get("message")).isEqualTo(Map.of("n", 1.0));
  }

  @Test
  void anEventThatTheControlChannelDoesNotKnowIsAnsweredWithThoseItKnows() {
    Answer answer = connect().joined("pubsub", "none").push("dance", Map.of());

    assertThat(answer.status()).isEqualTo("error");
    Map<?, ?> error = (Map<?, ?>) answer.response().get("error");
    assertThat(error.get("code")).isEqualTo("BAD_REQUEST");
    assertThat(error.get("message"))
        .asString()
        .contains("ping", "subscribe", "unsubscribe", "publish");
  }

  @ParameterizedTest
  @ValueSource(strings = {"phx_own", "presence_state", "heartbeat"})
  void anEventOfTheProtocolCannotBePushed(String event) {
    Room room = connect().joined("java:reserved", "say");

    Answer answer = room.push(event, Map.of());

    assertThat(answer.status()).isEqualTo("error");
    assertThat(answer.response().get("code")).isEqualTo("BAD_REQUEST");
    assertThat(room.push("say", Map.of()).isOk()).isTrue();
  }

  @Test
  void aBinarySignalPassesItByAndTheNextOneArrives() {
    Room room = connect().joined("java:binary", "say");

    server.bus().publish("java:binary", new byte[] {1, 2}, PublishOptions.ofType("say"));
    server.bus().publish("java:binary", Map.of("n", 1), PublishOptions.ofType("say"));

    assertThat(room.next()).isEqualTo(Map.of("n", 1.0));
  }

  @Test
  void heartbeatsAreAnswered() {
    JavaClient client = unconnected("2.0.0");
    client.socket().setHeartbeatIntervalMs(100);
    client.open();

    for (int n = 0; n < 3; n++) {
      Message beat = JavaClient.next(client.messages());
      assertThat(beat.getTopic()).isEqualTo("phoenix");
      assertThat(beat.getStatus()).isEqualTo("ok");
    }
  }

  @Test
  void channelsAreJoinedAgainAfterARestart() {
    Room one = connect().joined("java:restart", "say");
    Room other = connect().joined("java:restart", "say");

    server.restart();

    assertThat(one.nextAnswer().isOk()).isTrue();
    assertThat(other.nextAnswer().isOk()).isTrue();
    assertThat(one.push("say", Map.of("n", 1.0)).isOk()).isTrue();
    assertThat(one.next()).isEqualTo(Map.of("n", 1.0));
    assertThat(other.next()).isEqualTo(Map.of("n", 1.0));
  }

  @Test
  void askingForTheOtherSerializerItWritesWhatThatOneCannotBe() {
    JavaClient client = unconnected("1.0.0");
    client.open();

    client.join("java:first", "say", Map::of);

    assertThat(JavaClient.next(client.closeCodes())).isEqualTo(1007);
  }
}
