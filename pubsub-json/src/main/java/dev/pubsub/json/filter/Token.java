package dev.pubsub.json.filter;

import org.jspecify.annotations.Nullable;

/**
 * A word of a filter.
 *
 * @param at its first character, from 1
 * @param text a name, a symbol or the digits of a number as they are written, or what a text says
 * @param number what a number says
 */
record Token(Kind kind, int at, String text, @Nullable Number number) {

  enum Kind {
    NAME,
    SYMBOL,
    TEXT,
    NUMBER,
    END
  }

  Token(Kind kind, int at, String text) {
    this(kind, at, text, null);
  }

  /** Whether it counts: all but punctuation and the end. */
  boolean isPart() {
    return kind != Kind.END && !(kind == Kind.SYMBOL && "()[].,".contains(text));
  }

  /** Whether it is this name or symbol. */
  boolean is(String symbol) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbol);
  }

  /** What to call it. */
  String shown() {
    return switch (kind) {
      case NAME, SYMBOL -> text;
      case TEXT -> "a text";
      case NUMBER -> "a number";
      case END -> "the end";
    };
  }
}
