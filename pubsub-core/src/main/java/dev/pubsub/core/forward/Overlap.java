package dev.pubsub.core.forward;

import dev.pubsub.topic.Segment;
import dev.pubsub.topic.TopicPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether two patterns may match the same name. Where both have a wildcard within the same level
 * that is taken for granted; elsewhere it is exact, but for the reserved first level.
 */
final class Overlap {

  private final List<Segment> left;
  private final List<Segment> right;
  // What is known of the rests of both from a place on: 0 for nothing, 1 for no, 2 for yes.
  private final byte[][] known;

  private Overlap(TopicPattern left, TopicPattern right) {
    this.left = spelledOut(left);
    this.right = spelledOut(right);
    this.known = new byte[this.left.size() + 1][this.right.size() + 1];
  }

  static boolean of(TopicPattern left, TopicPattern right) {
    return new Overlap(left, right).from(0, 0);
  }

  /** One or more levels are one level, and any number of levels. */
  private static List<Segment> spelledOut(TopicPattern pattern) {
    List<Segment> segments = new ArrayList<>();
    for (Segment each : pattern.segments()) {
      if (each instanceof Segment.Tail) {
        segments.add(new Segment.OneLevel());
        segments.add(new Segment.AnyLevels());
      } else {
        segments.add(each);
      }
    }
    return segments;
  }

  private boolean from(int i, int j) {
    if (known[i][j] == 0) {
      known[i][j] = (byte) (find(i, j) ? 2 : 1);
    }
    return known[i][j] == 2;
  }

  private boolean find(int i, int j) {
    boolean leftEnds = i == left.size();
    boolean rightEnds = j == right.size();
    if (leftEnds && rightEnds) {
      return true;
    }
    if (!leftEnds && left.get(i) instanceof Segment.AnyLevels) {
      return from(i + 1, j) || (!rightEnds && from(i, j + 1));
    }
    if (!rightEnds && right.get(j) instanceof Segment.AnyLevels) {
      return from(i, j + 1) || (!leftEnds && from(i + 1, j));
    }
    return !leftEnds && !rightEnds && meet(left.get(i), right.get(j)) && from(i + 1, j + 1);
  }

  /** Whether two levels may be the same. */
  private static boolean meet(Segment one, Segment other) {
    if (one instanceof Segment.Literal literal) {
      return meets(literal.text(), other);
    }
    return !(other instanceof Segment.Literal literal) || meets(literal.text(), one);
  }

  private static boolean meets(String level, Segment other) {
    if (other instanceof Segment.Literal literal) {
      return literal.text().equals(level);
    }
    return !(other instanceof Segment.Glob glob) || glob.matches(level);
  }
}
