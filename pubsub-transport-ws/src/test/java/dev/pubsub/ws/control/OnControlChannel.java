package dev.pubsub.ws.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.ws.phoenix.TestSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Who has joined the channel {@code pubsub}. */
abstract class OnControlChannel {

  static final String UUID = "123e4567-e89b-12d3-a456-426614174000";
  static final String TS = "'ts':'" + TestSocket.NOW + "'";

  TestSocket socket = TestSocket.v2();

  @BeforeEach
  void join() throws Exception {
    assertThat(socket.say("['1','1','pubsub','phx_join',{}]"))
        .containsExactly(
            "['1','1','pubsub','phx_reply',{'status':'ok','response':{'type':'info',"
                + "'message':'Connected successfully','client_id':'client-1',"
                + TS
                + "}}]");
  }

  @AfterEach
  void close() {
    socket.close();
  }

  /** Pushes and returns the one answer, from the status on. */
  final String push(String event, String payload) throws Exception {
    List<String> answers = socket.say("['1','2','pubsub','" + event + "'," + payload + "]");
    assertThat(answers).isNotEmpty();
    String prefix = "['1','2','pubsub','phx_reply',{'status':";
    assertThat(answers.get(0)).startsWith(prefix).endsWith("}]");
    return answers.get(0).substring(prefix.length(), answers.get(0).length() - 2);
  }
}
