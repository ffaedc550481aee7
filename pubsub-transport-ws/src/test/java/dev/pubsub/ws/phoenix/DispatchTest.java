package dev.pubsub.ws.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.ws.frame.ProtocolViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules by which messages are dispatched, one by one, without sockets. */
class DispatchTest {

  private static final String OK = "{'status':'ok','response':{}}";

  private TestSocket socket = TestSocket.v2();

  @AfterEach
  void close() {
    socket.close();
  }

  private static String error(String reason) {
    return "{'status':'error','response':{'reason':'" + reason + "'}}";
  }

  @Test
  void aHeartbeatIsAnsweredWithoutJoinRef() throws Exception {
    assertThat(socket.say("[null,'7','phoenix','heartbeat',{}]"))
        .containsExactly("[null,'7','phoenix','phx_reply'," + OK + "]");
  }

  @Test
  void aHeartbeatOfAJoinedTopicIsNoHeartbeat() throws Exception {
    socket.say("['1','1','room:1','phx_join',{}]");

    assertThat(socket.say("['1','2','room:1','heartbeat',{}]").get(0)).contains("BAD_REQUEST");
  }

  @Test
  void aJoinIsAnsweredWithBothRefs() throws Exception {
    assertThat(socket.say("['1','2','room:1','phx_join',{}]"))
        .containsExactly("['1','2','room:1','phx_reply'," + OK + "]");
  }

  @Test
  void aPushIsAnsweredBeforeWhatItPublished() throws Exception {
    socket.say("['1','1','room:1','phx_join',{}]");
    socket.say("['1','2','room:1','shout',{'a':[1,null,'x']}]");

    socket.await(1);
    List<String> all = socket.wire().messages();
    assertThat(all).hasSize(3);
    assertThat(all.get(1)).contains("phx_reply");
    assertThat(all.get(2)).isEqualTo("[null,null,\"room:1\",\"shout\",{\"a\":[1,null,\"x\"]}]");
  }

  @Test
  void aDuplicateJoinIsAnsweredThenTheOldChannelIsClosed() throws Exception {
    socket.say("['1','1','room:1','phx_join',{}]");

    assertThat(socket.say("['5','6','room:1','phx_join',{}]"))
        .containsExactly(
            "['5','6','room:1','phx_reply'," + OK + "]", "['1','1','room:1','phx_close',{}]");
  }

  @Test
  void afterADuplicateJoinASignalComesOnce() throws Exception {
    socket.say("['1','1','room:1','phx_join',{}]");
    socket.say("['2','2','room:1','phx_join',{}]");

    socket.pubsub().bus().publish("room:1", Map.of("n", 1));
    socket.pubsub().bus().publish("room:1", Map.of("n", 2));

    assertThat(socket.await(2))
        .containsExactly(
            "[null,null,'room:1','message',{'n':1}]", "[null,null,'room:1','message',{'n':2}]");
  }

  @Test
  void aLeaveIsAnsweredThenTheChannelIsClosed() throws Exception {
    socket.say("['1','1','room:1','phx_join',{}]");

    assertThat(socket.say("['1','2','room:1','phx_leave',{}]"))
        .containsExactly(
            "['1','2','room:1','phx_reply'," + OK + "]", "['1','1','room:1','phx_close',{}]");
    assertThat(socket.pubsub().bus().stats().subscriptions()).isEmpty();
  }

  @Test
  void aLeaveWithoutJoinRefLeavesToo() throws Exception {
    socket.say("['1','1','room:1','phx_join',{}]");

    assertThat(socket.say("[null,'2','room:1','phx_leave',{}]")).hasSize(2);
  }

  @Test
  void aLeaveOfAnEarlierJoinIsIgnored() throws Exception {
    socket.say("['2','2','room:1','phx_join',{}]");

    assertThat(socket.say("['1','3','room:1','phx_leave',{}]")).isEmpty();
    assertThat(socket.say("['2','4','room:1','x',{}]").get(0)).contains("'ok'");
  }

  @Test
  void aLeaveOfATopicNotJoinedIsAnsweredOk() throws Exception {
    assertThat(socket.say("['1','2','room:1','phx_leave',{}]"))
        .containsExactly("['1','2','room:1','phx_reply'," + OK + "]");
  }

  @Test
  void aPushOfAnEarlierJoinIsIgnored() throws Exception {
    socket.say("['2','2','room:1','phx_join',{}]");

    assertThat(socket.say("['1','3','room:1','x',{}]")).isEmpty();
  }

  @Test
  void aPushToATopicNotJoinedIsUnmatched() throws Exception {
    assertThat(socket.say("['1','3','room:1','x',{}]"))
        .containsExactly("[null,'3','room:1','phx_reply'," + error("unmatched topic") + "]");
  }

  @Test
  void aPushWithoutRefIsNotAnswered() throws Exception {
    socket.say("['1','1','room:1','phx_join',{'self':false}]");

    assertThat(socket.say("['1',null,'room:1','x',{}]")).isEmpty();
  }

