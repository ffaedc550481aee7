package dev.pubsub.agents.access;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import java.util.EnumSet;
import java.util.List;

/** The settings of who may do what to agents. */
public final class AccessSettings {

  private static final Setting<List<AccessRule>> RULES =
      new Setting<>(
          "rules",
          "",
          "Who may do what to agents: rules such as workers: refuse signal+stop from=type:worker"
              + " to=group:core, parted by commas; the first that matches decides.",
          RuleText::list);

  private static final Setting<Verdict> OTHERWISE =
      Setting.choice(
          "rules.default",
          Verdict.ALLOW,
          EnumSet.allOf(Verdict.class),
          "What holds where no rule matches.");

  /** What can be set. */
  public static final List<Setting<?>> SETTINGS = List.of(RULES, OTHERWISE);

  private AccessSettings() {}

  /**
   * The rules that are set.
   *
   * @param settings of the plugin
   * @return all of them; {@link AccessRules#NONE} where nothing is set
   */
  public static AccessRules rules(Settings settings) {
    return new AccessRules(settings.get(RULES), settings.get(OTHERWISE));
  }
}
