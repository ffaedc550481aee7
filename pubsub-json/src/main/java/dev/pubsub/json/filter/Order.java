package dev.pubsub.json.filter;

/** How one value stands to another on a line, if both are on one. */
enum Order {
  BEFORE,
  SAME,
  BEHIND,
  NONE;

  /** From what a comparator says. */
  static Order of(int comparison) {
    return comparison < 0 ? BEFORE : comparison == 0 ? SAME : BEHIND;
  }

  boolean isBeforeOrSame() {
    return this == BEFORE || this == SAME;
  }

  Order reversed() {
    return switch (this) {
      case BEFORE -> BEHIND;
      case BEHIND -> BEFORE;
      case SAME, NONE -> this;
    };
  }
}
