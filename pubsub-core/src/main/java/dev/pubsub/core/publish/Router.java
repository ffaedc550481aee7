package dev.pubsub.core.publish;

import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.lane.Lanes;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.route.MatchCache;
import dev.pubsub.core.route.TopicTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the route of a topic: the one that is kept, unless a subscription has changed since. */
public final class Router {

  private final TopicTree<Audience> tree;
  private final MatchCache<Topic, Route> routes;
  private final Lanes lanes;
  // Where secret topics lead to.
  private final Map<Topic, Route> told = new ConcurrentHashMap<>();
  private final Route nowhere;
  private volatile Exit exit = new Exit(topic -> false, List.of());
  // Made once: it is asked for with every signal.
  private final Function<Topic, Route> build = this::build;

  /** Where what other nodes want leads to, beside those who are here. */
  private record Exit(Predicate<String> wants, List<Audience> audience) {}

  /** A router over the patterns in a tree. */
  public Router(TopicTree<Audience> tree, MatchCache<Topic, Route> routes, Lanes lanes) {
    this.tree = tree;
    this.routes = routes;
    this.lanes = lanes;
    this.nowhere = new Route(List.of(), lanes);
  }

  /** The route to everybody who was subscribed before this call. */
  public Route route(Topic topic) {
    return topic.isSecret() ? told.getOrDefault(topic, nowhere) : routes.get(topic, build);
  }

  /** The route to some of those who are subscribed to a topic; there is room for all, or none. */
  Route route(String topic, Predicate<Recipient> to) {
    return Route.strict(tree.match(topic), to, lanes);
  }

  /** The route to those who are subscribed to a topic by one pattern, groups among them. */
  Route route(String topic, String pattern) {
    return Route.strict(audiences(topic, pattern), lanes);
  }

  /** The route to one group among these. */
  Route route(String topic, String pattern, String group) {
    return Route.strict(audiences(topic, pattern), group);
  }

  private List<Audience> audiences(String topic, String pattern) {
    return tree.match(topic).stream()
        .filter(audience -> audience.pattern().equals(pattern))
        .toList();
  }

  private Route build(Topic topic) {
    Exit now = exit;
    List<Audience> here = tree.match(topic.name());
    return new Route(now.wants().test(topic.name()) ? both(here, now.audience()) : here, lanes);
  }

  private static List<Audience> both(List<Audience> here, List<Audience> elsewhere) {
    List<Audience> all = new ArrayList<>(here);
    all.addAll(elsewhere);
    return all;
  }

  /** Has topics lead out of this node, too; holds for routes that are made from now on. */
  public void leadOut(Predicate<String> wanted, Audience outlet) {
    exit = new Exit(wanted, List.of(outlet));
  }

  /** Has no topic lead out of this node. */
  public void closeWayOut() {
    exit = new Exit(topic -> false, List.of());
  }

  /** Has a secret topic lead to an audience, which does not change any more. */
  public void lead(Topic secret, Audience audience) {
    told.put(secret, new Route(List.of(audience), lanes));
  }

  /** Forgets the route of a topic that is gone. */
  public void forget(Topic topic) {
    told.remove(topic);
    routes.forget(topic);
  }
}
