package dev.pubsub.cluster.roster;

import dev.pubsub.cluster.wire.FrameReader;
import dev.pubsub.cluster.wire.FrameWriter;
import dev.pubsub.cluster.wire.MalformedFrame;
import dev.pubsub.cluster.wire.Values;
import dev.pubsub.spi.cluster.RosterCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an entry as one text, of which a char stands for a byte; so a roster is a set of texts, as
 * what is subscribed to is one.
 */
record EntryText<K, V>(String roster, RosterCodec<K, V> codec) {

  private static final Logger LOG = LoggerFactory.getLogger(EntryText.class);

  String write(K key, V value) {
    FrameWriter to = new FrameWriter(128);
    String fault = Values.write(to, codec.writeKey(key));
    if (fault == null) {
      fault = Values.write(to, codec.write(value));
    }
    if (fault != null) {
      throw new IllegalArgumentException(
          "an entry of the roster '%s' cannot be told to other nodes: %s".formatted(roster, fault));
    }
    return new String(to.whole(), 0, to.size(), StandardCharsets.ISO_8859_1);
  }

  /** Empty for what is of no use here, such as an entry of a version of the program to come. */
  Optional<Map.Entry<K, V>> read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    try {
      FrameReader from = new FrameReader(bytes, 0, bytes.length);
      K key = codec.readKey((String) present(Values.read(from)));
      return Optional.of(Map.entry(key, codec.read(present(Values.read(from)))));
    } catch (MalformedFrame | RuntimeException e) {
      LOG.warn("An entry of the roster '{}' cannot be read and is left out", roster, e);
      return Optional.empty();
    }
  }

  private static Object present(@Nullable Object value) throws MalformedFrame {
    if (value == null) {
      throw new MalformedFrame("an entry has a key and a value");
    }
    return value;
  }
}
