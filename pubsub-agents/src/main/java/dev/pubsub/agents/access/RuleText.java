package dev.pubsub.agents.access;

import dev.pubsub.error.PubSubException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads rules as the setting lists them. What is wrong is noted, and a value that can be used is
 * taken in its place, so that all of it is told at once.
 */
final class RuleText {

  private static final String FORM = "workers: refuse signal+stop from=type:worker to=group:core";

  /** Commas part rules, unless they stand between quotes. */
  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*+\"[^\"]*+\")*+[^\"]*+$)");

  private static final Pattern RULE =
      Pattern.compile("\\s*+([a-z][a-z0-9-]{0,62}):\\s++(.*)", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
  private static final String ALL = "all";
  private static final int MOST = 100;

  private final List<String> faults = new ArrayList<>();
  private final Map<String, Party> parties = new LinkedHashMap<>();

  private RuleText() {}

  /** Reads the list; says what is wrong with it in the message of its exception. */
  static List<AccessRule> list(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    Map<String, AccessRule> rules = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    for (String each : COMMA.split(text, -1)) {
      RuleText reader = new RuleText();
      Matcher parts = RULE.matcher(each);
      if (!parts.matches()) {
        reader.faults.add("there is no name in lower case, colon and space at its beginning");
      } else {
        AccessRule rule = reader.read(parts.group(1), parts.group(2));
        reader.require(
            rules.put(rule.name(), rule) == null, "there is a rule of that name already");
      }
      if (!reader.faults.isEmpty()) {
        faults.add("in '" + each.strip() + "' " + String.join(", and ", reader.faults));
      }
    }
    if (rules.size() > MOST) {
      faults.add("there are more than " + MOST);
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "rules such as " + FORM + " (" + String.join("; ", faults) + ")");
    }
    return List.copyOf(rules.values());
  }

  private void require(boolean right, String fault) {
    if (!right) {
      faults.add(fault);
    }
  }

  private AccessRule read(String name, String text) {
    List<String> words = WORD.matcher(text).results().map(MatchResult::group).toList();
    List<String> plain = words.stream().filter(word -> word.indexOf('=') < 0).toList();
    words.stream().filter(word -> word.indexOf('=') >= 0).forEach(this::party);
    require(plain.size() == 2, "it needs allow or refuse, and what, such as signal+stop");
    Verdict verdict = plain.isEmpty() ? Verdict.ALLOW : verdict(plain.get(0));
    Set<Act> acts = plain.size() < 2 ? Set.of() : acts(plain.get(1));
    Party from = parties.getOrDefault("from", Party.ANYBODY);
    Party to = parties.getOrDefault("to", Party.ANYBODY);
    require(
        !acts.contains(Act.CREATE) || acts.size() == Act.values().length || to.namesTypesOnly(),
        "of an agent that is to be created only the type is known");
    return new AccessRule(name, verdict, acts, from, to);
  }

  private Verdict verdict(String word) {
    require(word.equals("allow") || word.equals("refuse"), "'" + word + "' is not allow or refuse");
    return word.equals("refuse") ? Verdict.REFUSE : Verdict.ALLOW;
  }

  private Set<Act> acts(String text) {
    if (text.equals(ALL)) {
      return EnumSet.allOf(Act.class);
    }
    Set<Act> acts = EnumSet.noneOf(Act.class);
    for (String word : text.split("\\+", -1)) {
      Act.of(word)
          .ifPresentOrElse(
              act -> require(acts.add(act), "'" + word + "' is there twice"),
              () -> faults.add("'" + word + "' is none of all, signal, ask, stop, create"));
    }
    return acts;
  }

  private void party(String word) {
    int equals = word.indexOf('=');
    String key = word.substring(0, equals);
    String value = word.substring(equals + 1).replace("\"", "");
    require(key.equals("from") || key.equals("to"), "nothing is called '" + key + "'");
    try {
      require(!value.isEmpty(), "'" + key + "' is empty");
      require(parties.put(key, Party.parse(value)) == null, "'" + key + "' is there twice");
    } catch (PubSubException e) {
      faults.add("'" + key + "': " + e.getMessage());
    }
  }
}
