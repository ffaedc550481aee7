package dev.pubsub.cluster.replica;

import java.util.HashSet;
import java.util.Set;

/** A set of texts with a hash that does not depend on their order. For one thread. */
final class TextSet {

  private final Set<String> all = new HashSet<>();
  private long hash;
  private long weight;

  boolean add(String text) {
    boolean isNew = all.add(text);
    if (isNew) {
      hash += hash(text);
      weight += weight(text);
    }
    return isNew;
  }

  boolean remove(String text) {
    boolean wasThere = all.remove(text);
    if (wasThere) {
      hash -= hash(text);
      weight -= weight(text);
    }
    return wasThere;
  }

  Set<String> all() {
    return all;
  }

  /** About how many bytes they take. */
  long weight() {
    return weight;
  }

  static long weight(String text) {
    return 64L + text.length();
  }

  long hash() {
    return hash;
  }

  /** FNV-1a of the chars, stirred, so that sums of several tell sets apart. */
  private static long hash(String text) {
    long mixed = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      mixed = (mixed ^ text.charAt(i)) * 0x100000001b3L;
    }
    mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
    return mixed ^ (mixed >>> 32);
  }
}
