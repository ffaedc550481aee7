package dev.pubsub.agents.signal;

import dev.pubsub.Bus;
import dev.pubsub.HistoryPage;
import dev.pubsub.Principal;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.ReplayRequest;
import dev.pubsub.Rerun;
import dev.pubsub.StartAt;
import dev.pubsub.agents.agent.AgentError;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.registry.AgentPattern;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.TopicInfo;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends signals from an agent to others, in its name: each is published to the receiver's own topic
 * with the sender's id as its source, and whoever is kept from signalling by a rule is refused with
 * FORBIDDEN.
 *
 * <p>Any thread may use it; nothing blocks, except where a store does that keeps history.
 */
public final class SignalBus {

  private static final String AGENT = "agent";
  private static final int PAGE = 1000;

  private final Bus bus;
  private final AgentRegistry registry;
  private final Post post;

  /**
   * A signal bus over a bus.
   *
   * @param bus the application's own, or a plugin's: it acts for all agents
   * @param registry who there is
   * @param post brings what goes to one agent
   */
  public SignalBus(Bus bus, AgentRegistry registry, Post post) {
    this.bus = bus;
    this.registry = registry;
    this.post = post;
  }

  private Bus as(String from) {
    return bus.as(new Principal(AgentId.check(from)), registry.stamping(from));
  }

  /**
   * Sends a signal to one agent.
   *
   * @param from the id of the sender
   * @param to the id of the receiver
   * @param type the kind of the signal
   * @param payload what it says, passed by reference
   * @return what became of it
   * @throws PubSubException with BAD_AGENT when the sender's id cannot be one
   */
  public PublishResult send(String from, String to, String type, Object payload) {
    return send(from, to, payload, PublishOptions.ofType(type));
  }

  /**
   * Sends a signal to one agent.
   *
   * @param from the id of the sender
   * @param to the id of the receiver
   * @param payload what it says, passed by reference
   * @param how what else it carries
   * @return what became of it
   * @throws PubSubException with BAD_AGENT when the sender's id cannot be one
   */
  public PublishResult send(String from, String to, Object payload, PublishOptions how) {
    return post.tell(new Principal(AgentId.check(from)), to, payload, how);
  }

  /**
   * Sends a signal to several agents. What they say of their room is not asked for: mail for which
   * an agent has none is set aside.
   *
   * @param from the id of the sender
   * @param to the ids of the receivers
   * @param type the kind of the signal
   * @param payload what it says, passed by reference
   * @return what became of each, in the same order; a refusal with AGENT_NOT_FOUND of those that
   *     nobody has registered
   * @throws PubSubException with BAD_AGENT when the sender's id cannot be one
   */
  public List<Sent> sendAll(String from, Collection<String> to, String type, Object payload) {
    Bus by = as(from);
    List<AgentInfo> there = to.stream().map(registry::find).flatMap(Optional::stream).toList();
    List<Sent> sent = publish(by, there, type, payload);
    return sent.size() == to.size() ? sent : withStrangers(to, sent);
  }

  /** Who is not there is told so in its place. */
  private static List<Sent> withStrangers(Collection<String> to, List<Sent> sent) {
    List<Sent> all = new ArrayList<>(to.size());
    int next = 0;
    for (String id : to) {
      boolean found = next < sent.size() && sent.get(next).to().equals(id);
      all.add(
          found
              ? sent.get(next++)
              : new Sent(
                  id,
                  new Rejected(
                      AgentError.AGENT_NOT_FOUND, "there is no agent '%s'".formatted(id))));
    }
    return all;
  }

  private List<Sent> publish(Bus by, List<AgentInfo> to, String type, Object payload) {
    PublishOptions how = PublishOptions.ofType(type);
    return publish(
        by,
        to.stream().map(AgentInfo::id).toList(),
        to.stream()
            .map(each -> new Publication(AgentId.topic(each.id()), payload, toNodeOf(each, how)))
            .toList());
  }

