package dev.pubsub.agents.registry;

import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Headers;
import dev.pubsub.spi.cluster.Members;
import dev.pubsub.spi.cluster.Roster;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which agents there are on all nodes. A node registers its own agents only, and its agents go with
 * it; an agent goes with its owner.
 *
 * <p>Streams walk what is there: they see each agent once that is there all the while with the same
 * type, capabilities and groups, and may miss one that changes these meanwhile. Nothing is copied
 * for them.
 *
 * <p>All methods may be called on any thread; none blocks.
 */
public final class AgentRegistry {

  private final Roster<String, AgentInfo> roster;
  private final Map<String, AgentInfo> entries;
  private final String node;
  private final Cohorts cohorts = new Cohorts();

  /**
   * A registry of what is in a roster.
   *
   * @param roster without entries of this node; only the registry changes what it has there
   * @param members of whom this node is one
   */
  public AgentRegistry(Roster<String, AgentInfo> roster, Members members) {
    this.roster = roster;
    this.entries = roster.entries();
    this.node = members.self();
    roster.watch(cohorts::changed);
    // Other nodes may have told of theirs before.
    entries.forEach((id, agent) -> cohorts.changed(id, Optional.empty(), Optional.of(agent)));
  }

  /**
   * The node on which this registry is.
   *
   * @return its name, which agents that are registered here have
   */
  public String node() {
    return node;
  }

  /**
   * Registers an agent of this node.
   *
   * @param agent what is known of it
   * @throws PubSubException with AGENT_EXISTS when there is one of its id, on whichever node; with
   *     AGENT_NOT_FOUND when its owner is gone; with BAD_AGENT when it is of another node, or its
   *     own owner, or has one on another node, whose end nobody would notice here
   */
  public void register(AgentInfo agent) {
    if (!agent.node().equals(node) || agent.owner().equals(agent.id())) {
      throw new PubSubException(
          AgentError.BAD_AGENT,
          "'%s' cannot be registered: it is not of the node '%s', or its own owner"
              .formatted(agent.id(), node));
    }
    if (!roster.putIfAbsent(agent.id(), agent)) {
      throw new PubSubException(
          AgentError.AGENT_EXISTS, "there is an agent '%s'".formatted(agent.id()));
    }
    // Behind the put: an owner that ends from now on finds what it owns.
    if (!agent.owner().isEmpty()) {
      AgentInfo owner = entries.get(agent.owner());
      if (owner == null || !owner.node().equals(node)) {
        unregister(agent.id());
        throw noOwner(agent, owner);
      }
    }
  }

  private static PubSubException noOwner(AgentInfo agent, @Nullable AgentInfo owner) {
    return owner == null
        ? new PubSubException(
            AgentError.AGENT_NOT_FOUND, "there is no owner '%s'".formatted(agent.owner()))
        : new PubSubException(
            AgentError.BAD_AGENT,
            "'%s' cannot be registered on '%s': its owner '%s' lives on '%s'"
                .formatted(agent.id(), agent.node(), owner.id(), owner.node()));
  }

  /**
   * Looks an agent up.
   *
   * @param id of the agent
   * @return what is known of it, or empty where there is none
   */
  public Optional<AgentInfo> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /**
   * What the signals of an agent say of it, by headers for {@linkplain Stamp each thing that is
   * known}.
   *
   * @param id of the agent
   * @return puts these headers to others, in the place of whatever is given in their names; of an
   *     agent that is not known, or not any more, nothing is said. Any thread may call it
   */
  public UnaryOperator<Headers> stamping(String id) {
    return new Stamp(this, id);
  }

  /**
   * Changes what is known of an agent of this node. Updates of one agent follow each other.
   *
   * @param id of the agent
   * @param change makes the new of the old; called once at most, must not use the registry. Id,
   *     node and owner stay
   * @return what is known now, or empty where there is no such agent of this node
   * @throws PubSubException with BAD_AGENT when id, node or owner would change; nothing has then
   */
  public Optional<AgentInfo> update(String id, UnaryOperator<AgentInfo> change) {
    return roster.update(id, before -> checked(before, change.apply(before)));
  }

  private static AgentInfo checked(AgentInfo before, AgentInfo after) {
    if (!after.id().equals(before.id())
        || !after.node().equals(before.node())
        || !after.owner().equals(before.owner())) {
      throw new PubSubException(
          AgentError.BAD_AGENT, "'%s' keeps id, node and owner".formatted(before.id()));
    }
    return after;
  }

