package dev.pubsub.cluster.jgroups;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jgroups.protocols.AUTH;
import org.jgroups.protocols.SYM_ENCRYPT;
import org.jgroups.stack.Protocol;

/**
 * Keys made of the secret: one encrypts and authenticates what frames say, one proves that a node
 * that wants to join knows the secret.
 */
final class Secrecy {

  private static final int ROUNDS = 100_000;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;

  // Of the ciphers that authenticate, the one whose nonce JGroups can set.
  private static final String CIPHER = "ChaCha20-Poly1305";

  private final byte[] keys;

  private Secrecy(byte[] keys) {
    this.keys = keys;
  }

  static Secrecy of(String secret, String cluster) {
    try {
      byte[] salt = ("pubsub:" + cluster).getBytes(StandardCharsets.UTF_8);
      int bits = 2 * KEY_BYTES * Byte.SIZE;
      PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, ROUNDS, bits);
      return new Secrecy(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has this", e);
    }
  }

  /** Below what is numbered and sent again. */
  Protocol encryption() {
    return new SYM_ENCRYPT()
        .<SYM_ENCRYPT>symAlgorithm(CIPHER)
        .<SYM_ENCRYPT>symIvLength(NONCE_BYTES)
        .setSecretKey(new SecretKeySpec(Arrays.copyOf(keys, KEY_BYTES), CIPHER));
  }

  /** Below what lets nodes in. */
  Protocol authentication() {
    byte[] key = Arrays.copyOfRange(keys, KEY_BYTES, 2 * KEY_BYTES);
    SecretToken token = new SecretToken(key);
    AUTH authentication = new AUTH().setAuthToken(token);
    token.setAuth(authentication);
    return authentication;
  }
}
