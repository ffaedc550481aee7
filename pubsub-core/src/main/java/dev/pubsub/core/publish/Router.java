package dev.pubsub.core.publish;

import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.guard.GuardedOutlet;
import dev.pubsub.core.lane.Audience;
import dev.pubsub.core.lane.Elsewhere;
import dev.pubsub.core.lane.Lanes;
import dev.pubsub.core.lane.Locality;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.letter.Copies;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Consumer;
import dev.pubsub.core.mailbox.Recipient;
import dev.pubsub.core.route.MatchCache;
import dev.pubsub.core.route.TopicTree;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.Destinations;
import dev.pubsub.spi.edge.Destinations.Chosen;
import dev.pubsub.spi.edge.GroupId;
import dev.pubsub.spi.edge.Way;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the route of a topic: the one that is kept, unless a subscription has changed since. */
public final class Router implements Elsewhere {

  /** How many may be on their way to an outlet that must not lose them. */
  private static final int MOST_UNSEEN = 1024;

  private final TopicTree<Audience> tree;
  private final MatchCache<Topic, Route> routes;
  private final Lanes lanes;
  private final Locality locality;
  // Where secret topics lead to.
  private final Map<Topic, Route> told = new ConcurrentHashMap<>();
  private final Route nowhere;
  private volatile @Nullable Exit exit;
  // Made once: it is asked for with every signal.
  private final Function<Topic, Route> build = this::build;

  /** The way to other nodes. */
  private record Exit(GuardedOutlet outlet, Audience audience, Route alone) {

    /** The outlet knows only of what has come to it. */
    Way bounded(Way way) {
      return way.isAskedForRoom()
          ? new Way(
              way.wanted(),
              way.takers(),
              way.groups(),
              () -> keepsUp() && way.room().getAsBoolean())
          : way;
    }

    private boolean keepsUp() {
      return audience.recipients().map(Recipient::consumer).allMatch(Exit::keepsUp);
    }

    private static boolean keepsUp(Consumer consumer) {
      return consumer.waiting() < Math.min(MOST_UNSEEN, consumer.bounds().soft() / 2);
    }
  }

  /**
   * A router over the patterns in a tree.
   *
   * @param locality the name of this node among others
   */
  public Router(
      TopicTree<Audience> tree, MatchCache<Topic, Route> routes, Lanes lanes, Locality locality) {
    this.locality = locality;
    this.tree = tree;
    this.routes = routes;
    this.lanes = lanes;
    this.nowhere = new Route(List.of(), lanes);
  }

  /** The route to everybody who was subscribed before this call. */
  public Route route(Topic topic) {
    return topic.isSecret() ? secret(topic) : routes.get(topic, build);
  }

  /** Whether a topic is known to lead to nobody, whatever the signal. */
  boolean leadsNowhere(Topic topic) {
    return routes.keeps(topic, nowhere);
  }

  private Route secret(Topic topic) {
    Route here = told.get(topic);
    if (here != null) {
      return here;
    }
    Exit out = exit;
    return out != null && out.outlet().way(topic.name()).wanted() ? out.alone() : nowhere;
  }

  /**
   * The route of a signal: that of its topic, unless it is for one node alone. Null where that node
   * cannot be reached.
   */
  @Nullable Route route(Topic topic, Signal signal) {
    String node = nodeOf(signal.headers());
    if (node.isEmpty() || topic.isSecret()) {
      return route(topic);
    }
    Exit out = exit;
    if (isHere(node)) {
      return out == null || !out.outlet().way(topic.name()).leadsOut() ? route(topic) : here(topic);
    }
    return out != null && out.outlet().reaches(node) ? alone(out, topic) : null;
  }

  private Route alone(Exit out, Topic topic) {
    Way way = out.outlet().way(topic.name());
    return way.isAskedForRoom()
        ? Route.of(
            List.of(),
            out.bounded(new Way(true, 1, List.of(), way.room())),
            out.audience(),
            locality,
            lanes)
        : out.alone();
  }

  /** Made alone: of two patterns that take each other's place it might see neither. */
  private Route here(Topic topic) {
    synchronized (routes) {
      return new Route(tree.match(topic.name()), lanes);
    }
  }

  /**
   * A signal as it is received on this node, of which it does not say any more that it was to be;
   * null when it is for another one.
   */
  @Nullable Signal here(Signal signal) {
    String node = nodeOf(signal.headers());
    if (node.isEmpty()) {
      return signal;
    }
    return isHere(node) ? Copies.unaddressed(signal) : null;
  }

  private boolean isHere(String node) {
    return node.equals(NodeHeaders.HERE) || node.equals(locality.self());
  }

  /** The node that a signal is for, or the empty string. */
  static String nodeOf(Headers headers) {
    return headers.isEmpty() ? "" : headers.getOrDefault(NodeHeaders.TO, "");
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

  /** Has a member of a group take a letter, wherever it is; false when nobody is left. */
  boolean pass(GroupId group, Letter letter, int hops) {
    return tree.match(letter.signal().topic()).stream()
        .flatMap(Audience::groups)
        .filter(each -> each.id().equals(group))
        .findFirst()
        .map(here -> here.take(letter, hops))
        .orElseGet(() -> take(group, letter, hops));
  }

  /** Those who are subscribed to a topic on this node. */
  public List<Audience> audiences(String topic) {
    return tree.match(topic);
  }

  /** How many subscriptions match a topic, by the name of their node. */
  public Map<String, Integer> subscribers(String topic) {
    Map<String, Integer> all = new TreeMap<>();
    Exit out = exit;
    if (out != null) {
      all.putAll(out.outlet().subscribers(topic));
    }
    int here = (int) tree.match(topic).stream().flatMap(Audience::recipients).count();
    if (here > 0) {
      all.put(locality.self(), here);
    }
    return all;
  }

  private Route build(Topic topic) {
    List<Audience> audiences = tree.match(topic.name());
    Exit out = exit;
    Way way = out == null ? Way.NOWHERE : out.outlet().way(topic.name());
    if (out != null && way.leadsOut()) {
      return Route.of(audiences, out.bounded(way), out.audience(), locality, lanes);
    }
    return audiences.isEmpty() ? nowhere : new Route(audiences, lanes);
  }

  @Override
  public boolean take(GroupId group, Letter letter, int hops) {
    Exit out = exit;
    if (out == null || hops > Arrival.MAX_HOPS) {
      return false;
    }
    Signal signal = letter.signal();
    String node =
        out.outlet().way(signal.topic()).groups().stream()
            .filter(shares -> shares.group().equals(group))
            .findFirst()
            .map(shares -> Route.nodeOf(shares, signal))
            .orElse(null);
    if (node == null) {
      return false;
    }
    Destinations to = new Destinations(false, List.of(new Chosen(group, node)), hops);
    out.alone().post(letter.addressed(this, to));
    return true;
  }

  /** Has topics lead out of this node, too; holds for routes that are made from now on. */
  public void leadOut(GuardedOutlet outlet, Audience audience) {
    exit = new Exit(outlet, audience, new Route(List.of(audience), lanes));
  }

  /** Has no topic lead out of this node. */
  public void closeWayOut() {
    exit = null;
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
