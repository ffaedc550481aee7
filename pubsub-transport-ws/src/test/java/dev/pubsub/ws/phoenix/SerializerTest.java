package dev.pubsub.ws.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.ProtocolViolation;
import dev.pubsub.ws.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerializerTest {

  private final Serializers serializers = new Serializers(new Json(16));
  private final Serializer v1 = serializers.v1();
  private final Serializer v2 = serializers.v2();

  @Test
  void theTestVectorOfABinaryPushIsRead() throws ProtocolViolation {
    byte[] vector = bytes("\0\2\3\5\5" + "12" + "123" + "topic" + "event" + "efg");

    Message message = v2.binary(vector);

    assertThat(message.joinRef()).isEqualTo("12");
    assertThat(message.ref()).isEqualTo("123");
    assertThat(message.topic()).isEqualTo("topic");
    assertThat(message.event()).isEqualTo("event");
    assertThat((byte[]) message.payload()).containsExactly(0x65, 0x66, 0x67);
  }

  @Test
  void refsOfSizeZeroAreNull() throws ProtocolViolation {
    Message message = v2.binary(bytes("\0\0\0\1\1te"));

    assertThat(message.joinRef()).isNull();
    assertThat(message.ref()).isNull();
    assertThat((byte[]) message.payload()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\0", "\1\0\0\1\1te", "\2\1\1te", "\0\0\0\5\5topic", "\0\0\0\1\1\u00FFe"})
  void otherBinaryMessagesCloseWith1007(String message) {
    assertCloses(1007, () -> v2.binary(message.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void v1HasNoBinaryMessages() {
    assertCloses(1007, () -> v1.binary(bytes("\0\0\0\1\1te")));
  }

  @Test
  void aSignalOfBytesLeavesAsABinaryBroadcastInV2() {
    Frame frame = v2.broadcast(signal("shout", bytes("abc")));

    byte[] expected = bytes("\2\5\5" + "topic" + "shout" + "abc");
    assertThat(frame.bytes()[0]).isEqualTo((byte) 0x82);
    assertThat(Arrays.copyOfRange(frame.bytes(), 2, frame.bytes().length)).isEqualTo(expected);
  }

  @Test
  void aSignalOfBytesLeavesAsBase64InV1() {
    assertThat(text(v1.broadcast(signal("shout", bytes("abc")))))
        .isEqualTo(
            "{\"topic\":\"topic\",\"event\":\"shout\",\"payload\":{\"base64\":\"YWJj\"},"
                + "\"ref\":null}");
  }

  @Test
  void aV1MessageIsRead() throws ProtocolViolation {
    Message message =
        v1.text(bytes("{\"topic\":\"t\",\"event\":\"e\",\"payload\":[1],\"ref\":null,\"more\":1}"));

    assertThat(message).isEqualTo(new Message(null, null, "t", "e", List.of(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "null",
        "{}",
        "",
        "not json",
        "{\"topic\":\"t\"}",
        "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{}}",
        "{\"topic\":1,\"event\":\"e\",\"payload\":{},\"ref\":\"1\"}",
        "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":1}"
      })
  void whatIsNoV1MessageClosesWith1007(String message) {
    assertCloses(1007, () -> v1.text(bytes(message)));
  }

  @Test
  void aV2MessageIsReadAndMoreThanFiveElementsAreIgnored() throws ProtocolViolation {
    assertThat(v2.text(bytes("[\"1\",\"2\",\"t\",\"e\",{\"a\":null},6]")).topic()).isEqualTo("t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[null,null,\"t\",\"e\"]",
        "[1,null,\"t\",\"e\",{}]",
        "[null,null,null,\"e\",{}]",
        "[null,null,\"t\",\"e\",{}] x",
        "[null,null,\"t\",\"e\",{}"
      })
  void whatIsNoV2MessageClosesWith1007(String message) {
    assertCloses(1007, () -> v2.text(bytes(message)));
  }

  @Test
  void jsonNestedTooDeepClosesWith1008() {
    String deep = "[".repeat(20) + "]".repeat(20);

    assertCloses(1008, () -> v2.text(bytes("[null,null,\"t\",\"e\"," + deep + "]")));
  }

  @Test
  void aPushToOneClientHasNoRef() {
    assertThat(text(v2.push("1", null, "t", "e", Map.of())))
        .isEqualTo("[\"1\",null,\"t\",\"e\",{}]");
    assertThat(text(v1.push("1", null, "t", "e", Map.of())))
        .isEqualTo("{\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":null}");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0, true", "1.0.7, true", "2.0.0, true", "2.0.12, true", "1.1.0, false", "2.1.0, false",
    "3.0.0, false", "2.0, false", "2, false", "'', false", "2.0.0-rc.1, false", "x, false"
  })
  void vsnIsCheckedAsPhoenixDoes(String vsn, boolean known) {
    assertThat(serializers.of(vsn).isPresent()).isEqualTo(known);
  }

  private static Signal signal(String type, Object payload) {
    return Signal.of(new SignalId(1, 2), "topic", payload).withType(type);
  }

  private static String text(Frame frame) {
    byte[] bytes = frame.bytes();
    int header = bytes[1] == 126 ? 4 : 2;
    return new String(bytes, header, bytes.length - header, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertCloses(int code, ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            ProtocolViolation.class, e -> assertThat(e.closeCode()).isEqualTo(code));
  }
}
