package dev.pubsub.ws.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pubsub.Overflow;
import dev.pubsub.Scheduled;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.testkit.RecordingSubscriber;
import dev.pubsub.ws.phoenix.TestSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published on the channel {@code pubsub}. */
class ControlPublishTest extends OnControlChannel {

  @Test
  void aPublishIsAcknowledgedWithWhatBecameOfIt() throws Exception {
    socket.pubsub().bus().subscribe("news", new RecordingSubscriber());

    assertThat(push("publish", "{'topic':'news','message':1}"))
        .startsWith("'ok','response':{'type':'ack','topic':'news','action':'published',")
        .matches(".*'message_id':'[0-9a-f-]{36}'.*")
        .contains("'delivered':1")
        .contains("'dropped':0");
  }

  @Test
  void theTypeOfAPublishIsTheTypeOfTheSignal() throws Exception {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    socket.pubsub().bus().subscribe("news", subscriber);

    push("publish", "{'topic':'news','message':1,'type':'headline'}");

    assertThat(subscriber.await(1, Duration.ofSeconds(10)).get(0).type()).isEqualTo("headline");
  }

  @Test
  void thePriorityAndTheKeyOfAPublishAreThoseOfTheSignal() throws Exception {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    socket.pubsub().bus().subscribe("news", subscriber);

    push("publish", "{'topic':'news','message':1,'priority':'high','key':'k'}");
    push("publish", "{'topic':'news','message':2,'priority':'low'}");
    push("publish", "{'topic':'news','message':3,'priority':'normal'}");

    List<Signal> signals = new ArrayList<>(subscriber.await(3, Duration.ofSeconds(10)));
    signals.sort(Comparator.comparing(Signal::id));
    assertThat(signals)
        .extracting(Signal::priority, Signal::key)
        .containsExactly(
            tuple(Priority.HIGH, "k"), tuple(Priority.LOW, ""), tuple(Priority.NORMAL, ""));
  }

  @Test
  void theTimeToLiveOfAPublishIsThatOfTheSignal() throws Exception {
    RecordingSubscriber subscriber = new RecordingSubscriber();
    socket.pubsub().bus().subscribe("news", subscriber);

    push("publish", "{'topic':'news','message':1,'ttl_ms':1500}");

    Signal signal = subscriber.await(1, Duration.ofSeconds(10)).get(0);
    assertThat(signal.expiresAtMillis() - signal.timeMillis()).isEqualTo(1500);
  }

  @Test
  void aPublishThatIsTriedAgainWithItsIdIsAcknowledgedAsTheFirstOne() throws Exception {
    String first = push("publish", "{'topic':'news','message':1,'dedup_id':'d'}");
    String second = push("publish", "{'topic':'news','message':1,'dedup_id':'d'}");

    assertThat(second).isEqualTo(first.replace("},'ts'", "},'duplicate':true,'ts'"));
    assertThat(socket.pubsub().bus().stats().published()).isEqualTo(1);
    assertThat(socket.pubsub().bus().stats().duplicates()).isEqualTo(1);
  }

  @Test
  void aPublishMayBeScheduled() throws Exception {
    String ack = push("publish", "{'topic':'news','message':1,'delay_ms':60000}");

    Scheduled scheduled = socket.pubsub().bus().schedule().list(1).get(0);
    assertThat(ack)
        .startsWith("'ok','response':{'type':'ack','topic':'news','action':'scheduled',")
        .contains("'scheduled_id':'" + scheduled.id() + "','due':'2030-01-01T00:01:00Z'");
    assertThat(socket.pubsub().bus().stats().published()).isZero();
  }

  @Test
  void aPublishThatCannotBeScheduledFails() throws Exception {
    socket.close();
    socket = TestSocket.v2On("pubsub.schedule.max", "0");
    join();

    assertThat(push("publish", "{'topic':'news','message':1,'delay_ms':60000}"))
        .contains("'code':'PUBLISH_FAILED'", "'retry_after_ms':1000");
    assertThat(push("publish", "{'topic':'a*','message':1,'delay_ms':60000}"))
        .contains("'code':'BAD_REQUEST'");
  }

  @Test
  void aKeyIsNoLongerThanATopic() throws Exception {
    String key = "k".repeat(255);

    assertThat(push("publish", "{'topic':'news','message':1,'key':'" + key + "'}"))
        .startsWith("'ok'");
    assertThat(push("publish", "{'topic':'news','message':1,'key':'" + key + "k'}"))
        .contains("'code':'BAD_REQUEST'");
  }

  @Test
  void aFullSubscriptionThatMayLoseNothingFailsThePublishAndSaysWhenToComeBack() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    socket
        .pubsub()
        .bus()
        .subscribe(
            "news",
            SubscribeOptions.DEFAULT.withCapacity(1).withOverflow(Overflow.WAIT),
            delivery -> end.await());

    push("publish", "{'topic':'news','message':1}");
    String refused = push("publish", "{'topic':'news','message':2}");

    assertThat(refused)
        .startsWith("'error','response':{'type':'error','error':{'code':'PUBLISH_FAILED',")
        .containsPattern("'retry_after_ms':[1-9]");
    end.countDown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"publish", "subscribe"})
  void aTopicThatWasNotDeclaredIsNotFound(String event) throws Exception {
    socket.close();
    socket = TestSocket.v2On("pubsub.topics.mode", "declared");
    join();

    assertThat(push(event, "{'topic':'news','message':1}"))
        .startsWith("'error','response':{'type':'error','error':{'code':'TOPIC_NOT_FOUND',");
  }
}
