package dev.pubsub.json.filter;

import dev.pubsub.json.filter.Conditions.And;
import dev.pubsub.json.filter.Conditions.Comparison;
import dev.pubsub.json.filter.Conditions.Has;
import dev.pubsub.json.filter.Conditions.Not;
import dev.pubsub.json.filter.Conditions.OneOf;
import dev.pubsub.json.filter.Conditions.Or;
import dev.pubsub.json.filter.Conditions.PartOf;
import dev.pubsub.json.filter.Conditions.Within;
import dev.pubsub.json.filter.Expression.Attribute;
import dev.pubsub.json.filter.Expression.Literal;
import dev.pubsub.json.filter.Expression.Path;
import dev.pubsub.json.filter.Expression.Payload;
import dev.pubsub.json.filter.Expression.Size;
import dev.pubsub.json.filter.Token.Kind;
import dev.pubsub.json.payload.PayloadReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a filter, by recursive descent; the grammar is that of CEL as far as it goes. All limits
 * are kept while it is read, so that a hostile one costs no more than a good one.
 */
final class Parser {

  /** The most characters. */
  static final int MAX_LENGTH = 4096;

  /** The most literals, attributes, steps, operators and functions together. */
  static final int MAX_PARTS = 256;

  /** How deep parentheses, lists and negations may be nested. */
  static final int MAX_NESTING = 32;

  /** How often a text or an array may be searched, which takes the longer, the larger it is. */
  static final int MAX_SEARCHES = 16;

  private final List<Token> tokens;
  private final PayloadReader payloads;
  private int next;
  private int nesting;
  private int searches;

  private Parser(List<Token> tokens, PayloadReader payloads) {
    this.tokens = tokens;
    this.payloads = payloads;
  }

  /**
   * Reads a filter.
   *
   * @throws dev.pubsub.error.PubSubException with BAD_SELECTION
   */
  static Expression parse(String text, PayloadReader payloads) {
    if (text.length() > MAX_LENGTH) {
      throw Fault.at(MAX_LENGTH + 1, "it has at most " + MAX_LENGTH + " characters");
    }
    List<Token> tokens = Lexer.tokens(text);
    checkParts(tokens);
    Parser parser = new Parser(tokens, payloads);
    Expression whole = parser.condition(parser::or);
    if (parser.peek().kind() != Kind.END) {
      throw Fault.expected("an operator or the end", parser.peek());
    }
    return whole;
  }

  private static void checkParts(List<Token> tokens) {
    int parts = 0;
    for (Token token : tokens) {
      if (token.isPart() && ++parts > MAX_PARTS) {
        throw Fault.at(token.at(), "it has at most " + MAX_PARTS + " names, values and operators");
      }
    }
  }

  private Expression or() {
    return chain("||", this::and, Or::new);
  }

  private Expression and() {
    return chain("&&", this::relation, And::new);
  }

  private Expression chain(
      String operator,
      Supplier<Expression> operand,
      Function<List<Expression>, Expression> operation) {
    int start = next;
    Expression first = operand.get();
    if (!peek().is(operator)) {
      return first;
    }
    List<Expression> all = new ArrayList<>(List.of(checked(first, tokens.get(start))));
    while (accept(operator)) {
      all.add(condition(operand));
    }
    return operation.apply(List.copyOf(all));
  }

  private Expression relation() {
    Expression left = unary();
    for (Relation relation : Relation.values()) {
      if (accept(relation.toString())) {
        return new Comparison(left, relation, unary());
      }
    }
    if (!accept("in")) {
      return left;
    }
    if (accept("[")) {
      return new OneOf(left, nested(this::candidates));
    }
    search(tokens.get(next - 1));
    return new Within(left, container());
  }

  private List<Expression> candidates() {
    List<Expression> all = new ArrayList<>();
    if (!accept("]")) {
      do {
        all.add(unary());
      } while (accept(","));
      expect("]", ", or ]");
    }
    return List.copyOf(all);
  }

  private Expression container() {
    Token at = peek();
    Expression container = unary();
    if (!container.hasFields()) {
      throw Fault.expected("a list, headers or something in the payload", at);
    }
    return container;
  }

  private Expression unary() {
    if (accept("!")) {
      return new Not(nested(() -> condition(this::unary)));
    }
    return member();
  }

