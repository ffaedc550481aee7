package dev.pubsub.cluster.jgroups;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.auth.AuthToken;
import org.jgroups.util.Util;

/**
 * Proves that a node knows the secret, without telling it: its address, signed. Nobody else can use
 * it. Public since JGroups makes it by its name when one comes in.
 */
public final class SecretToken extends AuthToken {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 32;

  private final byte[] key;
  private final byte[] proof = new byte[LENGTH];

  /** One that is about to be read. */
  public SecretToken() {
    this(new byte[0]);
  }

  SecretToken(byte[] key) {
    this.key = key;
  }

  @Override
  public String getName() {
    return SecretToken.class.getName();
  }

  @Override
  public int size() {
    return LENGTH;
  }

  @Override
  public boolean authenticate(AuthToken token, Message message) {
    // What a node sends to itself is not written, so it proves nothing and need not.
    return token == this
        || (token instanceof SecretToken other
            && MessageDigest.isEqual(other.proof, sign(message.getSrc())));
  }

  private byte[] sign(Address address) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(Util.objectToByteBuffer(address));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("an address cannot be signed", e);
    }
  }

  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.write(sign(auth.getAddress()));
  }

  @Override
  public void readFrom(DataInput in) throws IOException {
    in.readFully(proof);
  }
}
