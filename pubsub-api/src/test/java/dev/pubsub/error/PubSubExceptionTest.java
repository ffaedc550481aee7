package dev.pubsub.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.error.ErrorCode.Kind;
import dev.pubsub.spi.PluginRefusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class PubSubExceptionTest {

  @Test
  void aRefusalHasACodeASentenceAndACause() {
    Exception cause = new Exception("why");

    PubSubException plain = new PubSubException(StandardError.CLOSED, "the bus is closed");
    PubSubException caused = new PubSubException(StandardError.CLOSED, "the bus is closed", cause);

    assertThat(plain).hasMessage("the bus is closed").hasNoCause();
    assertThat(plain.code()).isEqualTo(StandardError.CLOSED);
    assertThat(caused).hasMessage("the bus is closed").hasCause(cause);
    assertThat(caused.code()).isEqualTo(StandardError.CLOSED);
  }

  @Test
  void aRefusalSaysWhenToTryAgainIfThatHelps() {
    PubSubException later =
        new PubSubException(StandardError.RATE_LIMITED, "too often", Duration.ofMillis(5));

    assertThat(later.retryAfter()).isEqualTo(Duration.ofMillis(5));
    assertThat(new PubSubException(StandardError.CLOSED, "closed").retryAfter()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"BAD_TOPIC,CALLER", "TOO_MANY_TOPICS,RESOURCES", "PLUGIN_FAILED,EXTERNAL"})
  void aCodeSaysWhoCanMendIt(StandardError code, Kind kind) {
    assertThat(code.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void codesArePlainWords(StandardError code) {
    assertThat(code.name()).matches("[A-Z]+(_[A-Z]+)*");
    assertThat(code.kind()).isNotNull();
  }

  @Test
  void aRefusalOfAPluginIsItsSentence() {
    assertThat(new PluginRefusal("no port is free")).hasMessage("no port is free");
  }
}
