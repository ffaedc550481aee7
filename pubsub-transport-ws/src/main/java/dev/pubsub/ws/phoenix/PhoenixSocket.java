package dev.pubsub.ws.phoenix;

import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.ProtocolViolation;
import dev.pubsub.ws.frame.Slot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected client: dispatches what it says to the channels it joined, in the order of rules
 * that lib/phoenix/socket.ex follows. Everything a message sets off leaves after its answer.
 *
 * <p>Not for several threads; nothing here blocks.
 */
public final class PhoenixSocket {

  private static final Logger LOG = LoggerFactory.getLogger(PhoenixSocket.class);

  private final Client client;
  private final Channels channels;
  private final Limits limits;
  private final Map<String, Joined> joined = new HashMap<>();

  /**
   * A client that has just connected.
   *
   * @param client the client
   * @param channels what it can join
   * @param limits what it may ask for
   */
  public PhoenixSocket(Client client, Channels channels, Limits limits) {
    this.client = client;
    this.channels = channels;
    this.limits = limits;
  }

  /**
   * Handles a text message.
   *
   * @param utf8 the whole message
   * @throws ProtocolViolation when the connection has to be closed
   */
  public void text(byte[] utf8) throws ProtocolViolation {
    dispatch(client.serializer().text(utf8));
  }

  /**
   * Handles a binary message.
   *
   * @param bytes the whole message
   * @throws ProtocolViolation when the connection has to be closed
   */
  public void binary(byte[] bytes) throws ProtocolViolation {
    dispatch(client.serializer().binary(bytes));
  }

  /** Lets go of everything. Nothing may be handled afterwards. */
  public void close() {
    client.session().close();
    joined.values().forEach(each -> each.channel().leave());
    joined.clear();
  }

  private void dispatch(Message message) {
    if (message.topic().equals("phoenix") && message.event().equals(Events.HEARTBEAT)) {
      Slot slot = client.wire().reserve();
      fill(slot, client.serializer().reply(null, message.ref(), "phoenix", Answer.OK));
      return;
    }
    Slot slot = client.wire().reserve();
    if (Limits.tooLong(message.topic()) || Limits.tooLong(message.event())) {
      answer(slot, message, Answer.refusal(BadRequest.CODE, "topic or event is over 255 bytes"));
      return;
    }
    Joined present = joined.get(message.topic());
    switch (message.event()) {
      case Events.JOIN -> join(slot, message, present);
      case Events.LEAVE -> leave(slot, message, present);
      default -> push(slot, message, present);
    }
  }

  private void join(Slot slot, Message message, @Nullable Joined old) {
    if (old == null && joined.size() >= limits.channels()) {
      answer(slot, message, Answer.error("too many channels joined"));
      return;
    }
    if (old != null) {
      joined.remove(message.topic());
      old.channel().leave();
    }
    String ref = message.joinRef() != null ? message.joinRef() : message.ref();
    answer(slot, message, outcome(message, ref));
    if (old != null) {
      fill(slot, closing(message.topic(), old));
    }
  }

  private Answer outcome(Message message, @Nullable String ref) {
    JoinOutcome outcome;
    try {
      outcome =
          channels
              .kindOf(message.topic())
              .join(new JoinRequest(client, message.topic(), ref, message.payload()));
    } catch (RuntimeException e) {
      LOG.error("Joining a channel failed", e);
      return Answer.error("join crashed");
    }
    if (outcome instanceof JoinOutcome.Joined in) {
      joined.put(message.topic(), new Joined(in.channel(), message.joinRef(), ref));
      return new Answer(true, in.response());
    }
    return ((JoinOutcome.Refused) outcome).answer();
  }

  private void leave(Slot slot, Message message, @Nullable Joined present) {
    if (present == null) {
      answer(slot, message, Answer.OK);
    } else if (present.isMeantBy(message.joinRef())) {
      joined.remove(message.topic());
      present.channel().leave();
      fill(
          slot,
          client.serializer().reply(present.ref(), message.ref(), message.topic(), Answer.OK));
      fill(slot, closing(message.topic(), present));
    }
  }

  private void push(Slot slot, Message message, @Nullable Joined present) {
    if (present == null) {
      Answer unmatched = Answer.unmatched();
      fill(slot, client.serializer().reply(null, message.ref(), message.topic(), unmatched));
      return;
    }
    if (!present.isMeantBy(message.joinRef())) {
      return;
    }
    Answer answer;
    try {
      answer = present.channel().push(message);
    } catch (RuntimeException e) {
      LOG.error("A channel failed", e);
      crash(slot, message.topic(), present);
      return;
    }
    if (message.ref() != null) {
      fill(slot, client.serializer().reply(present.ref(), message.ref(), message.topic(), answer));
    }
  }

  private void crash(Slot slot, String topic, Joined crashed) {
    joined.remove(topic);
    crashed.channel().leave();
    fill(
        slot,
        client
            .serializer()
            .push(
                crashed.joinRef(),
                crashed.joinRef(),
                topic,
                Events.ERROR,
                Map.of("reason", "channel_crash")));
  }

  private Frame closing(String topic, Joined closed) {
    return client
        .serializer()
        .push(closed.joinRef(), closed.joinRef(), topic, Events.CLOSE, Map.of());
  }

  private void answer(Slot slot, Message message, Answer answer) {
    fill(
        slot, client.serializer().reply(message.joinRef(), message.ref(), message.topic(), answer));
  }

  private void fill(Slot slot, Frame frame) {
    client.wire().fill(slot, frame);
  }
}
