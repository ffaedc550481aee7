package dev.pubsub.verification.selection;

import dev.pubsub.Selection;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * What somebody wants, as it is said to the bus and as a plain program says it.
 *
 * @param selection as it is said to the bus
 * @param plain the same, without the bus
 */
record Wish(Selection selection, Predicate<Note> plain) {

  private static final List<String> OPERATORS = List.of("<", "<=", "==", "!=", ">=", ">");

  static Wish any(Random random) {
    Part selector = random.nextInt(4) == 0 ? Part.ALL : selector(random);
    Part filter = random.nextInt(4) == 0 ? Part.ALL : filter(random, 2);
    return new Wish(
        new Selection(selector.text(), filter.text()), selector.plain().and(filter.plain()));
  }

  private static Part selector(Random random) {
    String type = random.nextBoolean() ? "demo" : "prod";
    int node = random.nextInt(3);
    Part ofType = new Part("agent.type:" + type, note -> note.agentType().equals(type));
    Part atNode =
        new Part(
            "agent.location:node" + node + ".*",
            note -> note.location().startsWith("node" + node + "."));
    Part urgent = new Part("message.priority:high", Note::isUrgent);
    return switch (random.nextInt(4)) {
      case 0 -> ofType;
      case 1 -> atNode;
      case 2 -> urgent;
      default ->
          new Part(
              ofType.text() + " " + atNode.text(),
              note -> ofType.plain().and(atNode.plain()).test(note));
    };
  }

  private static Part filter(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 6)) {
      case 0 -> compared(random);
      case 1 -> {
        String tag = "t" + random.nextInt(5);
        yield new Part("\"" + tag + "\" in payload.tags", note -> note.tags().contains(tag));
      }
      case 2 -> {
        String start = random.nextBoolean() ? "demo" : "prod";
        yield new Part(
            "headers[\"agent.type\"].startsWith(\"" + start + "\")",
            note -> note.agentType().startsWith(start));
      }
      case 3 -> {
        Part inner = filter(random, depth - 1);
        yield new Part("!(" + inner.text() + ")", inner.plain().negate());
      }
      case 4 -> joined("&&", random, depth);
      default -> joined("||", random, depth);
    };
  }

  private static Part joined(String operator, Random random, int depth) {
    Part left = filter(random, depth - 1);
    Part right = filter(random, depth - 1);
    return new Part(
        "(" + left.text() + ") " + operator + " (" + right.text() + ")",
        operator.equals("&&") ? left.plain().and(right.plain()) : left.plain().or(right.plain()));
  }

  private static Part compared(Random random) {
    int limit = random.nextInt(100);
    String operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
    return new Part(
        "payload.n " + operator + " " + limit,
        note ->
            switch (operator) {
              case "<" -> note.n() < limit;
              case "<=" -> note.n() <= limit;
              case "==" -> note.n() == limit;
              case "!=" -> note.n() != limit;
              case ">=" -> note.n() >= limit;
              default -> note.n() > limit;
            });
  }

  /** A half of a wish. */
  private record Part(String text, Predicate<Note> plain) {
    static final Part ALL = new Part("", note -> true);
  }
}
