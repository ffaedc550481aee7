package dev.pubsub.ws.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals of the past, on both kinds of channels. */
class ResumptionTest {

  private static final Pattern POSITION = Pattern.compile("'position':'([^']+)'");

  private final TestSocket socket = TestSocket.v2On("pubsub.history", "room:*=5");

  @AfterEach
  void close() {
    socket.close();
  }

  private void publish(int from, int to) {
    for (int n = from; n <= to; n++) {
      socket.pubsub().bus().publish("room:1", Map.of("n", n));
    }
  }

  private String join(String topic, String parameters) throws Exception {
    List<String> answers = socket.say("['1','1','" + topic + "','phx_join'," + parameters + "]");
    return answers.get(0);
  }

  private static String position(String answer) {
    Matcher position = POSITION.matcher(answer);
    assertThat(position.find()).as(answer).isTrue();
    return position.group(1);
  }

  @Test
  void aJoinIsToldWhereItStands() throws Exception {
    assertThat(join("room:1", "{}")).containsPattern(POSITION).contains("'recovered':false");
    assertThat(join("room:*", "{}")).containsPattern(POSITION).contains("'recovered':false");
    assertThat(join("other", "{}")).doesNotContain("position", "recovered");
  }

  @Test
  void aReplayFollowsTheAnswerAndPrecedesWhatIsNew() throws Exception {
    publish(1, 7);

    join("room:1", "{'replay':3}");
    publish(8, 8);

    assertThat(socket.await(4))
        .containsExactly(
            "[null,null,'room:1','message',{'n':5}]",
            "[null,null,'room:1','message',{'n':6}]",
            "[null,null,'room:1','message',{'n':7}]",
            "[null,null,'room:1','message',{'n':8}]");
    assertThat(socket.wire().messages().get(0)).contains("phx_reply");
  }

  @Test
  void whoeverResumesGetsWhatItMissed() throws Exception {
    String position = position(join("room:1", "{}"));
    socket.say("['1','2','room:1','phx_leave',{}]");
    publish(1, 3);

    String answer = join("room:1", "{'resume':'" + position + "'}");

    assertThat(answer).contains("'recovered':true");
    assertThat(position(answer)).isNotEqualTo(position);
    assertThat(socket.await(3).get(2)).isEqualTo("[null,null,'room:1','message',{'n':3}]");
  }

  @Test
  void whoeverResumesTooLateIsToldOfTheGap() throws Exception {
    String position = position(join("room:1", "{}"));
    socket.say("['1','2','room:1','phx_leave',{}]");
    publish(1, 6);

    assertThat(join("room:1", "{'resume':'" + position + "'}")).contains("'recovered':false");
    assertThat(socket.await(5).get(0)).isEqualTo("[null,null,'room:1','message',{'n':2}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"room:1", "other"})
  void aPositionThatNobodyGaveIsAGap(String topic) throws Exception {
    assertThat(join(topic, "{'resume':'nonsense'}")).contains("'status':'ok'", "'recovered':false");
  }

  @Test
  void aPatternReplaysToo() throws Exception {
    publish(1, 2);

    join("room:*", "{'replay':10}");

    assertThat(socket.await(2).get(1))
        .isEqualTo("[null,null,'room:*','message',{'topic':'room:1','payload':{'n':2}}]");
  }

  @Test
  void theControlChannelResumesToo() throws Exception {
    socket.say("['1','1','pubsub','phx_join',{}]");
    String position =
        position(socket.say("['1','2','pubsub','subscribe',{'topic':'room:1'}]").get(0));
    socket.say("['1','3','pubsub','unsubscribe',{'topic':'room:1'}]");
    publish(1, 2);

    String subscribe =
        "['1','4','pubsub','subscribe',{'topic':'room:1','resume':'" + position + "'}]";
    assertThat(socket.say(subscribe).get(0)).contains("'recovered':true");
    assertThat(socket.await(2).get(1)).contains("'topic':'room:1','message':{'n':2}");

    assertThat(socket.say(subscribe).get(0)).as("again").contains("'recovered':true");
    assertThat(socket.say("['1','5','pubsub','subscribe',{'topic':'room:1','replay':2}]").get(0))
        .as("from elsewhere")
        .contains("'code':'SUBSCRIPTION_FAILED'");
  }

  @Test
  void whoeverAsksFromAMomentGetsWhatCameSince() throws Exception {
    publish(1, 2);

    assertThat(join("room:1", "{'since':'2020-01-01T00:00:00Z'}")).contains("'recovered':false");
    assertThat(socket.await(2).get(0)).isEqualTo("[null,null,'room:1','message',{'n':1}]");
    assertThat(join("room:1", "{'since':4102444800000}")).contains("'recovered':true");
    socket.say("['1','1','pubsub','phx_join',{}]");
    assertThat(socket.say("['1','2','pubsub','subscribe',{'topic':'room:1','since':0}]").get(0))
        .contains("'recovered':false");
    assertThat(socket.await(2).get(1)).contains("'message':{'n':2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'since':'yesterday'",
        "'since':1.5",
        "'since':{}",
        "'since':99999999999999999999",
        "'since':0,'replay':1",
        "'since':0,'resume':'x'",
        "'replay':1,'resume':'x'"
      })
  void aBeginningThatCannotBeIsRefused(String parameters) throws Exception {
    assertThat(join("room:1", "{" + parameters + "}"))
        .contains("'status':'error'", "'code':'BAD_REQUEST'");
  }

  @Test
  void thereIsNoReplayForAClientThatDoesNotRead() throws Exception {
    publish(1, 2);
    socket.wire().congested(true);

    assertThat(join("room:1", "{'replay':2}")).contains("'code':'OVERLOADED'");
    socket.say("['1','1','pubsub','phx_join',{}]");
    assertThat(socket.say("['1','2','pubsub','subscribe',{'topic':'room:1','replay':2}]").get(0))
        .contains("'code':'SUBSCRIPTION_FAILED'");
    assertThat(join("room:1", "{}")).contains("'status':'ok'");
  }
}
