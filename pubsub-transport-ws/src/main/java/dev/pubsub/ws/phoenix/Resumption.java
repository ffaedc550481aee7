package dev.pubsub.ws.phoenix;

import dev.pubsub.StartAt;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Map;

/**
 * What a client says to get signals of the past, {@code resume} with a position or {@code replay}
 * with a count, and what it is told of them: {@code position}, and whether all was {@code
 * recovered} that it missed.
 *
 * @param start where the subscription begins
 */
public record Resumption(StartAt start) {

  private static final int LONGEST_POSITION = 4096;

  /**
   * Reads what a client said.
   *
   * @param given the payload of its request
   * @param client who asks
   * @param maxReplay the largest count
   * @return where to begin
   * @throws BadRequest when it said both, or something that cannot be
   * @throws PubSubException with OVERLOADED when it does not read what it is sent
   */
  public static Resumption of(Map<?, ?> given, Client client, int maxReplay) throws BadRequest {
    Object resume = given.get("resume");
    Object replay = given.get("replay");
    if (resume != null && replay != null) {
      throw new BadRequest("'resume' and 'replay' exclude each other");
    }
    if (resume != null) {
      return new Resumption(after(resume)).whenRead(client);
    }
    return replay != null
        ? new Resumption(last(replay, maxReplay)).whenRead(client)
        : new Resumption(StartAt.NOW);
  }

  /** Whoever asks again and again without reading must not pile up the past. */
  private Resumption whenRead(Client client) {
    if (client.wire().isCongested()) {
      throw new PubSubException(
          StandardError.OVERLOADED, "what was sent before must be read before a replay");
    }
    return this;
  }

  private static StartAt after(Object position) throws BadRequest {
    if (position instanceof String text && text.length() <= LONGEST_POSITION) {
      return StartAt.after(text);
    }
    throw new BadRequest("'resume' must be a position that this server has given");
  }

  private static StartAt last(Object count, int max) throws BadRequest {
    if (count instanceof Integer number && number >= 1 && number <= max) {
      return StartAt.last(number);
    }
    throw new BadRequest("'replay' must be a whole number from 1 to " + max);
  }

  /**
   * Adds to an answer how it went. Nothing is said where no history is kept, unless the client
   * asked to resume: then it must know that it did not.
   *
   * @param answer what the client is told
   * @param subscription just opened, or still open
   */
  public void tell(Map<String, Object> answer, Subscription subscription) {
    subscription.position().ifPresent(position -> answer.put("position", position));
    if (subscription.position().isPresent() || start instanceof StartAt.After) {
      answer.put("recovered", subscription.recovered());
    }
  }
}
