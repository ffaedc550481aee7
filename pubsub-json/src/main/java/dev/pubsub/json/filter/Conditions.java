package dev.pubsub.json.filter;

import dev.pubsub.Delivery;
import dev.pubsub.json.filter.Expression.Condition;
import java.util.List;

/** What is true or false of a signal. */
final class Conditions {

  private Conditions() {}

  record And(List<Expression> parts) implements Condition {

    @Override
    public boolean holds(Delivery delivery) {
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).holds(delivery)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return Expression.join(" && ", parts);
    }
  }

  record Or(List<Expression> parts) implements Condition {

    @Override
    public boolean holds(Delivery delivery) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).holds(delivery)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return Expression.join(" || ", parts);
    }
  }

  record Not(Expression part) implements Condition {

    @Override
    public boolean holds(Delivery delivery) {
      return !part.holds(delivery);
    }

    @Override
    public String toString() {
      return "!" + part.inner();
    }
  }

  record Comparison(Expression left, Relation relation, Expression right) implements Condition {

    @Override
    public boolean holds(Delivery delivery) {
      return relation.holds(left.value(delivery), right.value(delivery));
    }

    @Override
    public String toString() {
      return left.inner() + " " + relation + " " + right.inner();
    }
  }

  /** Whether one of some values is equal. */
  record OneOf(Expression value, List<Expression> candidates) implements Condition {

    @Override
    public boolean holds(Delivery delivery) {
      Object sought = value.value(delivery);
      for (int i = 0; i < candidates.size(); i++) {
        if (Relation.EQUAL.holds(sought, candidates.get(i).value(delivery))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return value.inner() + " in [" + Expression.join(", ", candidates) + "]";
    }
  }

  /** Whether something is an element of an array, or the name of a field. */
  record Within(Expression value, Expression container) implements Condition {

    @Override
    public boolean holds(Delivery delivery) {
      return Values.contains(container.value(delivery), value.value(delivery));
    }

    @Override
    public String toString() {
      return value.inner() + " in " + container.inner();
    }
  }

  /** Whether something is there, if only null. */
  record Has(Expression path) implements Condition {

    @Override
    public boolean holds(Delivery delivery) {
      return path.value(delivery) != Values.ABSENT;
    }

    @Override
    public String toString() {
      return "has(" + path + ")";
    }
  }

  /** Whether a text is part of another. */
  record PartOf(Expression subject, Part part, Search sought) implements Condition {

    enum Part {
      STARTS_WITH("startsWith"),
      ENDS_WITH("endsWith"),
      CONTAINS("contains");

      private final String function;

      Part(String function) {
        this.function = function;
      }

      @Override
      public String toString() {
        return function;
      }
    }

    @Override
    public boolean holds(Delivery delivery) {
      return subject.value(delivery) instanceof String text
          && switch (part) {
            case STARTS_WITH -> text.startsWith(sought.sought());
            case ENDS_WITH -> text.endsWith(sought.sought());
            case CONTAINS -> sought.isIn(text);
          };
    }

    @Override
    public String toString() {
      return "%s.%s(%s)".formatted(subject.inner(), part, new Expression.Literal(sought.sought()));
    }
  }
}