  /**
   * Removes an agent of this node, and those that it owns, in any depth.
   *
   * @param id of the agent
   * @return what was known of it, or empty where there was none of this node
   */
  public Optional<AgentInfo> unregister(String id) {
    Optional<AgentInfo> gone = roster.remove(id);
    if (gone.isPresent()) {
      Deque<String> orphaned = new ArrayDeque<>(0);
      cohorts.ownedBy(id).forEach(orphaned::add);
      for (String each = orphaned.poll(); each != null; each = orphaned.poll()) {
        roster.remove(each);
        cohorts.ownedBy(each).forEach(orphaned::add);
      }
    }
    return gone;
  }

  /**
   * Registers several agents, in their order. One that is refused does not keep the others.
   *
   * @param agents what is known of them; an owner before those that it owns
   * @return what became of each, in the same order
   */
  public List<RegistryResult> registerAll(Collection<AgentInfo> agents) {
    List<RegistryResult> results = new ArrayList<>(agents.size());
    for (AgentInfo each : agents) {
      results.add(
          RegistryResult.of(
              each.id(),
              id -> {
                register(each);
                return true;
              }));
    }
    return results;
  }

  /**
   * Changes what is known of several agents of this node. One that is refused does not keep the
   * others.
   *
   * @param ids of the agents
   * @param change as of {@link #update}
   * @return what became of each, in the same order
   */
  public List<RegistryResult> updateAll(Collection<String> ids, UnaryOperator<AgentInfo> change) {
    return each(ids, id -> update(id, change).isPresent());
  }

  /**
   * Removes several agents of this node, and those that they own.
   *
   * @param ids of the agents
   * @return what became of each, in the same order
   */
  public List<RegistryResult> unregisterAll(Collection<String> ids) {
    return each(ids, id -> unregister(id).isPresent());
  }

  private static List<RegistryResult> each(Collection<String> ids, Predicate<String> change) {
    List<RegistryResult> results = new ArrayList<>(ids.size());
    ids.forEach(id -> results.add(RegistryResult.of(id, change)));
    return results;
  }

  /**
   * The agents of a kind.
   *
   * @param type what kind
   * @return those that are there, found as the stream is walked
   */
  public Stream<AgentInfo> ofType(String type) {
    return known(cohorts.ofType(type), agent -> agent.type().equals(type));
  }

  /**
   * The agents that can do something.
   *
   * @param capability what
   * @return those that are there, found as the stream is walked
   */
  public Stream<AgentInfo> withCapability(String capability) {
    return known(
        cohorts.withCapability(capability),
        agent -> agent.profile().capabilities().contains(capability));
  }

  /**
   * The agents of a group.
   *
   * @param group which
   * @return those that are there, found as the stream is walked
   */
  public Stream<AgentInfo> inGroup(String group) {
    return known(cohorts.inGroup(group), agent -> agent.profile().groups().contains(group));
  }

  /**
   * The agents that a pattern means. The narrowest index that it has a word for is asked; where
   * there is none, each kind of agent is looked at, or each agent.
   *
   * @param pattern which
   * @return those that are there, found as the stream is walked
   */
  public Stream<AgentInfo> matching(AgentPattern pattern) {
    return known(cohorts.matching(pattern), pattern::matches);
  }

  /** The indexes run a moment ahead of the entries. */
  private Stream<AgentInfo> known(Stream<String> ids, Predicate<AgentInfo> test) {
    return ids.map(entries::get).filter(Objects::nonNull).filter(test);
  }

  /**
   * All agents by their ids.
   *
   * @return a live view, which cannot be changed through it
   */
  public Map<String, AgentInfo> byId() {
    return entries;
  }

  /**
   * All agents.
   *
   * @return a live view, which cannot be changed through it
   */
  public Collection<AgentInfo> all() {
    return entries.values();
  }

  /**
   * How many there are.
   *
   * @return the number
   */
  public int size() {
    return entries.size();
  }

  /**
   * Has somebody told of the changes.
   *
   * @param watcher told from now on
   * @return ends it; closing it again does nothing
   */
  public AutoCloseable watch(AgentWatcher watcher) {
    return roster.watch(new GuardedWatcher(watcher));
  }
}
