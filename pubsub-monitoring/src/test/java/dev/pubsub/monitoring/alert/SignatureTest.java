package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SignatureTest {

  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  /** As Python's hmac module computes it. */
  @Test
  void itIsTheHmacOfTheTimeAndTheBody() {
    assertThat(Signature.of("key", 1_700_000_000, BODY))
        .isEqualTo(
            "t=1700000000,v1=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03");
  }

  @Test
  void itIsAnotherForAnotherSecretTimeOrBody() {
    String one = Signature.of("key", 1, BODY);
    assertThat(Signature.of("key2", 1, BODY)).isNotEqualTo(one);
    assertThat(Signature.of("key", 2, BODY).substring(4)).isNotEqualTo(one.substring(4));
    assertThat(Signature.of("key", 1, new byte[1])).isNotEqualTo(one);
  }
}
