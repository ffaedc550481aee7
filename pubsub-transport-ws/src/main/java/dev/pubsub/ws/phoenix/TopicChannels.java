package dev.pubsub.ws.phoenix;

import dev.pubsub.SubscribeOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** Channels whose topic is a topic of the bus, or a pattern over its topics. */
public final class TopicChannels implements ChannelKind {

  private final Forms forms;
  private final Map<String, Object> welcome;

  /**
   * The kind.
   *
   * @param forms the frames in which signals leave
   * @param limits what the answer to a join tells the client
   */
  @Inject
  public TopicChannels(Forms forms, Limits limits) {
    int jitter = limits.reconnectJitterMillis();
    this.forms = forms;
    this.welcome = jitter == 0 ? Map.of() : Map.of("reconnect_jitter_max_ms", jitter);
  }

  @Override
  public JoinOutcome join(JoinRequest request) {
    JoinParameters parameters = new JoinParameters(request.payload());
    Optional<String> fault = parameters.fault();
    if (fault.isPresent()) {
      return new JoinOutcome.Refused(Answer.refusal("BAD_REQUEST", fault.get()));
    }
    SubscribeOptions options =
        parameters.own() ? SubscribeOptions.DEFAULT : SubscribeOptions.DEFAULT.withoutOwn();
    try {
      boolean exact = TopicPattern.parse(request.topic(), TopicSyntax.COLON).isExact();
      return new JoinOutcome.Joined(
          exact
              ? TopicChannel.open(request.client(), request.topic(), options, forms)
              : PatternChannel.open(request.client(), request.topic(), options, forms),
          welcome);
    } catch (PubSubException e) {
      return new JoinOutcome.Refused(Answer.refusal(e));
    }
  }
}
