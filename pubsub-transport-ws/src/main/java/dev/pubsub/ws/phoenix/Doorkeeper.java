package dev.pubsub.ws.phoenix;

import dev.pubsub.Principal;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.Gateway;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/**
 * Decides who may connect, and opens the session of those who may.
 *
 * <p>Refused with status 403 are pages of another origin, an unknown {@code vsn}, a {@code
 * capacity} out of range, a {@code bus} other than {@code default}, and tokens, which this server
 * does not check.
 */
public final class Doorkeeper {

  private static final String DEFAULT_BUS = "default";
  private static final String SUBPROTOCOL = "phoenix";
  private static final String TOKEN_PREFIX = "base64url.bearer.phx.";
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  private final Serializers serializers;
  private final OriginRule origins;

  /**
   * The doorkeeper.
   *
   * @param serializers the forms of messages to choose from
   * @param origins which web pages may connect
   */
  @Inject
  public Doorkeeper(Serializers serializers, OriginRule origins) {
    this.serializers = serializers;
    this.origins = origins;
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
    Optional<Serializer> serializer = serializers.of(given.getOrDefault("vsn", "1.0.0"));
    Optional<Integer> capacity = capacity(given.getOrDefault("capacity", "0"));
    boolean token =
        given.containsKey("token")
            || request.subprotocols().stream().anyMatch(name -> name.startsWith(TOKEN_PREFIX));
    if (!origins.allows(request.origin(), request.host())
        || token
        || !given.getOrDefault("bus", DEFAULT_BUS).equals(DEFAULT_BUS)
        || (given.containsKey("capacity") && capacity.filter(n -> n > 0).isEmpty())
        || serializer.isEmpty()) {
      return new ConnectOutcome.Refused(FORBIDDEN);
    }
    try {
      return new ConnectOutcome.Accepted(
          gateway.open(DEFAULT_BUS, Principal.ANONYMOUS, capacity.orElse(0)),
          serializer.get(),
          request.subprotocols().stream().filter(SUBPROTOCOL::equals).findFirst());
    } catch (PubSubException e) {
      boolean closed = e.code().name().equals("CLOSED");
      return new ConnectOutcome.Refused(closed ? UNAVAILABLE : FORBIDDEN);
    }
  }

  private static Optional<Integer> capacity(String text) {
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
