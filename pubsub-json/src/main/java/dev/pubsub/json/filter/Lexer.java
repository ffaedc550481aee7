package dev.pubsub.json.filter;

import dev.pubsub.json.filter.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Splits a filter into tokens. */
final class Lexer {

  // Those of two characters first.
  private static final List<String> SYMBOLS =
      List.of("&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "(", ")", "[", "]", ".", ",");

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** All tokens, the last of them the end. */
  static List<Token> tokens(String text) {
    return new Lexer(text).all();
  }

  private List<Token> all() {
    List<Token> tokens = new ArrayList<>();
    while (true) {
      while (isBlank(peek(0))) {
        at++;
      }
      Token next = next();
      tokens.add(next);
      if (next.kind() == Kind.END) {
        return tokens;
      }
    }
  }

  private Token next() {
    int start = at;
    if (at == text.length()) {
      return new Token(Kind.END, start + 1, "");
    }
    char first = peek(0);
    if (isLetter(first)) {
      while (isLetter(peek(0)) || isDigit(peek(0))) {
        at++;
      }
      return new Token(Kind.NAME, start + 1, text.substring(start, at));
    }
    if (isDigit(first) || (first == '-' && isDigit(peek(1)))) {
      return number(start);
    }
    if (first == '"' || first == '\'') {
      return new Token(Kind.TEXT, start + 1, quoted(first));
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Kind.SYMBOL, start + 1, symbol);
      }
    }
    throw Fault.at(start + 1, "no expression has the character " + name(first));
  }

  private Token number(int start) {
    at++;
    digits();
    boolean whole = true;
    if (peek(0) == '.' && isDigit(peek(1))) {
      whole = false;
      at++;
      digits();
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      whole = false;
      at += peek(1) == '-' || peek(1) == '+' ? 2 : 1;
      if (!isDigit(peek(0))) {
        throw Fault.at(at + 1, "expected the digits of an exponent");
      }
      digits();
    }
    if (isLetter(peek(0))) {
      throw Fault.at(at + 1, "expected the end of a number");
    }
    String digits = text.substring(start, at);
    return new Token(Kind.NUMBER, start + 1, digits, whole ? integer(digits) : real(digits));
  }

  private void digits() {
    while (isDigit(peek(0))) {
      at++;
    }
  }

  private static Number integer(String digits) {
    // 18 digits and a sign always fit.
    return digits.length() < 19 ? (Number) Long.valueOf(digits) : new BigInteger(digits);
  }

  private Number real(String digits) {
    double nearest = Double.parseDouble(digits);
    if (Double.isInfinite(nearest)) {
      throw Fault.at(at - digits.length() + 1, "a number is out of the range of a double");
    }
    return nearest;
  }

  private String quoted(char quote) {
    int start = at;
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char each = text.charAt(at++);
      if (each == quote) {
        return value.toString();
      }
      value.append(each == '\\' ? escaped() : each);
    }
    throw Fault.at(start + 1, "a text has no end, expected " + quote);
  }

  private char escaped() {
    char each = peek(0);
    at++;
    return switch (each) {
      case '\\', '"', '\'' -> each;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> throw Fault.at(at, "expected one of \\ \" ' n r t b f u behind a \\");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(0), 16);
      if (digit < 0 || peek(0) > 'f') {
        throw Fault.at(at + 1, "expected four hexadecimal digits behind \\u");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  /** A character that is to come; NUL behind the end. */
  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private static boolean isBlank(char each) {
    return each == ' ' || each == '\t' || each == '\n' || each == '\r';
  }

  private static boolean isDigit(char each) {
    return each >= '0' && each <= '9';
  }

  private static boolean isLetter(char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || each == '_';
  }

  private static String name(char each) {
    return each > ' ' && each < 127 ? String.valueOf(each) : "U+%04X".formatted((int) each);
  }
}
