package dev.pubsub.ws.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishOptions;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.testkit.RecordingSubscriber;
import dev.pubsub.ws.phoenix.Limits;
import dev.pubsub.ws.phoenix.TestSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The channel {@code pubsub}, push by push. */
class ControlChannelTest extends OnControlChannel {

  @Test
  void aPingIsAnsweredByAPong() throws Exception {
    assertThat(push("ping", "{}"))
        .isEqualTo(
            "'ok','response':{'type':'pong','message':'pong','client_id':'client-1'," + TS + "}");
  }

  @Test
  void aRequestIdIsEchoedWhenItIsAUuid() throws Exception {
    assertThat(push("ping", "{'request_id':'" + UUID + "'}"))
        .endsWith(TS + ",'request_id':'" + UUID + "'}");
    assertThat(push("ping", "{'request_id':'mine'}")).doesNotContain("request_id");
    assertThat(push("nonsense", "{'request_id':'" + UUID + "'}"))
        .endsWith(",'request_id':'" + UUID + "'}");
  }

  @Test
  void aSubscriptionIsAcknowledgedWithTheNumberOfSubscribers() throws Exception {
    socket.pubsub().bus().subscribe("news", new RecordingSubscriber());

    assertThat(push("subscribe", "{'topic':'news'}"))
        .isEqualTo(
            "'ok','response':{'type':'ack','topic':'news','action':'subscribed',"
                + "'subscriber_count':2,"
                + TS
                + "}");
  }

  @Test
  void subscribingTwiceSubscribesOnce() throws Exception {
    push("subscribe", "{'topic':'news'}");

    assertThat(push("subscribe", "{'topic':'news'}")).contains("'subscriber_count':1,");
    socket.pubsub().bus().publish("news", Map.of("n", 1));
    socket.pubsub().bus().publish("news", Map.of("n", 2));
    List<String> events = socket.await(2);
    assertThat(events.get(0)).contains("{'n':1}");
    assertThat(events.get(1)).contains("{'n':2}");
  }

  @Test
  void aMemberOfAGroupSharesTheSignals() throws Exception {
    RecordingSubscriber other = new RecordingSubscriber();
    socket.pubsub().bus().subscribe("news", SubscribeOptions.DEFAULT.inGroup("g"), other);

    assertThat(push("subscribe", "{'topic':'news','group':'g'}")).contains("'subscriber_count':2,");
    List<String> heard = new ArrayList<>();
    // Whose turn it is hangs on who is ready again, so until both have had theirs.
    for (int n = 1; n < 1000 && (heard.isEmpty() || other.signals().isEmpty()); n++) {
      int published = n;
      publishToOne();
      await()
          .until(
              () -> {
                heard.addAll(socket.heard());
                return heard.size() + other.signals().size() == published;
              });
    }
    assertThat(heard).isNotEmpty();
    assertThat(other.signals()).isNotEmpty();
  }

  private void publishToOne() throws Exception {
    assertThat(push("publish", "{'topic':'news','message':{'n':1}}"))
        .contains("'stats':{'delivered':1,'dropped':0}");
  }

  @Test
  void subscribingAgainInAnotherGroupTakesThePlaceOfTheFirst() throws Exception {
    RecordingSubscriber one = new RecordingSubscriber();
    socket.pubsub().bus().subscribe("news", SubscribeOptions.DEFAULT.inGroup("one"), one);
    push("subscribe", "{'topic':'news','group':'one'}");

    assertThat(push("subscribe", "{'topic':'news','group':'two'}"))
        .contains("'subscriber_count':2,");
    assertThat(push("subscribe", "{'topic':'news','group':'two'}"))
        .contains("'subscriber_count':2,");
    for (int i = 0; i < 4; i++) {
      socket.pubsub().bus().publish("news", Map.of("n", i));
    }
    one.await(4, Duration.ofSeconds(20));
    assertThat(socket.await(4)).hasSize(4);
  }

  @Test
  void aGroupThatCannotBeLeavesTheSubscriptionAsItWas() throws Exception {
    push("subscribe", "{'topic':'news','group':'one'}");

    assertThat(push("subscribe", "{'topic':'news','group':'a\\nb'}"))
        .contains("'code':'BAD_REQUEST'");
    assertThat(push("subscribe", "{'topic':'news','group':'one'}"))
        .contains("'subscriber_count':1,");
  }

  @Test
  void unsubscribingEndsTheSubscription() throws Exception {
    push("subscribe", "{'topic':'news'}");

    assertThat(push("unsubscribe", "{'topic':'news'}"))
        .isEqualTo(
            "'ok','response':{'type':'ack','topic':'news','action':'unsubscribed',"
                + "'subscriber_count':0,"
                + TS
                + "}");
    assertThat(socket.pubsub().bus().stats().subscriptions()).isEmpty();
  }

  @Test
  void aPatternCanBeSubscribedTo() throws Exception {
    assertThat(push("subscribe", "{'topic':'room:*'}")).contains("'subscriber_count':1,");

    socket.pubsub().bus().publish("room:7", Map.of("a", 1));

    assertThat(socket.await(1).get(0)).contains("'topic':'room:7','message':{'a':1}");
    assertThat(push("unsubscribe", "{'topic':'room:*'}")).contains("'subscriber_count':0,");
  }

  @Test
  void anEventCarriesThePublishedObjectAsItWas() throws Exception {
    push("subscribe", "{'topic':'news'}");

    push("publish", "{'topic':'news','message':{'z':1,'a':[1.5,null]}}");

    assertThat(socket.await(1))
        .containsExactly(
            "[null,null,'pubsub','message',{'type':'event','topic':'news',"
                + "'message':{'z':1,'a':[1.5,null]},"
                + TS
                + "}]");
  }

