package dev.pubsub.ws.phoenix;

import dev.pubsub.Overflow;
import dev.pubsub.Principal;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Decides who may connect, and opens the session of those who may.
 *
 * <p>Refused with status 403 are pages of another origin and tokens, which this server does not
 * check (FORBIDDEN), an unknown {@code vsn} or a {@code capacity} out of range (BAD_REQUEST), and a
 * {@code bus} that there is not (BUS_NOT_FOUND). Whom a gate does not let in now is refused with
 * status 429 and told when to come back.
 */
public final class Doorkeeper {

  private static final String DEFAULT_BUS = "default";
  private static final String SUBPROTOCOL = "phoenix";
  private static final String TOKEN_PREFIX = "base64url.bearer.phx.";
  private static final int REFUSED = 403;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final Serializers serializers;
  private final Overflow overflow;
  private final Limits limits;
  private volatile OriginRule origins;

  /**
   * The doorkeeper.
   *
   * @param serializers the forms of messages to choose from
   * @param origins which web pages may connect to begin with
   * @param overflow what becomes of signals that come faster than a client reads
   * @param limits what one client may ask for
   */
  public Doorkeeper(Serializers serializers, OriginRule origins, Overflow overflow, Limits limits) {
    this.serializers = serializers;
    this.origins = origins;
    this.overflow = overflow;
    this.limits = limits;
  }

  /**
   * Lets pages of other origins connect from now on; those that are connected stay. Any thread.
   *
   * @param rule which web pages may connect
   */
  public void allow(OriginRule rule) {
    origins = rule;
  }

  /**
   * Decides about one client. Any thread; does not block.
   *
   * @param request who wants in
   * @param gateway where its session is opened
   * @return an open session and the form of its messages, or a refusal
   */
  public ConnectOutcome admit(ConnectRequest request, Gateway gateway) {
    Map<String, String> given = request.parameters();
    boolean token =
        given.containsKey("token")
            || request.subprotocols().stream().anyMatch(name -> name.startsWith(TOKEN_PREFIX));
    if (token || !allows(request.origin(), request.host())) {
      return new ConnectOutcome.Refused(REFUSED, "FORBIDDEN");
    }
    Optional<Serializer> serializer = serializers.of(given.getOrDefault("vsn", "1.0.0"));
    OptionalInt capacity = capacity(given);
    if (serializer.isEmpty() || capacity.isEmpty()) {
      return new ConnectOutcome.Refused(REFUSED, BadRequest.CODE);
    }
    try {
      String bus = given.getOrDefault("bus", DEFAULT_BUS);
      Admission admission =
          gateway.admit(Operation.CONNECT, bus, Principal.ANONYMOUS, request.address());
      if (!(admission instanceof Admission.Granted)) {
        return refused(admission);
      }
      return new ConnectOutcome.Accepted(
          gateway.open(
              bus,
              Principal.ANONYMOUS,
              new SessionOptions(capacity.getAsInt(), overflow, limits.replay())),
          serializer.get(),
          request.subprotocols().stream().filter(SUBPROTOCOL::equals).findFirst());
    } catch (PubSubException e) {
      return refused(e.code().name());
    }
  }

  /**
   * Whether a page may connect, or change anything by a request. Any thread.
   *
   * @param origin of the page; empty for other programs
   * @param host that the client connected to
   * @return true when it may
   */
  public boolean allows(Optional<String> origin, Optional<String> host) {
    return origins.allows(origin, host);
  }

  private static ConnectOutcome refused(Admission admission) {
    if (admission instanceof Admission.Refused refused) {
      return refused.code().kind() == ErrorCode.Kind.RESOURCES
          ? new ConnectOutcome.Refused(
              TOO_MANY, refused.code().name(), ConnectOutcome.retry(refused.retryAfter()))
          : new ConnectOutcome.Refused(REFUSED, refused.code().name());
    }
    return new ConnectOutcome.Refused(
        TOO_MANY, StandardError.OVERLOADED.name(), ConnectOutcome.retry(Duration.ZERO));
  }

  private static ConnectOutcome refused(String code) {
    return switch (code) {
      case "CLOSED" -> new ConnectOutcome.Refused(UNAVAILABLE, code);
      case "BAD_OPTION" -> new ConnectOutcome.Refused(REFUSED, BadRequest.CODE);
      default -> new ConnectOutcome.Refused(REFUSED, code);
    };
  }

  /** What was asked for, 0 where nothing was, or empty when it cannot be. */
  private static OptionalInt capacity(Map<String, String> given) {
    String text = given.get("capacity");
    if (text == null) {
      return OptionalInt.of(0);
    }
    try {
      int capacity = Integer.parseInt(text);
      return capacity > 0 ? OptionalInt.of(capacity) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
