package dev.pubsub.monitoring.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves who has sent a body, and when: {@code t=SECONDS,v1=HEX}, where the latter is the HMAC (RFC
 * 2104) with SHA-256 of the seconds, a dot and the body.
 */
final class Signature {

  static final String HEADER = "X-Pubsub-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * Signs.
   *
   * @param secret which the receiver has, too; not empty
   * @param seconds since 1970-01-01T00:00Z
   */
  static String of(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }
}