  private Expression member() {
    Expression whole = primary();
    List<Object> steps = new ArrayList<>();
    while (whole.hasFields()) {
      if (accept("[")) {
        steps.add(index());
        expect("]", "]");
      } else if (peek().is(".") && !isCall()) {
        next++;
        steps.add(take(Kind.NAME, "the name of a field").text());
      } else {
        break;
      }
    }
    if (!steps.isEmpty()) {
      whole = new Path(whole, steps.toArray());
    }
    return accept(".") ? call(whole) : whole;
  }

  private boolean isCall() {
    return tokens.get(next + 1).kind() == Kind.NAME && tokens.get(next + 2).is("(");
  }

  private Object index() {
    Token index = peek();
    next++;
    if (index.kind() == Kind.TEXT) {
      return index.text();
    }
    if (index.number() instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
      return number.intValue();
    }
    throw Fault.expected("an index from 0 or the name of a field as a text", index);
  }

  private Expression call(Expression subject) {
    Token name = peek();
    take(Kind.NAME, "the name of a function");
    if (!accept("(")) {
      throw Fault.expected("startsWith(), endsWith(), contains() or size()", name);
    }
    Expression called =
        switch (name.text()) {
          case "startsWith" -> new PartOf(subject, PartOf.Part.STARTS_WITH, argument());
          case "endsWith" -> new PartOf(subject, PartOf.Part.ENDS_WITH, argument());
          case "contains" -> {
            search(name);
            yield new PartOf(subject, PartOf.Part.CONTAINS, argument());
          }
          case "size" -> new Size(subject);
          default -> throw Fault.expected("startsWith(), endsWith(), contains() or size()", name);
        };
    expect(")", ")");
    return called;
  }

  private Search argument() {
    return new Search(take(Kind.TEXT, "a text").text());
  }

  private Expression primary() {
    Token token = peek();
    if (accept("(")) {
      Expression inner = nested(this::or);
      expect(")", "an operator or )");
      return inner;
    }
    next++;
    return switch (token.kind()) {
      case TEXT -> new Literal(token.text());
      case NUMBER -> new Literal(token.number());
      case NAME -> named(token);
      default -> throw Fault.expected("a value", token);
    };
  }

  private Expression named(Token token) {
    return switch (token.text()) {
      case "true" -> new Literal(true);
      case "false" -> new Literal(false);
      case "null" -> new Literal(null);
      case "payload" -> new Payload(payloads);
      case "headers" -> Attribute.HEADERS;
      case "topic" -> Attribute.TOPIC;
      case "type" -> Attribute.TYPE;
      case "key" -> Attribute.KEY;
      case "source" -> Attribute.SOURCE;
      case "priority" -> Attribute.PRIORITY;
      case "time" -> Attribute.TIME;
      case "has" -> has();
      default ->
          throw Fault.expected(
              "payload, headers, topic, type, key, source, priority, time or has", token);
    };
  }

  private Expression has() {
    expect("(", "(");
    Token at = peek();
    Expression path = nested(this::member);
    if (!(path instanceof Path)) {
      throw Fault.at(at.at(), "expected a field, as in has(payload.name)");
    }
    expect(")", ")");
    return new Has(path);
  }

  private void search(Token at) {
    if (++searches > MAX_SEARCHES) {
      throw Fault.at(
          at.at(),
          "it looks at most " + MAX_SEARCHES + " times into something, by contains() and in");
    }
  }

  private Expression condition(Supplier<Expression> operand) {
    Token at = peek();
    return checked(operand.get(), at);
  }

  private static Expression checked(Expression expression, Token at) {
    if (!expression.isCondition()) {
      throw Fault.at(at.at(), "expected a condition, not a value");
    }
    return expression;
  }

  private <T> T nested(Supplier<T> inner) {
    if (++nesting > MAX_NESTING) {
      throw Fault.at(peek().at(), "it is nested at most " + MAX_NESTING + " deep");
    }
    T made = inner.get();
    nesting--;
    return made;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean accept(String symbol) {
    boolean accepted = peek().is(symbol);
    if (accepted) {
      next++;
    }
    return accepted;
  }

  private void expect(String symbol, String what) {
    if (!accept(symbol)) {
      throw Fault.expected(what, peek());
    }
  }

  private Token take(Kind kind, String what) {
    Token token = peek();
    if (token.kind() != kind) {
      throw Fault.expected(what, token);
    }
    next++;
    return token;
  }
}
