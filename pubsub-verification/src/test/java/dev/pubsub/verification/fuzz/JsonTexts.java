package dev.pubsub.verification.fuzz;

import java.util.List;
import java.util.Random;

/** Texts that are JSON, and pieces of which odd ones are made. */
final class JsonTexts {

  static final List<String> SNIPPETS =
      List.of(
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          "\"",
          "\\",
          "null",
          "true",
          "\"a\":1,\"a\":2",
          "{\"a\":[{}]}",
          "[".repeat(40),
          "]".repeat(40),
          "{\"a\":".repeat(30) + "1" + "}".repeat(30),
          "\\ud800",
          "\\udc00\\ud800",
          "\\ud83d\\ude00",
          "\ud800",
          "\\u0000",
          "\u0000",
          "\u001f",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "-",
          "-0",
          "0.1e1",
          "1e400",
          "-1e-400",
          "1e99999999999",
          "1e2147483647",
          "123e2147483647",
          "0.0012e-2147483647",
          "9".repeat(399),
          "9".repeat(401),
          "0." + "9".repeat(401),
          "9223372036854775807",
          "9223372036854775808",
          "2147483648",
          "NaN",
          "Infinity",
          "01",
          "1.",
          ".5",
          "'a'",
          "/* */",
          "#",
          "\"" + "x".repeat(254) + "\"",
          "\"" + "€".repeat(86) + "\"");

  private static final List<String> VALUES =
      List.of(
          "{}",
          "[]",
          "1",
          "-0.5e3",
          "\"text\"",
          "null",
          "true",
          "{\"text\":\"grüß Gott 🌍\",\"list\":[1,2.5,null,{\"deep\":[[]]}]}",
          "{\"replay\":5}",
          "{\"resume\":\"x\",\"self\":false}",
          "{\"topic\":\"room:+\",\"message\":{\"n\":1},\"priority\":\"high\",\"key\":\"k\"}",
          "{\"config\":{\"broadcast\":{\"self\":false},\"presence\":{\"key\":\"\"}}}");

  private static final List<String> REFS = List.of("null", "\"1\"", "\"2\"", "1", "\"\"");
  private static final List<String> TOPICS =
      List.of("room:1", "room:*", "phoenix", "pubsub", "**", "a::b", "", "$sys:x", "ü:€");
  private static final List<String> EVENTS =
      List.of(
          "phx_join",
          "phx_leave",
          "heartbeat",
          "say",
          "publish",
          "subscribe",
          "unsubscribe",
          "ping",
          "access_token",
          "phx_reply",
          "");

  private final Mutator mutator;
  private final Random random;

  JsonTexts(Random random) {
    this.random = random;
    this.mutator = new Mutator(random);
  }

  String value() {
    return mutator.mutate(mutator.oneOf(VALUES), SNIPPETS);
  }

  /** A message of serializer 1.0.0. */
  String first() {
    return mutator.mutate(
        "{\"topic\":\"%s\",\"event\":\"%s\",\"payload\":%s,\"ref\":%s,\"join_ref\":%s}"
            .formatted(topic(), event(), value(), ref(), ref()),
        SNIPPETS);
  }

  /** A message of serializer 2.0.0. */
  String second() {
    return mutator.mutate(
        "[%s,%s,\"%s\",\"%s\",%s]".formatted(ref(), ref(), topic(), event(), value()), SNIPPETS);
  }

  private String topic() {
    String topic = mutator.oneOf(TOPICS);
    return random.nextInt(8) == 0 ? mutator.mutate(topic, SNIPPETS) : topic;
  }

  private String event() {
    return mutator.oneOf(EVENTS);
  }

  private String ref() {
    return mutator.oneOf(REFS);
  }
}
