package dev.pubsub.agents;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.RequestOptions;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.event.EventBus;
import dev.pubsub.agents.lifecycle.BulkCreation;
import dev.pubsub.agents.lifecycle.BulkStop;
import dev.pubsub.agents.lifecycle.Created;
import dev.pubsub.agents.lifecycle.Stopped;
import dev.pubsub.agents.registry.AgentRegistry;
import dev.pubsub.agents.runtime.AgentRuntime;
import dev.pubsub.agents.runtime.AgentStats;
import dev.pubsub.agents.runtime.Inspection;
import dev.pubsub.agents.signal.AgentMessages;
import dev.pubsub.agents.signal.Post;
import dev.pubsub.agents.signal.SignalBus;
import dev.pubsub.agents.trace.MailTrace;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The agents of a bus.
 *
 * <pre>{@code
 * Agents agents = Agents.on(bus);
 * String echo = agents.create(AgentSpec.of("echo", () -> (mail, context) -> mail.reply(mail.payload())));
 * agents.ask(echo, "say", "hello", Duration.ofSeconds(1)).thenAccept(reply -> ...);
 * }</pre>
 *
 * <p>Any thread may use it. Nothing blocks unless it says so.
 */
public final class Agents implements AutoCloseable {

  private static final Principal APPLICATION = new Principal("application");
  private static final int STOPS_AT_A_TIME = 1000;
  private static final int LEFT_QUESTIONS = 10_000;

  private final AgentRuntime runtime;
  private final Bus application;
  private final SignalBus signals;
  private final AgentMessages messages;
  private final EventBus events;
  private final Executor helpers;
  private final int most;
  private final Runnable closes;

  /**
   * Agents that live already.
   *
   * @param runtime where
   * @param helpers run tasks that may take their time
   * @param most how many of these at a time
   * @param closes ends what was begun for these agents
   */
  Agents(AgentRuntime runtime, Executor helpers, int most, Runnable closes) {
    this.runtime = runtime;
    this.application = runtime.door().as(APPLICATION);
    Post post = new RuntimePost(runtime);
    this.signals = new SignalBus(runtime.door(), runtime.registry(), post);
    this.messages = new AgentMessages(post, LEFT_QUESTIONS);
    this.events = new EventBus(application);
    this.helpers = helpers;
    this.most = most;
    this.closes = closes;
  }

  /**
   * The agents of a bus: those of the plugin {@code agents} where the bus has it, and otherwise new
   * ones that whoever calls this has to close.
   *
   * @param bus the application's own door to it
   * @return open agents
   */
  public static Agents on(Bus bus) {
    return bus.extension(Agents.class).orElseGet(() -> Opening.on(bus));
  }

  /**
   * Creates an agent.
   *
   * @param spec how to make it
   * @return its id; it starts at once, on another thread
   * @throws dev.pubsub.error.PubSubException with AGENT_EXISTS, BAD_AGENT, AGENT_FAILED when it
   *     could not be made, CLOSED, or the code of a gate
   */
  public String create(AgentSpec spec) {
    return create(APPLICATION, spec);
  }

  /**
   * Creates an agent in the name of somebody.
   *
   * @param by who creates it
   * @param spec how to make it
   * @return its id; it starts at once, on another thread
   * @throws dev.pubsub.error.PubSubException as {@link #create(AgentSpec)} does
   */
  public String create(Principal by, AgentSpec spec) {
    return runtime.create(by.name(), spec);
  }

  /**
   * Creates many agents that are alike. Blocks until each was created or refused, and started
   * unless it {@linkplain AgentSpec#mayBlock() may block}: {@link
   * dev.pubsub.agents.agent.Agent#started} is called by this thread or a few that help it.
   *
   * @param template how to make each; it names no id
   * @param count how many, 0 or more
   * @return which were created, and why the others were not
   */
  public Created createAll(AgentSpec template, int count) {
    AgentSpec nameless = template.id().isEmpty() ? template : template.withId("");
    return new BulkCreation(runtime, APPLICATION.name(), count, index -> nameless)
        .run(helpers, most);
  }

  /**
   * Creates many agents that are alike, with ids of their own, as {@link #createAll(AgentSpec,
   * int)} does.
   *
   * @param template how to make each
   * @param ids of the agents
   * @return which were created, and why the others were not
   */
  public Created createAll(AgentSpec template, List<String> ids) {
    return new BulkCreation(
            runtime, APPLICATION.name(), ids.size(), index -> template.withId(ids.get(index)))
        .run(helpers, most);
  }

  /**
   * Creates many agents, as {@link #createAll(AgentSpec, int)} does.
   *
   * @param specs how to make each
   * @return which were created, and why the others were not
   */
  public Created createAll(List<AgentSpec> specs) {
    return new BulkCreation(runtime, APPLICATION.name(), specs.size(), specs::get)
        .run(helpers, most);
  }

