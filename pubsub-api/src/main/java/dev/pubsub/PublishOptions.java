package dev.pubsub;

import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.FenceHeaders;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Priority;
import java.time.Duration;
import java.util.Objects;

/**
 * What a publisher may say about a signal beside its payload.
 *
 * @param type the kind of the signal, such as an event name; the empty string when it has none
 * @param key what the signal is about within its topic, see {@link Overflow#LATEST_PER_KEY}; the
 *     empty string when it has none
 * @param priority how urgent it is
 * @param patience how long to wait for subscriptions with the policy {@link Overflow#WAIT} that are
 *     full; zero not to wait. On a thread of the bus, as inside a subscriber, nobody waits
 * @param ttl the time to live: whoever has not received the signal so long after it was accepted,
 *     rounded up to milliseconds, will not get it; zero for ever
 * @param deduplicationId makes the publish idempotent: of those of one principal to one topic with
 *     the same id only the first is carried out, and the others are told what came of it, see
 *     {@link PublishResult.Duplicate}. Ids are remembered for a while, as the settings {@code
 *     idempotency.window} and {@code idempotency.max} say. The empty string when it has none
 * @param headers what else is said about the signal
 */
public record PublishOptions(
    String type,
    String key,
    Priority priority,
    Duration patience,
    Duration ttl,
    String deduplicationId,
    Headers headers) {

  /** The longest that a publisher may wait. */
  public static final Duration MAX_PATIENCE = Duration.ofDays(1);

  /** The longest that a signal may live, unless it lives for ever. */
  public static final Duration MAX_TTL = Duration.ofDays(365);

  /** The most characters in a deduplication id. */
  public static final int MAX_ID_LENGTH = 255;

  /**
   * A signal without a type, a key or headers, of normal priority, that lives for ever, and for
   * which the publisher does not wait.
   */
  public static final PublishOptions DEFAULT =
      new PublishOptions("", "", Priority.NORMAL, Duration.ZERO, Duration.ZERO, "", Headers.NONE);

  /**
   * Checks the options.
   *
   * @param type the kind of the signal, or the empty string
   * @param key what it is about, or the empty string
   * @param priority how urgent it is
   * @param patience zero to {@link #MAX_PATIENCE}
   * @param ttl zero to {@link #MAX_TTL}
   * @param deduplicationId up to {@link #MAX_ID_LENGTH} characters, or the empty string
   * @param headers what else is said about the signal
   * @throws PubSubException with BAD_OPTION when a time or the id is out of its range
   */
  public PublishOptions {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(headers, "headers");
    check("a publisher may wait", patience, MAX_PATIENCE);
    check("a signal may live", ttl, MAX_TTL);
    if (deduplicationId.length() > MAX_ID_LENGTH) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a deduplication id has at most %d characters, not %d"
              .formatted(MAX_ID_LENGTH, deduplicationId.length()));
    }
  }

  private static void check(String what, Duration span, Duration longest) {
    if (span.isNegative() || span.compareTo(longest) > 0) {
      throw new PubSubException(
          StandardError.BAD_OPTION, what + " from 0 to " + longest + ", not " + span);
    }
  }

  /**
   * Options for a signal of a type.
   *
   * @param type the kind of the signal
   * @return the options
   */
  public static PublishOptions ofType(String type) {
    return DEFAULT.withType(type);
  }

  /**
   * These options with another type.
   *
   * @param newType the kind of the signal, or the empty string
   * @return the changed copy
   */
  public PublishOptions withType(String newType) {
    return new PublishOptions(newType, key, priority, patience, ttl, deduplicationId, headers);
  }

  /**
   * These options with a key.
   *
   * @param newKey what the signal is about
   * @return the changed copy
   */
  public PublishOptions withKey(String newKey) {
    return new PublishOptions(type, newKey, priority, patience, ttl, deduplicationId, headers);
  }

  /**
   * These options with another priority.
   *
   * @param newPriority how urgent the signal is
   * @return the changed copy
   */
  public PublishOptions withPriority(Priority newPriority) {
    return new PublishOptions(type, key, newPriority, patience, ttl, deduplicationId, headers);
  }

  /**
   * These options for a publisher that waits for room.
   *
   * @param longest how long at most
   * @return the changed copy
   */
  public PublishOptions waitingUpTo(Duration longest) {
    return new PublishOptions(type, key, priority, longest, ttl, deduplicationId, headers);
  }

  /**
   * These options for a signal that is of use for a while only.
   *
   * @param newTtl its time to live; zero for ever
   * @return the changed copy
   */
  public PublishOptions withTtl(Duration newTtl) {
    return new PublishOptions(type, key, priority, patience, newTtl, deduplicationId, headers);
  }

  /**
   * These options for a publish that may be tried again without being carried out twice.
   *
   * @param newId the same for every attempt, such as a random UUID; the empty string for none
   * @return the changed copy
   */
  public PublishOptions withDeduplicationId(String newId) {
    return new PublishOptions(type, key, priority, patience, ttl, newId, headers);
  }

  /**
   * These options with other headers.
   *
   * @param newHeaders what else is said about the signal
   * @return the changed copy
   */
  public PublishOptions withHeaders(Headers newHeaders) {
    return new PublishOptions(type, key, priority, patience, ttl, deduplicationId, newHeaders);
  }

  /**
   * These options with one more header, or another text where there is one of that name.
   *
   * @param name of the header, see {@link Headers#with}
   * @param text what it says
   * @return the changed copy
   * @throws PubSubException with BAD_OPTION when it breaks a rule of headers
   */
  public PublishOptions withHeader(String name, String text) {
    return withHeaders(headers.with(name, text));
  }

  /**
   * These options for a signal that is received on one node only.
   *
   * @param node the name of the node, see {@code Members}; a publish is refused with NODE_NOT_FOUND
   *     where there is none of that name
   * @return the changed copy
   * @throws PubSubException with BAD_OPTION when it can be no name
   */
  public PublishOptions toNode(String node) {
    return withHeader(NodeHeaders.TO, node);
  }

  /**
   * These options for a signal that counts only as long as its publisher holds something, such as
   * the lead: a node that has heard of a higher token refuses it with STALE_FENCE, whichever way it
   * comes.
   *
   * @param name of what is held, without control characters
   * @param token that was granted with it, above 0
   * @return the changed copy
   * @throws PubSubException with BAD_OPTION when one of them cannot be
   */
  public PublishOptions fencedBy(String name, long token) {
    if (name.isEmpty() || token <= 0) {
      throw new PubSubException(
          StandardError.BAD_OPTION,
          "a fence has a name and a token above 0, not '" + name + "' and " + token);
    }
    return withHeader(FenceHeaders.FENCE, name + '@' + token);
  }

  /**
   * These options for a signal that does not leave this node.
   *
   * @return the changed copy
   */
  public PublishOptions staying() {
    return toNode(NodeHeaders.HERE);
  }
}
