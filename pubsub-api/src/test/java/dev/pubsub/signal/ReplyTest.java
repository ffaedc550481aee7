package dev.pubsub.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.signal.Reply.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplyTest {

  private static Optional<Reply> read(Map<String, String> headers) {
    return Reply.of(Signal.of(new SignalId(1, 1), "a", "payload").withHeaders(Headers.of(headers)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aReplySaysWhatItIs(Kind kind) {
    Reply reply =
        read(Map.of(
                ReplyHeaders.REPLY, kind.word(),
                ReplyHeaders.CORRELATION, "c",
                ReplyHeaders.RESPONDER, "r",
                ReplyHeaders.NUMBER, "7"))
            .orElseThrow();

    assertThat(reply.kind()).isEqualTo(kind);
    assertThat(reply.correlation()).isEqualTo("c");
    assertThat(reply.responder()).isEqualTo("r");
    assertThat(reply.number()).isEqualTo(7);
    assertThat(reply.payload()).isEqualTo("payload");
    assertThat(reply.kind().isEnd()).isEqualTo(kind != Kind.NEXT);
  }

  @Test
  void aCorrelationAloneMakesTheLastReply() {
    assertThat(read(Map.of(ReplyHeaders.CORRELATION, "c")).map(Reply::kind)).contains(Kind.LAST);
  }

  @Test
  void otherSignalsAreNoReplies() {
    assertThat(read(Map.of())).isEmpty();
    assertThat(read(Map.of("other", "x"))).isEmpty();
    assertThat(read(Map.of(ReplyHeaders.REPLY, "perhaps"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "x", "1234567890123456789", "٣"})
  void whatIsNoNumberIsNone(String text) {
    assertThat(read(Map.of(ReplyHeaders.REPLY, "next", ReplyHeaders.NUMBER, text)))
        .map(Reply::number)
        .contains(0L);
  }
}