  /**
   * Stops an agent: it takes nothing new, handles what has come, answers what it was asked, has the
   * agents that it created do the same, and ends behind them. What was not handled when the
   * patience is over is set aside. A call that is under way is waited for however long it takes.
   *
   * @param id of the agent
   * @param patience how long it may take; zero to end it after the call that is under way
   * @return completes when it has ended; fails with AGENT_NOT_FOUND
   */
  public CompletableFuture<Void> stop(String id, Duration patience) {
    return stop(APPLICATION, id, patience);
  }

  /**
   * Stops an agent in the name of somebody.
   *
   * @param by who stops it
   * @param id of the agent
   * @param patience how long it may take
   * @return completes as {@link #stop(String, Duration)} does, or fails with the code of a refusal
   */
  public CompletableFuture<Void> stop(Principal by, String id, Duration patience) {
    return runtime.stop(by.name(), id, patience);
  }

  /**
   * Stops many agents, as {@link #stop} does, a thousand at a time.
   *
   * @param ids of the agents
   * @param patience how long each may take
   * @return completes when the last has ended
   */
  public CompletableFuture<Stopped> stopAll(List<String> ids, Duration patience) {
    return new BulkStop(runtime, APPLICATION.name(), ids, patience).run(STOPS_AT_A_TIME);
  }

  /**
   * Sends a signal to an agent.
   *
   * @param to the id of the agent
   * @param type the kind of the signal
   * @param payload what it says, passed by reference
   * @return what became of it; a refusal with AGENT_NOT_FOUND, or with AGENT_BUSY and when to try
   *     again
   */
  public PublishResult tell(String to, String type, Object payload) {
    return runtime.tell(application, to, payload, PublishOptions.ofType(type));
  }

  /**
   * Sends a signal to an agent in the name of somebody.
   *
   * @param from who sends it; the source of the signal
   * @param to the id of the agent
   * @param type the kind of the signal
   * @param payload what it says, passed by reference
   * @return what became of it, as of {@link #tell(String, String, Object)}
   */
  public PublishResult tell(Principal from, String to, String type, Object payload) {
    return runtime.tell(runtime.as(from), to, payload, PublishOptions.ofType(type));
  }

  /**
   * Asks an agent.
   *
   * @param to the id of the agent
   * @param type the kind of the question
   * @param payload what is asked, passed by reference
   * @param timeout how long to wait
   * @return the reply, as {@link Bus#request} gives it; fails with AGENT_NOT_FOUND or AGENT_BUSY,
   *     too
   */
  public CompletableFuture<Signal> ask(String to, String type, Object payload, Duration timeout) {
    return runtime.ask(APPLICATION.name(), application, to, payload, question(type, timeout));
  }

  /**
   * Asks an agent in the name of somebody.
   *
   * @param from who asks; the source of the question
   * @param to the id of the agent
   * @param type the kind of the question
   * @param payload what is asked, passed by reference
   * @param timeout how long to wait
   * @return the reply, as of {@link #ask(String, String, Object, Duration)}
   */
  public CompletableFuture<Signal> ask(
      Principal from, String to, String type, Object payload, Duration timeout) {
    return runtime.ask(from.name(), runtime.as(from), to, payload, question(type, timeout));
  }

  private static RequestOptions question(String type, Duration timeout) {
    return RequestOptions.within(timeout).publishing(PublishOptions.ofType(type));
  }

  /**
   * Signals from agents to others.
   *
   * @return the same however often it is asked for
   */
  public SignalBus signals() {
    return signals;
  }

  /**
   * Messages from agent to agent, and replies to those that were left for later.
   *
   * @return the same however often it is asked for
   */
  public AgentMessages messages() {
    return messages;
  }

  /**
   * Events, told in the name of the application. An agent tells its own by an {@link EventBus} over
   * its {@code context.bus()}.
   *
   * @return the same however often it is asked for
   */
  public EventBus events() {
    return events;
  }

  /**
   * What becomes of the mail of single agents.
   *
   * @return off, until it is switched on for one
   */
  public MailTrace trace() {
    return runtime.trace();
  }

  /**
   * Which agents there are.
   *
   * @return the registry, of all nodes
   */
  public AgentRegistry registry() {
    return runtime.registry();
  }

  /**
   * What has become of mail on this node.
   *
   * @return as it is
   */
  public AgentStats stats() {
    return runtime.stats();
  }

  /**
   * Looks at an agent of this node.
   *
   * @param id of the agent
   * @return what is to be seen, or empty where there is none
   */
  public Optional<Inspection> inspect(String id) {
    return runtime.inspect(id);
  }

  /**
   * Stops all agents of this node.
   *
   * @param patience how long each may take
   * @return completes when the last has ended
   */
  CompletableFuture<Void> drain(Duration patience) {
    return runtime.stopAll(patience);
  }

  /**
   * Ends all agents of this node after the calls that are under way, and creates no more. Blocks
   * until they have ended, five seconds at most. Closing twice does nothing.
   */
  @Override
  public void close() {
    closes.run();
  }
}
