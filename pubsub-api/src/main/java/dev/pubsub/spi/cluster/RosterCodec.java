package dev.pubsub.spi.cluster;

/**
 * How the entries of a roster are written for other nodes. Called by any thread, at times under
 * locks; must not block, nor use the roster.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public interface RosterCodec<K, V> {

  /**
   * Writes a key.
   *
   * @param key of an entry
   * @return a text that stands for it, and for no other
   */
  String writeKey(K key);

  /**
   * Reads a key.
   *
   * @param text what {@link #writeKey} made of it
   * @return the key
   */
  K readKey(String text);

  /**
   * Writes a value.
   *
   * @param value of an entry
   * @return the same as JSON has it: a text, a number, a boolean, a list of such, or a map of such
   *     with texts as keys
   */
  Object write(V value);

  /**
   * Reads a value.
   *
   * @param written what {@link #write} made of it, perhaps in another version of the program; its
   *     numbers may be of another type. What cannot be read is refused by an exception, and the
   *     entry is not seen on this node
   * @return the value
   */
  V read(Object written);
}
