package dev.pubsub.json.filter;

import org.jspecify.annotations.Nullable;

/** How two values stand to each other. What is not there stands in no relation to anything. */
enum Relation {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String symbol;

  Relation(String symbol) {
    this.symbol = symbol;
  }

  boolean holds(@Nullable Object left, @Nullable Object right) {
    if (left == Values.ABSENT || right == Values.ABSENT) {
      return false;
    }
    return switch (this) {
      case EQUAL -> Values.areEqual(left, right);
      case NOT_EQUAL -> !Values.areEqual(left, right);
      case LESS -> Values.order(left, right) == Order.BEFORE;
      case AT_MOST -> Values.order(left, right).isBeforeOrSame();
      case GREATER -> Values.order(right, left) == Order.BEFORE;
      case AT_LEAST -> Values.order(right, left).isBeforeOrSame();
    };
  }

  @Override
  public String toString() {
    return symbol;
  }
}
