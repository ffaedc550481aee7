package dev.pubsub.core;

import dev.pubsub.error.PubSubException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bridges as the setting {@code bridges} lists them, such as {@code events/orders:**->audit}. */
final class BridgeRules {

  private static final String BUS = "([a-z][a-z0-9-]*)";
  private static final Pattern RULE =
      Pattern.compile("\\s*" + BUS + "/(.+?)\\s*->\\s*" + BUS + "(?:/(.+?))?\\s*");
  private static final String ALL = ":**";

  private BridgeRules() {}

  /** Reads the list; says what would be right in the message of its exception. */
  static List<Bridge> parse(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(BridgeRules::bridge).toList();
  }

  private static Bridge bridge(String rule) {
    Matcher parts = RULE.matcher(rule);
    if (!parts.matches()) {
      throw fault(rule, "it is not of that form");
    }
    try {
      Bridge bridge = Bridge.from(parts.group(1), parts.group(2)).to(parts.group(3));
      String name = parts.group(4);
      if (name == null) {
        return bridge;
      }
      if (name.endsWith(ALL)) {
        String prefix = name.substring(0, name.length() - ALL.length() + 1);
        return bridge.renaming(topic -> prefix + topic);
      }
      return bridge.renaming(topic -> name);
    } catch (PubSubException e) {
      throw fault(rule, e.getMessage());
    }
  }

  private static IllegalArgumentException fault(String rule, String why) {
    return new IllegalArgumentException(
        "a list of bridges such as events/orders:**->audit or events/**->audit/copy:** (in '"
            + rule
            + "' "
            + why
            + ")");
  }
}