  @Test
  void aJoinWithoutJoinRefGoesByItsRefAfterwards() throws Exception {
    assertThat(socket.say("[null,'9','room:1','phx_join',{'self':false}]"))
        .containsExactly("[null,'9','room:1','phx_reply'," + OK + "]");
    assertThat(socket.say("[null,'10','room:1','x',{}]"))
        .containsExactly("['9','10','room:1','phx_reply'," + OK + "]");
    assertThat(socket.say("[null,'11','room:1','phx_leave',{}]"))
        .endsWith("[null,null,'room:1','phx_close',{}]");
  }

  @Test
  void noMoreThanTheAllowedChannelsCanBeJoined() throws Exception {
    socket.close();
    socket = new TestSocket(true, new Limits(2, 2, 10, 0, 10), Map.of());
    socket.say("['1','1','a','phx_join',{}]");
    socket.say("['2','2','b','phx_join',{}]");

    assertThat(socket.say("['3','3','c','phx_join',{}]"))
        .containsExactly("['3','3','c','phx_reply'," + error("too many channels joined") + "]");
    assertThat(socket.say("['4','4','b','phx_join',{}]").get(0)).contains("'ok'");
  }

  @Test
  void aJoinThatThrowsIsAnsweredAndHarmsNothingElse() throws Exception {
    socket.close();
    ChannelKind broken =
        request -> {
          throw new IllegalStateException("broken on purpose");
        };
    socket = new TestSocket(true, new Limits(9, 9, 10, 0, 10), Map.of("broken", broken));

    assertThat(socket.say("['1','1','broken','phx_join',{}]"))
        .containsExactly("['1','1','broken','phx_reply'," + error("join crashed") + "]");
    assertThat(socket.say("['2','2','room:1','phx_join',{}]").get(0)).contains("'ok'");
  }

  @Test
  void aChannelThatThrowsIsEndedAndTheSocketStays() throws Exception {
    socket.close();
    List<String> left = new ArrayList<>();
    Channel broken =
        new Channel() {
          @Override
          public Answer push(Message message) {
            throw new IllegalStateException("broken on purpose");
          }

          @Override
          public void leave() {
            left.add("left");
          }
        };
    ChannelKind kind = request -> new JoinOutcome.Joined(broken, Map.of());
    socket = new TestSocket(true, new Limits(9, 9, 10, 0, 10), Map.of("broken", kind));
    socket.say("['1','1','broken','phx_join',{}]");

    assertThat(socket.say("['1','2','broken','x',{}]"))
        .containsExactly("['1','1','broken','phx_error',{'reason':'channel_crash'}]");
    assertThat(left).containsExactly("left");
    assertThat(socket.say("['1','3','broken','x',{}]").get(0)).contains("unmatched topic");
  }

  @Test
  void aTopicOverTheLimitIsRefusedWithoutClosing() throws Exception {
    String topic = "x".repeat(256);

    assertThat(socket.say("['1','1','" + topic + "','phx_join',{}]").get(0))
        .contains("'error'")
        .contains("BAD_REQUEST");
  }

  @Test
  void aRefOverTheLimitClosesTheConnection() {
    assertThatThrownBy(() -> socket.say("[null,'" + "1".repeat(256) + "','a','phx_join',{}]"))
        .isInstanceOfSatisfying(
            ProtocolViolation.class, e -> assertThat(e.closeCode()).isEqualTo(1008));
  }

  @Test
  void closingTheSocketEndsItsSubscriptions() throws Exception {
    socket.say("['1','1','room:1','phx_join',{}]");
    socket.say("['2','2','room:*','phx_join',{}]");
    socket.say("['3','3','pubsub','phx_join',{}]");
    socket.say("['3','4','pubsub','subscribe',{'topic':'news'}]");
    assertThat(socket.pubsub().bus().stats().subscriptions()).hasSize(3);

    socket.socket().close();

    assertThat(socket.pubsub().bus().stats().subscriptions()).isEmpty();
  }

  @Test
  void v1FramesHaveNoJoinRef() throws Exception {
    socket.close();
    socket = TestSocket.v1();
    String join = "{'topic':'a','event':'phx_join','payload':{},'ref':'1','join_ref':'1'}";

    assertThat(socket.say(join))
        .containsExactly("{'topic':'a','event':'phx_reply','payload':" + OK + ",'ref':'1'}");
    assertThat(socket.say(join.replace("phx_join", "phx_leave")))
        .containsExactly(
            "{'topic':'a','event':'phx_reply','payload':" + OK + ",'ref':'1'}",
            "{'topic':'a','event':'phx_close','payload':{},'ref':'1'}");
  }

  @Test
  void allMessagesOfASignalAreFlushed() throws Exception {
    socket.say("['1','1','room:1','phx_join',{}]");
    socket.pubsub().bus().publish("room:1", Map.of());
    socket.await(1);
    socket.pubsub().bus().publish("room:1", Map.of());
    socket.await(1);

    // The second batch cannot begin before the first was flushed.
    assertThat(socket.wire().flushes()).isPositive();
  }
}
