package dev.pubsub.agents.trace;

import dev.pubsub.Bus;
import dev.pubsub.DeadLetters.DeadLetter;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of the mail of some agents: the last of it, for those for which it was switched on.
 * Whoever runs agents tells it of each step, on any thread:
 *
 * <pre>
 * if (trace.isOn()) {
 *   trace.received(id, signal);
 * }
 * </pre>
 */
public final class MailTrace {

  /** The most mail of an agent that can be asked for. */
  public static final int MAX_MAIL = 10_000;

  private final InstantSource clock;
  private final Map<String, MailRing> rings = new ConcurrentHashMap<>();
  private volatile boolean on;

  /**
   * Is off.
   *
   * @param clock tells when mail came
   */
  public MailTrace(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Begins to keep the mail of an agent, from the next that comes on. What was kept of it is
   * forgotten.
   *
   * @param agent its id
   * @param last how much at most, 1 to {@link #MAX_MAIL}; the oldest goes first
   * @throws PubSubException with BAD_OPTION when that is out of its range
   */
  public synchronized void on(String agent, int last) {
    if (last < 1 || last > MAX_MAIL) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "a trace keeps 1 to %d pieces of mail".formatted(MAX_MAIL));
    }
    rings.put(agent, new MailRing(last));
    on = true;
  }

  /**
   * Forgets the mail of an agent, and keeps none of it any more.
   *
   * @param agent its id
   */
  public synchronized void off(String agent) {
    rings.remove(agent);
    on = !rings.isEmpty();
  }

  /**
   * Whether it keeps the mail of anybody. One look at a field.
   *
   * @return whether it is worth telling it anything
   */
  public boolean isOn() {
    return on;
  }

  /**
   * The last mail of an agent.
   *
   * @param agent its id
   * @return the oldest first; empty where it is off
   */
  public List<TracedMail> mail(String agent) {
    MailRing ring = rings.get(agent);
    return ring == null ? List.of() : ring.mail();
  }

  /**
   * Mail has come to an agent.
   *
   * @param agent its id
   * @param signal what was published
   */
  public void received(String agent, Signal signal) {
    MailRing ring = rings.get(agent);
    if (ring != null) {
      ring.add(new TracedMail(signal, clock.instant(), TracedMail.Outcome.RECEIVED, ""));
    }
  }

  /**
   * An agent has handled mail.
   *
   * @param agent its id
   * @param signal which
   */
  public void handled(String agent, Signal signal) {
    end(agent, signal, TracedMail.Outcome.HANDLED, "");
  }

  /**
   * An agent failed with mail in its hands.
   *
   * @param agent its id
   * @param signal which
   * @param failure what it threw
   */
  public void failed(String agent, Signal signal, Throwable failure) {
    end(agent, signal, TracedMail.Outcome.FAILED, String.valueOf(failure));
  }

  /**
   * Mail of an agent went to the dead letters: it was refused, or what was left behind.
   *
   * @param agent its id
   * @param signal which
   * @param why in a sentence
   */
  public void setAside(String agent, Signal signal, String why) {
    end(agent, signal, TracedMail.Outcome.SET_ASIDE, why);
  }

  private void end(String agent, Signal signal, TracedMail.Outcome outcome, String why) {
    MailRing ring = rings.get(agent);
    if (ring != null) {
      ring.end(signal, new TracedMail(signal, clock.instant(), outcome, why));
    }
  }

  /**
   * The mail of an agent among the dead letters of a bus.
   *
   * @param bus whose
   * @param agent its id
   * @param last how many at most, 1 or more
   * @return the newest first
   * @throws PubSubException with BAD_AGENT when that is no id, with BAD_OPTION when the number is
   *     less than 1
   */
  public static List<DeadLetter> deadLetters(Bus bus, String agent, int last) {
    return bus.deadLetters().list(AgentId.topic(AgentId.check(agent)), 0, last);
  }
}
