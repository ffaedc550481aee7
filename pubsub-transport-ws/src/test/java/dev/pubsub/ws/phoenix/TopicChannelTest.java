package dev.pubsub.ws.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Overflow;
import dev.pubsub.PublishOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels whose topic is a topic of the bus. */
class TopicChannelTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TestSocket socket = TestSocket.v2();

  @AfterEach
  void close() {
    socket.close();
  }

  private void join(String topic, String payload) throws Exception {
    assertThat(socket.say("['1','1','" + topic + "','phx_join'," + payload + "]").get(0))
        .contains("'ok'");
  }

  @Test
  void aPushIsPublishedAsPlainValuesWithTheEventAsType() throws Exception {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    socket.pubsub().bus().subscribe("room:1", subscriber);
    join("room:1", "{}");

    socket.say("['1','2','room:1','shout',{'text':'hi','n':3,'x':1.5,'list':[true,null]}]");

    Signal signal = subscriber.await(1, PATIENCE).get(0);
    assertThat(signal.type()).isEqualTo("shout");
    assertThat(signal.source()).isEqualTo("anonymous");
    assertThat(signal.payload()).isInstanceOf(Map.class);
    Map<?, ?> payload = (Map<?, ?>) signal.payload();
    assertThat(payload.get("text")).isEqualTo("hi");
    assertThat(payload.get("n")).isEqualTo(3);
    assertThat(payload.get("x")).isEqualTo(1.5);
    assertThat(payload.get("list").toString()).isEqualTo("[true, null]");
    assertThat(payload).isUnmodifiable();
  }

  @Test
  void selfFalseLeavesOutWhatTheClientItselfPushed() throws Exception {
    join("room:1", "{'self':false}");

    socket.say("['1','2','room:1','mine',{}]");
    socket.pubsub().bus().publish("room:1", Map.of("from", "other"));

    assertThat(socket.await(1)).containsExactly("[null,null,'room:1','message',{'from':'other'}]");
  }

  @Test
  void realtimeJsSaysTheSameInItsConfig() throws Exception {
    join(
        "room:1",
        "{'config':{'broadcast':{'self':false,'ack':false},'presence':{'key':''},'private':false}}");

    socket.say("['1','2','room:1','mine',{}]");
    socket.pubsub().bus().publish("room:1", Map.of("from", "other"));

    assertThat(socket.await(1).get(0)).contains("other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resume':7}",
        "{'replay':0}",
        "{'replay':11}",
        "{'replay':'all'}",
        "{'resume':'x','replay':10}",
        "{'group':7}",
        "{'selector':7}",
        "{'filter':{}}",
        "{'presence':{'key':'me'}}",
        "{'token':'t'}",
        "{'config':{'presence':{'key':'me'}}}",
        "{'config':{'presence':{'enabled':true}}}",
        "{'self':'no'}"
      })
  void aJoinThatAsksForMoreThanThereIsIsRefused(String payload) throws Exception {
    assertThat(socket.say("['1','1','room:1','phx_join'," + payload + "]").get(0))
        .startsWith("['1','1','room:1','phx_reply',{'status':'error'")
        .contains("'code':'BAD_REQUEST'");
    assertThat(socket.pubsub().bus().stats().subscriptions()).isEmpty();
  }

  @Test
  void aMemberOfAGroupCannotBeginInThePast() throws Exception {
    assertThat(socket.say("['1','1','room:1','phx_join',{'group':'g','replay':1}]").get(0))
        .contains("'status':'error'", "'code':'BAD_OPTION'");
    assertThat(socket.pubsub().bus().stats().subscriptions()).isEmpty();
  }

  @Test
  void aJoinOfABadNameIsRefusedWithTheCodeOfTheBus() throws Exception {
    assertThat(socket.say("['1','1','room::1','phx_join',{}]").get(0))
        .contains("'code':'BAD_PATTERN'");
  }

  @Test
  void aTopicThatWasNotDeclaredIsUnmatched() throws Exception {
    try (TestSocket strict = TestSocket.v2On("pubsub.topics.mode", "declared")) {
      assertThat(strict.say("['1','1','room:1','phx_join',{}]"))
          .containsExactly(
              "['1','1','room:1','phx_reply',{'status':'error',"
                  + "'response':{'reason':'unmatched topic','code':'TOPIC_NOT_FOUND'}}]");
      strict.pubsub().bus().topics().create("room:1");
      assertThat(strict.say("['2','2','room:1','phx_join',{}]").get(0)).contains("'ok'");
      strict.pubsub().bus().topics().delete("room:1");
      assertThat(strict.say("['2','3','room:1','x',{}]").get(0))
          .contains("{'reason':'unmatched topic','code':'TOPIC_NOT_FOUND'}");
    }
  }

  @Test
  void aFullSubscriptionThatMayLoseNothingRefusesThePushAndSaysWhenToComeBack() throws Exception {
    join("room:1", "{}");
    CountDownLatch end = new CountDownLatch(1);
    socket
        .pubsub()
        .bus()
        .subscribe(
            "room:1",
            SubscribeOptions.DEFAULT.withCapacity(1).withOverflow(Overflow.WAIT),
            delivery -> end.await());

    socket.say("['1','2','room:1','x',{}]");
    String refused = socket.say("['1','3','room:1','x',{}]").get(0);

    assertThat(refused).contains("'status':'error'", "'code':'OVERLOADED'", "'retry_after_ms':");
    end.countDown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"phx_reply", "phx_anything", "presence_diff", "heartbeat"})
  void reservedEventsAreRefused(String event) throws Exception {
    join("room:1", "{}");

    assertThat(socket.say("['1','2','room:1','" + event + "',{}]").get(0))
        .contains("'status':'error'")
        .contains("'code':'BAD_REQUEST'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"room:1", "room:*"})
  void aRenewedTokenIsAnsweredOkAndPublishedToNobody(String topic) throws Exception {
    join(topic, "{}");

    assertThat(socket.say("['1','2','" + topic + "','access_token',{'access_token':'secret'}]"))
        .containsExactly("['1','2','" + topic + "','phx_reply',{'status':'ok','response':{}}]");
    assertThat(socket.pubsub().bus().stats().published()).isZero();
  }

  @Test
  void aSignalOfAReservedTypeLeavesAsMessage() throws Exception {
    join("room:1", "{}");

    socket.pubsub().bus().publish("room:1", Map.of(), PublishOptions.ofType("phx_close"));

    assertThat(socket.await(1)).containsExactly("[null,null,'room:1','message',{}]");
  }

  @Test
  void aPayloadThatIsNoObjectIsWrappedWithTheIdOfTheSignal() throws Exception {
    join("room:1", "{}");

    socket.pubsub().bus().publish("room:1", "plain");

    assertThat(socket.await(1).get(0))
        .matches("\\[null,null,'room:1','message',\\{'id':'[0-9a-f-]{36}','payload':'plain'}]");
  }

  @Test
  void aRecordLeavesAsAnObject() throws Exception {
    join("room:1", "{}");

    socket.pubsub().bus().publish("room:1", new Point(1, 2));

    assertThat(socket.await(1)).containsExactly("[null,null,'room:1','message',{'x':1,'y':2}]");
  }

  private record Point(int x, int y) {}

  @Test
  void aPayloadThatCannotBeEncodedIsCountedAndTheNextOneComes() throws Exception {
    join("room:1", "{}");
    Map<String, Object> circle = new HashMap<>();
    circle.put("self", circle);

    socket.pubsub().bus().publish("room:1", circle);
    socket.pubsub().bus().publish("room:1", Map.of("next", 1));

    assertThat(socket.await(1)).containsExactly("[null,null,'room:1','message',{'next':1}]");
    assertThat(socket.pubsub().bus().stats().droppedTotal()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'text':'\\ud800'}", "'\\udc00'"})
  void halfACharacterIsNoReasonToFail(String payload) throws Exception {
    join("room:1", "{}");

    assertThat(socket.say("['1','2','room:1','x'," + payload + "]").get(0)).contains("'ok'");

    assertThat(socket.await(1).get(0)).startsWith("[null,null,'room:1','x',");
    assertThat(socket.pubsub().bus().stats().droppedTotal()).isZero();
  }

  @Test
  void aPatternCarriesTheTopicInThePayload() throws Exception {
    join("room:*", "{}");

    socket.pubsub().bus().publish("room:7", Map.of("a", 1), PublishOptions.ofType("shout"));
    socket.pubsub().bus().publish("room:7", 5);

    assertThat(socket.await(2))
        .containsExactly(
            "[null,null,'room:*','shout',{'topic':'room:7','payload':{'a':1}}]",
            "[null,null,'room:*','message',{'topic':'room:7','payload':5}]");
  }

  @Test
  void aPatternCannotBePushedTo() throws Exception {
    join("room:*", "{}");

    assertThat(socket.say("['1','2','room:*','x',{}]").get(0)).contains("'code':'BAD_REQUEST'");
  }

  @Test
  void aNullPayloadIsRefused() throws Exception {
    join("room:1", "{}");

    assertThat(socket.say("['1','2','room:1','x',null]").get(0)).contains("'code':'BAD_REQUEST'");
  }

  @Test
  void anyOtherJsonIsPublishedAsItIs() throws Exception {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    socket.pubsub().bus().subscribe("room:1", subscriber);
    join("room:1", "{}");

    for (String payload : List.of("1", "true", "'text'", "[1]")) {
      socket.say("['1','2','room:1','x'," + payload + "]");
    }

    assertThat(subscriber.await(4, PATIENCE))
        .extracting(Signal::payload)
        .containsExactly(1, true, "text", List.of(1));
  }
}
