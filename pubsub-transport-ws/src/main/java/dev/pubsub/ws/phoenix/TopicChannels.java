package dev.pubsub.ws.phoenix;

import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.LinkedHashMap;
import java.util.Map;

/** Channels whose topic is a topic of the bus, or a pattern over its topics. */
public final class TopicChannels implements ChannelKind {

  private final Forms forms;
  private final Limits limits;

  /**
   * The kind.
   *
   * @param forms the frames in which signals leave
   * @param limits what a client may ask for, and what it is asked for
   */
  public TopicChannels(Forms forms, Limits limits) {
    this.forms = forms;
    this.limits = limits;
  }

  @Override
  public JoinOutcome join(JoinRequest request) {
    try {
      return join(request, JoinParameters.of(request, limits.replay()));
    } catch (BadRequest e) {
      return new JoinOutcome.Refused(Answer.refusal(BadRequest.CODE, e.sentence()));
    } catch (PubSubException e) {
      return new JoinOutcome.Refused(Answer.refusal(e));
    }
  }

  private JoinOutcome join(JoinRequest request, JoinParameters parameters) {
    boolean exact = TopicPattern.parse(request.topic(), TopicSyntax.COLON).isExact();
    Listening listening = exact ? toTopic(request, parameters) : toPattern(request, parameters);
    Map<String, Object> welcome = new LinkedHashMap<>();
    if (limits.reconnectJitterMillis() > 0) {
      welcome.put("reconnect_jitter_max_ms", limits.reconnectJitterMillis());
    }
    parameters.resumption().tell(welcome, listening.subscription());
    return new JoinOutcome.Joined(
        exact ? new TopicChannel(listening) : new PatternChannel(listening, forms), welcome);
  }

  private Listening toTopic(JoinRequest request, JoinParameters parameters) {
    Client client = request.client();
    return Listening.open(
        client, request.topic(), parameters.options(), forms.topic(client.serializer()));
  }

  private Listening toPattern(JoinRequest request, JoinParameters parameters) {
    Client client = request.client();
    Form form = forms.lend(client.serializer(), request.topic());
    try {
      return Listening.open(client, request.topic(), parameters.options(), form);
    } catch (RuntimeException e) {
      forms.giveBack(client.serializer(), request.topic());
      throw e;
    }
  }
}