  @Test
  void anEventWrapsAnythingElseWithTheId() throws Exception {
    push("subscribe", "{'topic':'news'}");

    push("publish", "{'topic':'news','message':'plain'}");

    assertThat(socket.await(1).get(0))
        .matches(".*'message':\\{'id':'[0-9a-f-]{36}','payload':'plain'},'ts'.*");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "publish     | {}",
        "publish     | {'topic':'news'}",
        "publish     | {'topic':'news','message':null}",
        "publish     | {'topic':'room:*','message':1}",
        "publish     | {'topic':7,'message':1}",
        "publish     | {'topic':'a::b','message':1}",
        "publish     | {'topic':'news','message':1,'priority':'urgent'}",
        "publish     | {'topic':'news','message':1,'priority':1}",
        "publish     | {'topic':'news','message':1,'ttl_ms':0}",
        "publish     | {'topic':'news','message':1,'delay_ms':-1}",
        "publish     | {'topic':'news','message':1,'dedup_id':7}",
        "publish     | {'topic':'news','message':1,'ttl_ms':1.5}",
        "publish     | {'topic':'news','message':1,'ttl_ms':'5'}",
        "publish     | {'topic':'news','message':1,'ttl_ms':31536000001}",
        "publish     | {'topic':'news','message':1,'key':7}",
        "publish     | {'topic':'news','message':1,'type':7}",
        "publish     | {'topic':'news','message':1,'headers':7}",
        "publish     | {'topic':'news','message':1,'headers':{'a':7}}",
        "publish     | {'topic':'news','message':1,'headers':{'':'a'}}",
        "subscribe   | {}",
        "subscribe   | []",
        "subscribe   | {'topic':''}",
        "subscribe   | {'topic':'news','selector':'a:b'}",
        "subscribe   | {'topic':'news','selector':7}",
        "subscribe   | {'topic':'news','filter':'x'}",
        "subscribe   | {'topic':'news','group':3}",
        "subscribe   | {'topic':'news','resume':3}",
        "subscribe   | {'topic':'news','replay':0}",
        "subscribe   | {'topic':'news','replay':11}",
        "subscribe   | {'topic':'news','replay':1.5}",
        "subscribe   | {'topic':'news','resume':'x','replay':3}",
        "unsubscribe | {}",
      })
  void aRequestThatCannotBeIsABadRequest(String event, String payload) throws Exception {
    assertThat(push(event, payload.replace('\'', '"')))
        .startsWith("'error','response':{'type':'error','error':{")
        .contains("'code':'BAD_REQUEST'")
        .endsWith(TS + "}");
    assertThat(socket.pubsub().bus().stats().published()).isZero();
    assertThat(socket.pubsub().bus().stats().subscriptions()).isEmpty();
  }

  @Test
  void anUnknownEventIsABadRequestThatNamesTheFour() throws Exception {
    assertThat(push("shout", "{}"))
        .contains("'code':'BAD_REQUEST'")
        .contains("ping, subscribe, unsubscribe and publish");
  }

  @Test
  void unsubscribingFromWhatIsNotSubscribedFails() throws Exception {
    assertThat(push("unsubscribe", "{'topic':'news'}")).contains("'code':'UNSUBSCRIBE_FAILED'");
  }

  @Test
  void moreSubscriptionsThanAllowedFail() throws Exception {
    socket.close();
    socket = new TestSocket(true, new Limits(10, 2, 10, 0, 10), Map.of());
    join();
    push("subscribe", "{'topic':'a'}");
    push("subscribe", "{'topic':'b'}");

    assertThat(push("subscribe", "{'topic':'c'}")).contains("'code':'SUBSCRIPTION_FAILED'");
    assertThat(push("subscribe", "{'topic':'a'}")).startsWith("'ok'");
  }

  @Test
  void lossesAreToldOnceForEachTopic() throws Exception {
    push("subscribe", "{'topic':'news'}");
    Map<String, Object> circle = new HashMap<>();
    circle.put("self", circle);
    for (int i = 0; i < 3; i++) {
      socket.pubsub().bus().publish("news", circle, PublishOptions.DEFAULT);
    }
    socket.pubsub().bus().publish("news", Map.of("end", 1));
    socket.await(1);

    socket.control().tellLosses();
    socket.control().tellLosses();

    List<String> told = socket.heard();
    assertThat(told).hasSize(1);
    assertThat(told.get(0))
        .startsWith("['1',null,'pubsub','dropped',{")
        .contains("'topic':'news','count':3,'reason':'failed','reasons':{'failed':3}," + TS);
  }

  @Test
  void whoeverDoesNotReadIsToldOfLossesLater() throws Exception {
    push("subscribe", "{'topic':'news'}");
    Map<String, Object> circle = new HashMap<>();
    circle.put("self", circle);
    socket.pubsub().bus().publish("news", circle);
    socket.pubsub().bus().publish("news", Map.of("end", 1));
    socket.await(1);

    socket.wire().congested(true);
    socket.control().tellLosses();
    assertThat(socket.heard()).isEmpty();

    socket.wire().congested(false);
    socket.control().tellLosses();
    assertThat(socket.heard()).hasSize(1);
  }

  @Test
  void leavingEndsAllSubscriptions() throws Exception {
    push("subscribe", "{'topic':'a'}");
    push("subscribe", "{'topic':'b:*'}");
    Subscriber other = new RecordingSubscriber();
    socket.pubsub().bus().subscribe("c", other);

    socket.say("['1','9','pubsub','phx_leave',{}]");

    assertThat(socket.pubsub().bus().stats().subscriptions()).containsOnlyKeys("c");
  }
}
