package dev.pubsub.core.store;

import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much memory a signal takes, by and large: at least the bytes of its payload. Arrays of
 * primitives and texts are taken by their length, maps and collections are walked, and whatever
 * else there is counts {@value #OBJECT} bytes. Of a payload with very many parts only the first
 * {@value #PARTS} are looked at, no deeper than {@value #DEPTH}; of the others each counts as one
 * object.
 */
public final class Footprint {

  private static final int SIGNAL = 160;
  private static final int OBJECT = 24;
  private static final int PLACE = 8;
  private static final int ENTRY = 48;
  private static final int PARTS = 10_000;
  private static final int DEPTH = 100;

  private int parts;

  private Footprint() {}

  /** In bytes, two thousand million at most. */
  public static int of(Signal signal) {
    return of(signal.payload(), signal.headers());
  }

  /** The same of a signal that is not made yet. */
  public static int of(Object payload, Headers headers) {
    Footprint footprint = new Footprint();
    long bytes = SIGNAL + footprint.object(payload, 0);
    if (!headers.isEmpty()) {
      bytes += footprint.object(headers.asMap(), 0);
    }
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private long object(@Nullable Object value, int depth) {
    if (value == null || ++parts > PARTS || depth > DEPTH) {
      return OBJECT;
    }
    if (value instanceof String text) {
      return 2L * OBJECT + 2L * text.length();
    }
    if (value instanceof Map<?, ?> map) {
      return OBJECT + map(map, depth + 1);
    }
    if (value instanceof Collection<?> collection) {
      return OBJECT + collection(collection, depth + 1);
    }
    return value.getClass().isArray() ? OBJECT + array(value, depth + 1) : OBJECT;
  }

  private long map(Map<?, ?> map, int depth) {
    long bytes = 0;
    int seen = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (parts >= PARTS) {
        break;
      }
      bytes += object(entry.getKey(), depth) + object(entry.getValue(), depth);
      seen++;
    }
    return bytes + (long) map.size() * ENTRY + (map.size() - seen) * 2L * OBJECT;
  }

  private long collection(Collection<?> collection, int depth) {
    long bytes = 0;
    int seen = 0;
    for (Object element : collection) {
      if (parts >= PARTS) {
        break;
      }
      bytes += object(element, depth);
      seen++;
    }
    return bytes + (long) collection.size() * PLACE + (collection.size() - seen) * (long) OBJECT;
  }

  private long array(Object array, int depth) {
    int length = Array.getLength(array);
    if (array instanceof byte[] || array instanceof boolean[]) {
      return length;
    }
    if (!(array instanceof Object[] objects)) {
      return (long) length * PLACE;
    }
    long bytes = (long) length * PLACE;
    for (int i = 0; i < length; i++) {
      bytes += parts < PARTS ? object(objects[i], depth) : OBJECT;
    }
    return bytes;
  }
}