  /** Mail goes to no other node unless it says to which. */
  private PublishOptions toNodeOf(AgentInfo agent, PublishOptions how) {
    return agent.node().equals(registry.node()) ? how : how.toNode(agent.node());
  }

  private static List<Sent> publish(Bus by, List<String> to, List<Publication> publications) {
    List<PublishResult> results = by.publishAll(publications);
    List<Sent> sent = new ArrayList<>(to.size());
    for (int i = 0; i < results.size(); i++) {
      sent.add(new Sent(to.get(i), results.get(i)));
    }
    return sent;
  }

  /**
   * Sends a signal to all agents that a pattern means, the sender excepted: all that can do
   * something, all of a group, of a type, or whose ids begin in the same way.
   *
   * @param from the id of the sender
   * @param to which
   * @param type the kind of the signal
   * @param payload what it says, passed by reference
   * @return what became of each; empty when there is none
   * @throws PubSubException with BAD_AGENT when the sender's id cannot be one
   */
  public List<Sent> send(String from, AgentPattern to, String type, Object payload) {
    // One that changes just now may be found as it was and as it is.
    Map<String, AgentInfo> those = new LinkedHashMap<>();
    registry.matching(to).forEach(agent -> those.put(agent.id(), agent));
    those.remove(from);
    return publish(as(from), List.copyOf(those.values()), type, payload);
  }

  /**
   * Sends a signal to all that a text means: agents by {@link AgentPattern} ({@code
   * agent.capability:ping}) or by the topics of their mail ({@code agent.direct.worker-*}); any
   * other is a pattern over topics, and the signal is published to each that there is.
   *
   * @param from the id of the sender
   * @param pattern which agents, or which topics
   * @param type the kind of the signal
   * @param payload what it says, passed by reference
   * @return what became of each; empty when there is none
   * @throws PubSubException with BAD_AGENT when the sender's id or the pattern of agents cannot be
   *     one, with BAD_PATTERN when that over topics cannot
   */
  public List<Sent> broadcast(String from, String pattern, String type, Object payload) {
    if (pattern.startsWith(AgentId.DIRECT)) {
      String ids = pattern.substring(AgentId.DIRECT.length());
      return send(from, AgentPattern.ALL.with("id", ids), type, payload);
    }
    if (pattern.equals(AGENT) || pattern.startsWith(AGENT + '.')) {
      return send(from, AgentPattern.parse(pattern), type, payload);
    }
    PublishOptions how = PublishOptions.ofType(type);
    List<String> topics = topics(TopicPattern.parse(pattern, TopicSyntax.COLON));
    List<Publication> publications =
        topics.stream().map(topic -> new Publication(topic, payload, how)).toList();
    return publish(as(from), topics, publications);
  }

  private List<String> topics(TopicPattern pattern) {
    List<String> names = new ArrayList<>();
    List<TopicInfo> page = bus.topics().list("", PAGE);
    while (!page.isEmpty()) {
      page.stream().map(TopicInfo::name).filter(pattern::matches).forEach(names::add);
      page = bus.topics().list(page.get(page.size() - 1).name(), PAGE);
    }
    return names;
  }

  /**
   * Reads the signals that an agent was sent, where the bus keeps them. May block, where a store
   * does.
   *
   * @param id of the agent, which need not be there any more
   * @param start where to begin
   * @param limit how many at most, 1 or more
   * @return the page, see {@link Bus#history}
   */
  public HistoryPage history(String id, StartAt start, int limit) {
    return bus.history(AgentId.topic(id), start, limit);
  }

  /**
   * Sends the signals that an agent was sent once more, to another, as fast as it goes.
   *
   * @param id of the agent, which need not be there any more
   * @param start where to begin
   * @param to the id of the agent that receives them; another one
   * @return the replay, which goes on by itself; the signals have the source of this door
   */
  public Rerun replay(String id, StartAt start, String to) {
    return bus.replay(new ReplayRequest(AgentId.topic(id), start, AgentId.topic(to), 0));
  }
}
