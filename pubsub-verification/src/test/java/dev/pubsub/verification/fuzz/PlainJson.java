package dev.pubsub.verification.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RFC 8259 as plainly as can be. */
final class PlainJson {

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private final String text;
  private int at;
  private int depth;
  private int deepest;
  private boolean strange;

  private PlainJson(String text) {
    this.text = text;
  }

  /**
   * A text that is JSON.
   *
   * @param value what it says, null included
   * @param depth how deep it is nested
   * @param strange whether it has numbers beyond all measure, or half a character in a name, which
   *     a reader may refuse
   */
  record Value(Object value, int depth, boolean strange) {}

  static Optional<Value> read(byte[] utf8) {
    return PlainText.decode(utf8).flatMap(PlainJson::read);
  }

  private static Optional<Value> read(String text) {
    PlainJson json = new PlainJson(text);
    try {
      Object value = json.value();
      json.space();
      return json.at == text.length()
          ? Optional.of(new Value(value, json.deepest, json.strange))
          : Optional.empty();
    } catch (NotJson e) {
      return Optional.empty();
    }
  }

  private Object value() throws NotJson {
    space();
    if (take("{")) {
      return object();
    } else if (take("[")) {
      return array();
    } else if (take("\"")) {
      return string();
    } else if (take("true")) {
      return true;
    } else if (take("false")) {
      return false;
    } else if (take("null")) {
      return null;
    }
    return number();
  }

  private Map<String, Object> object() throws NotJson {
    enter();
    Map<String, Object> fields = new LinkedHashMap<>();
    space();
    if (!take("}")) {
      do {
        space();
        require(take("\""));
        String name = string();
        strange |= !UTF_8.newEncoder().canEncode(name);
        space();
        require(take(":"));
        fields.put(name, value());
        space();
      } while (take(","));
      require(take("}"));
    }
    depth--;
    return fields;
  }

  private List<Object> array() throws NotJson {
    enter();
    List<Object> elements = new ArrayList<>();
    space();
    if (!take("]")) {
      do {
        elements.add(value());
        space();
      } while (take(","));
      require(take("]"));
    }
    depth--;
    return elements;
  }

  private void enter() {
    deepest = Math.max(deepest, ++depth);
  }

  private String string() throws NotJson {
    StringBuilder string = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return string.toString();
      }
      require(c >= ' ');
      string.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() throws NotJson {
    char c = next();
    if (c == 'u') {
      require(text.length() - at >= 4);
      String digits = text.substring(at, at + 4);
      require(digits.matches("[0-9a-fA-F]{4}"));
      at += 4;
      return (char) Integer.parseInt(digits, 16);
    }
    require(ESCAPES.indexOf(c) >= 0);
    return ESCAPED.charAt(ESCAPES.indexOf(c));
  }

  private Number number() throws NotJson {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    require(number.lookingAt());
    at = number.end();
    String digits = number.group();
    String exponent = number.group(2);
    strange |= digits.length() > 300 || (exponent != null && exponent.length() > 8);
    if (number.group(1) == null && exponent == null) {
      return whole(new BigInteger(digits));
    }
    double nearest = Double.parseDouble(digits);
    if (Double.isFinite(nearest)) {
      return nearest;
    }
    return strange ? Double.valueOf(nearest) : new BigDecimal(digits);
  }

  private static Number whole(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(String token) {
    boolean here = text.startsWith(token, at);
    at += here ? token.length() : 0;
    return here;
  }

  private char next() throws NotJson {
    require(at < text.length());
    return text.charAt(at++);
  }

  private static void require(boolean condition) throws NotJson {
    if (!condition) {
      throw new NotJson();
    }
  }

  private static final class NotJson extends Exception {

    @Serial private static final long serialVersionUID = 1L;
  }
}
