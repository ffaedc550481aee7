package dev.pubsub.resilience.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a setting into its rules, such as {@code payments: topics=payments:** open=30s, others:
 * open=10s}, and tells all that is wrong with any of them at once.
 */
public final class Rules {

  /** Commas part rules, unless they stand between quotes. */
  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*+\"[^\"]*+\")*+[^\"]*+$)");

  private static final String NAME = "[a-z][a-z0-9-]{0,62}";
  private static final Pattern RULE =
      Pattern.compile("\\s*+(" + NAME + "):\\s++(.*)", Pattern.DOTALL);

  /** How many rules a setting has at most: each is asked about every subscription. */
  private static final int MOST = 100;

  private Rules() {}

  /**
   * Reads the rules of a setting.
   *
   * @param text rules parted by commas; blank for none
   * @param form what a right one looks like
   * @param rule makes a rule of what is read
   * @param <T> the rules
   * @return in the order in which they were given
   * @throws IllegalArgumentException with all that is wrong with any of them
   */
  public static <T> List<T> list(String text, String form, Function<RuleReader, T> rule) {
    if (text.isBlank()) {
      return List.of();
    }
    Map<String, T> rules = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    for (String each : COMMA.split(text, -1)) {
      Matcher parts = RULE.matcher(each);
      if (!parts.matches()) {
        faults.add(in(each, "there is no name in lower case, colon and space at its beginning"));
        continue;
      }
      RuleReader reader = new RuleReader(parts.group(1), parts.group(2));
      T read = reader.whole(rule);
      if (rules.put(reader.name(), read) != null) {
        reader.fault("there is a rule of that name already");
      }
      if (!reader.faults().isEmpty()) {
        faults.add(in(each, String.join(", and ", reader.faults())));
      }
    }
    if (rules.size() > MOST) {
      faults.add("there are more than " + MOST);
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "rules such as " + form + " (" + String.join("; ", faults) + ")");
    }
    return List.copyOf(rules.values());
  }

  /**
   * Reads one rule that is given without its name.
   *
   * @param name what it is to be called
   * @param text the rule
   * @param rule makes a rule of what is read
   * @param <T> the rule
   * @return the rule
   * @throws IllegalArgumentException with all that is wrong with it
   */
  public static <T> T one(String name, String text, Function<RuleReader, T> rule) {
    RuleReader reader = new RuleReader(name, text);
    if (!name.matches(NAME)) {
      reader.fault("the name must be in lower case, with dashes");
    }
    T read = reader.whole(rule);
    if (!reader.faults().isEmpty()) {
      throw new IllegalArgumentException(String.join(", and ", reader.faults()));
    }
    return read;
  }

  private static String in(String rule, String fault) {
    return "in '" + rule.strip() + "' " + fault;
  }
}
