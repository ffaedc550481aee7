package dev.pubsub.core.routing;

import dev.pubsub.Bus;
import dev.pubsub.MessageRouter;
import dev.pubsub.RoutingRule;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of a bus by name. */
public final class Rules {

  private final TopicSyntax syntax;
  private final Clock clock;
  private final Map<String, ActiveRule> byName = new TreeMap<>();

  /** No rules. */
  public Rules(TopicSyntax syntax, Clock clock) {
    this.syntax = syntax;
    this.clock = clock;
  }

  /**
   * Adds a rule, or changes the one of its name.
   *
   * @param bus through which a new one subscribes and publishes
   */
  public synchronized void put(RoutingRule rule, Bus bus) {
    ActiveRule present = byName.get(rule.name());
    if (present == null && byName.size() >= MessageRouter.MAX_RULES) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "there are " + MessageRouter.MAX_RULES + " rules, as many as there may be");
    }
    refuseLoop(rule);
    if (present == null) {
      byName.put(rule.name(), new ActiveRule(rule, bus, syntax, clock));
    } else {
      present.change(rule);
    }
  }

  /** Follows the rules from where this one leads to; none may lead back to it. */
  private void refuseLoop(RoutingRule rule) {
    TopicPattern pattern = TopicPattern.parse(rule.pattern(), syntax);
    Target target = new Target(rule.target(), syntax);
    List<String> way = new ArrayList<>(List.of(rule.name()));
    List<ActiveRule> others =
        new ArrayList<>(byName.values().stream().filter(each -> !isOf(each, rule)).toList());
    if (leadsTo(pattern, target.reached(), others, way)) {
      throw new PubSubException(
          StandardError.ROUTE_LOOP,
          "signals could come round by the rules "
              + String.join(" -> ", way)
              + " -> "
              + rule.name());
    }
  }

  private static boolean isOf(ActiveRule active, RoutingRule rule) {
    return active.rule().name().equals(rule.name());
  }

  /**
   * Whether what is published to some topics can come to a pattern.
   *
   * @param unseen rules that were not followed yet; each is followed once
   * @param way by which rules, when it can
   */
  private static boolean leadsTo(
      TopicPattern pattern,
      TopicPattern published,
      Collection<ActiveRule> unseen,
      List<String> way) {
    if (Overlap.of(published, pattern)) {
      return true;
    }
    List<ActiveRule> next =
        unseen.stream().filter(each -> Overlap.of(published, each.pattern())).toList();
    unseen.removeAll(next);
    for (ActiveRule each : next) {
      way.add(each.rule().name());
      if (leadsTo(pattern, each.reached(), unseen, way)) {
        return true;
      }
      way.remove(way.size() - 1);
    }
    return false;
  }

  /** Ends a rule; false when there was none. */
  public synchronized boolean remove(String name) {
    ActiveRule removed = byName.remove(name);
    if (removed != null) {
      removed.close();
    }
    return removed != null;
  }

  /** All of them by name. */
  public synchronized List<MessageRouter.Route> routes() {
    return byName.values().stream().map(ActiveRule::route).toList();
  }
}
