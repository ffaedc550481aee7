package dev.pubsub.ws.phoenix;

import dev.pubsub.StartAt;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a client says to get signals of the past, {@code resume} with a position, {@code since} with
 * a moment or {@code replay} with a count, and what it is told of them: {@code position}, and
 * whether all was {@code recovered} that it missed.
 *
 * @param start where the subscription begins
 */
public record Resumption(StartAt start) {

  /**
   * Reads what a client said.
   *
   * @param given the payload of its request
   * @param client who asks
   * @param maxReplay the largest count
   * @return where to begin
   * @throws BadRequest when it said two of them, or something that cannot be
   * @throws PubSubException with OVERLOADED when it does not read what it is sent
   */
  public static Resumption of(Map<?, ?> given, Client client, int maxReplay) throws BadRequest {
    Object resume = given.get("resume");
    Object replay = given.get("replay");
    Object since = given.get("since");
    if (Stream.of(resume, replay, since).filter(Objects::nonNull).count() > 1) {
      throw new BadRequest("'resume', 'replay' and 'since' exclude each other");
    }
    if (resume != null) {
      return new Resumption(Beginning.after("resume", resume)).whenRead(client);
    }
    if (since != null) {
      return new Resumption(Beginning.since("since", since)).whenRead(client);
    }
    return replay != null
        ? new Resumption(Beginning.last("replay", replay, maxReplay)).whenRead(client)
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

  /**
   * Adds to an answer how it went. Nothing is said where no history is kept, unless the client
   * asked to resume: then it must know that it did not.
   *
   * @param answer what the client is told
   * @param subscription just opened, or still open
   */
  public void tell(Map<String, Object> answer, Subscription subscription) {
    subscription.position().ifPresent(position -> answer.put("position", position));
    if (subscription.position().isPresent() || start.namesAll()) {
      answer.put("recovered", subscription.recovered());
    }
  }
}
