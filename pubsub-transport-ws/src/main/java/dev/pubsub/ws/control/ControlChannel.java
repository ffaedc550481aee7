package dev.pubsub.ws.control;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.Encoder;
import dev.pubsub.topic.TopicInfo;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.phoenix.Answer;
import dev.pubsub.ws.phoenix.Channel;
import dev.pubsub.ws.phoenix.Client;
import dev.pubsub.ws.phoenix.JoinRequest;
import dev.pubsub.ws.phoenix.Limits;
import dev.pubsub.ws.phoenix.Message;
import dev.pubsub.ws.phoenix.Outlet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The control channel of one client. */
final class ControlChannel implements Channel {

  private static final String UNKNOWN_EVENT =
      "unknown event; supported are ping, subscribe, unsubscribe and publish";

  private final Client client;
  private final @Nullable String joinRef;
  private final Encoder<Frame> form;
  private final Answers answers;
  private final PatternCounts patterns;
  private final int maxSubscriptions;
  private final Consumer<ControlChannel> onLeave;
  private final Map<String, Subscribed> subscribed = new HashMap<>();

  ControlChannel(
      JoinRequest request,
      Encoder<Frame> form,
      Answers answers,
      PatternCounts patterns,
      int maxSubscriptions,
      Consumer<ControlChannel> onLeave) {
    this.client = request.client();
    this.joinRef = request.ref();
    this.form = form;
    this.answers = answers;
    this.patterns = patterns;
    this.maxSubscriptions = maxSubscriptions;
    this.onLeave = onLeave;
  }

  Map<String, ?> greeting() {
    Map<String, Object> greeting = answers.greeting(client.id());
    greeting.put("ts", answers.now());
    return greeting;
  }

  @Override
  public Answer push(Message message) {
    Map<?, ?> request = message.payload() instanceof Map<?, ?> map ? map : Map.of();
    try {
      return switch (message.event()) {
        case "ping" -> answers.pong(client.id(), request);
        case "subscribe" -> subscribe(request);
        case "unsubscribe" -> unsubscribe(request);
        case "publish" -> publish(request);
        default -> throw new Refusal(Answers.BAD_REQUEST, UNKNOWN_EVENT);
      };
    } catch (Refusal refusal) {
      return answers.error(refusal.code(), refusal.sentence(), request);
    }
  }

  private Answer subscribe(Map<?, ?> request) throws Refusal {
    refuse(request, List.of("selector", "filter", "resume", "replay"));
    String topic = topicOf(request);
    if (!subscribed.containsKey(topic)) {
      if (subscribed.size() >= maxSubscriptions) {
        throw new Refusal(
            "SUBSCRIPTION_FAILED", "no more than " + maxSubscriptions + " subscriptions");
      }
      subscribed.put(topic, open(topic));
    }
    return answers.subscribed(topic, true, subscribers(topic), request);
  }

  private Subscribed open(String topic) throws Refusal {
    try {
      boolean exact = TopicPattern.parse(topic, TopicSyntax.COLON).isExact();
      Outlet outlet = new Outlet(client.wire(), form);
      Subscription subscription = client.session().subscribe(topic, outlet);
      client.losses().watch(subscription);
      if (!exact) {
        patterns.add(topic);
      }
      return new Subscribed(subscription, outlet, exact);
    } catch (PubSubException e) {
      throw Refusal.of(e, "SUBSCRIPTION_FAILED");
    }
  }

  private Answer unsubscribe(Map<?, ?> request) throws Refusal {
    String topic = topicOf(request);
    Subscribed ended = subscribed.remove(topic);
    if (ended == null) {
      throw new Refusal("UNSUBSCRIBE_FAILED", "not subscribed to this topic");
    }
    end(ended);
    return answers.subscribed(topic, false, subscribers(topic), request);
  }

  private Answer publish(Map<?, ?> request) throws Refusal {
    refuse(request, List.of("priority", "ttl_ms", "key"));
    String topic = topicOf(request);
    Object message = request.get("message");
    if (message == null) {
      throw new Refusal(Answers.BAD_REQUEST, "'message' is missing or null");
    }
    PublishOptions options = PublishOptions.ofType(typeOf(request));
    try {
      PublishResult result = client.session().publish(topic, message, options);
      if (result instanceof PublishResult.Accepted accepted) {
        return answers.published(topic, accepted, request);
      }
      throw Refusal.of((PublishResult.Rejected) result);
    } catch (PubSubException e) {
      throw Refusal.of(e, "PUBLISH_FAILED");
    }
  }

  private int subscribers(String topic) {
    return client
        .session()
        .topics()
        .find(topic)
        .map(TopicInfo::subscriberCount)
        .orElseGet(() -> patterns.of(topic));
  }

  private static String topicOf(Map<?, ?> request) throws Refusal {
    if (request.get("topic") instanceof String topic) {
      return topic;
    }
    throw new Refusal(Answers.BAD_REQUEST, "'topic' is missing or not a string");
  }

  private static String typeOf(Map<?, ?> request) throws Refusal {
    Object type = request.get("type");
    if (type == null) {
      return "";
    }
    if (type instanceof String text && !Limits.tooLong(text)) {
      return text;
    }
    throw new Refusal(Answers.BAD_REQUEST, "'type' must be a string of at most 255 bytes");
  }

  private static void refuse(Map<?, ?> request, List<String> names) throws Refusal {
    for (String name : names) {
      if (request.get(name) != null) {
        throw new Refusal(Answers.BAD_REQUEST, "'" + name + "' is not supported by this server");
      }
    }
  }

  void tellLosses() {
    client
        .losses()
        .tell(
            (topic, count, reason) -> {
              Map<String, Object> lost =
                  Map.of(
                      "topic",
                      topic,
                      "count",
                      count,
                      "reason",
                      reason.name().toLowerCase(Locale.ROOT),
                      "ts",
                      answers.now());
              client
                  .wire()
                  .send(
                      client
                          .serializer()
                          .push(joinRef, null, ControlChannels.TOPIC, "dropped", lost));
              client.wire().flush();
            });
  }

  @Override
  public void leave() {
    onLeave.accept(this);
    subscribed.values().forEach(this::end);
    subscribed.clear();
  }

  private void end(Subscribed ended) {
    ended.outlet().shut();
    client.losses().forget(ended.subscription());
    ended.subscription().close();
    if (!ended.exact()) {
      patterns.remove(ended.subscription().pattern());
    }
  }

  private record Subscribed(Subscription subscription, Outlet outlet, boolean exact) {}
}
