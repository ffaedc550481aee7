package dev.pubsub.cluster.interest;

import dev.pubsub.topic.TopicSyntax;
import java.util.HashSet;
import java.util.Set;

/** A set of patterns with a hash that does not depend on their order. For one thread. */
final class Patterns {

  /** Mail of agents goes where the agent lives, not to every node that has agents. */
  private static final String MAIL = "agent.direct.";

  private final Set<String> all = new HashSet<>();
  private long hash;

  /** Whether other nodes are told of a pattern at all. */
  static boolean areShared(String pattern) {
    return !pattern.startsWith(MAIL)
        && !TopicSyntax.COLON.levels(pattern)[0].equals(TopicSyntax.RESERVED);
  }

  boolean add(String pattern) {
    boolean isNew = all.add(pattern);
    if (isNew) {
      hash += hash(pattern);
    }
    return isNew;
  }

  boolean remove(String pattern) {
    boolean wasThere = all.remove(pattern);
    if (wasThere) {
      hash -= hash(pattern);
    }
    return wasThere;
  }

  Set<String> all() {
    return all;
  }

  long hash() {
    return hash;
  }

  /** FNV-1a of the chars, stirred, so that sums of several tell sets apart. */
  private static long hash(String pattern) {
    long mixed = 0xcbf29ce484222325L;
    for (int i = 0; i < pattern.length(); i++) {
      mixed = (mixed ^ pattern.charAt(i)) * 0x100000001b3L;
    }
    mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
    return mixed ^ (mixed >>> 32);
  }
}
