package dev.pubsub.core.forward;

import dev.pubsub.Bus;
import dev.pubsub.MessageRouter;
import dev.pubsub.RoutingRule;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.time.Clock;
import java.util.ArrayList;
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
    Way way = Way.of(rule, syntax);
    refuseLoop(way);
    if (present == null) {
      byName.put(way.name(), new ActiveRule(way, bus, clock));
    } else {
      present.change(way);
    }
  }

  /** Follows the rules from where this one leads to; none may lead back to it. */
  private void refuseLoop(Way added) {
    List<Way> others = new ArrayList<>();
    byName.values().stream()
        .map(ActiveRule::way)
        .filter(each -> !each.name().equals(added.name()))
        .forEach(others::add);
    List<String> names = new ArrayList<>(List.of(added.name()));
    if (leadsTo(added.pattern(), added.target().reached(), others, names)) {
      throw new PubSubException(
          StandardError.ROUTE_LOOP,
          "signals could come round by the rules "
              + String.join(" -> ", names)
              + " -> "
              + added.name());
    }
  }

  /**
   * Whether what is published to some topics can come to a pattern.
   *
   * @param unseen rules that were not followed yet; each is followed once
   * @param names of the rules by which it can, when it can
   */
  private static boolean leadsTo(
      TopicPattern pattern, TopicPattern published, List<Way> unseen, List<String> names) {
    if (Overlap.of(published, pattern)) {
      return true;
    }
    List<Way> next = unseen.stream().filter(each -> Overlap.of(published, each.pattern())).toList();
    unseen.removeAll(next);
    for (Way each : next) {
      names.add(each.name());
      if (leadsTo(pattern, each.target().reached(), unseen, names)) {
        return true;
      }
      names.remove(names.size() - 1);
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
