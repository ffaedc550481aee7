package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

  @Test
  void aFrameIsReadAsItWasWritten() {
    String text = "[\"1\",\"2\",\"pubsub\",\"ping\",{\"a\":1.10}]";

    Frame frame = Frame.parse(text);

    assertThat(frame.joinRef()).isEqualTo("1");
    assertThat(frame.ref()).isEqualTo("2");
    assertThat(frame.topic()).isEqualTo("pubsub");
    assertThat(frame.event()).isEqualTo("ping");
    assertThat(frame.text()).isEqualTo(text);
  }

  @Test
  void absentRefsTravelAsNull() {
    String text = "[null,null,\"room:1\",\"message\",{}]";

    assertThat(Frame.parse(text).ref()).isEmpty();
    assertThat(Frame.parse(text).joinRef()).isEmpty();
    assertThat(Frame.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "[null,null,\"t\",\"e\"]", "[1,2,3,4,5] 6"})
  void whatIsNoFrameIsABadAnswer(String text) {
    assertThatThrownBy(() -> Frame.parse(text))
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.code()).isEqualTo("BAD_ANSWER"));
  }
}
