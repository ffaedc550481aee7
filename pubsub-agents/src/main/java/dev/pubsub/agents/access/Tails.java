package dev.pubsub.agents.access;

import org.jspecify.annotations.Nullable;

/**
 * Cuts ids off resources, and remembers those it cut lately. A place that two threads write holds
 * one of both whole: records are immutable.
 */
final class Tails {

  private static final int PLACES = 1024;

  /** What is longer is of no agent, and strangers must not have it kept here. */
  private static final int LONGEST = 160;

  private final @Nullable Cut[] cuts = new Cut[PLACES];

  private record Cut(String whole, String tail) {}

  String of(String whole, int from) {
    if (whole.length() > LONGEST) {
      return whole.substring(from);
    }
    int place = whole.hashCode() & (PLACES - 1);
    Cut cut = cuts[place];
    if (cut == null || !cut.whole.equals(whole)) {
      cut = new Cut(whole, whole.substring(from));
      cuts[place] = cut;
    }
    return cut.tail;
  }
}
