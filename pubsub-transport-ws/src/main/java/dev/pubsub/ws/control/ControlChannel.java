package dev.pubsub.ws.control;

import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Scheduled;
import dev.pubsub.Selection;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.topic.TopicInfo;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import dev.pubsub.ws.phoenix.Answer;
import dev.pubsub.ws.phoenix.BadRequest;
import dev.pubsub.ws.phoenix.Channel;
import dev.pubsub.ws.phoenix.Client;
import dev.pubsub.ws.phoenix.Form;
import dev.pubsub.ws.phoenix.JoinRequest;
import dev.pubsub.ws.phoenix.Limits;
import dev.pubsub.ws.phoenix.Listening;
import dev.pubsub.ws.phoenix.Losses;
import dev.pubsub.ws.phoenix.Message;
import dev.pubsub.ws.phoenix.Resumption;
import dev.pubsub.ws.phoenix.Selecting;
import dev.pubsub.ws.phoenix.Sharing;
import dev.pubsub.ws.publish.PublishFields;
import dev.pubsub.ws.publish.Published;
import dev.pubsub.ws.publish.ScheduledForm;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The control channel of one client. */
final class ControlChannel implements Channel {

  private static final String UNKNOWN_EVENT =
      "unknown event; supported are ping, subscribe, unsubscribe and publish";
  private static final String SUBSCRIPTION_FAILED = "SUBSCRIPTION_FAILED";

  private final Client client;
  private final @Nullable String joinRef;
  private final Form form;
  private final Answers answers;
  private final PatternCounts patterns;
  private final Limits limits;
  private final Consumer<ControlChannel> onLeave;
  private final Map<String, Subscribed> subscribed = new HashMap<>();

  ControlChannel(
      JoinRequest request,
      Form form,
      Answers answers,
      PatternCounts patterns,
      Limits limits,
      Consumer<ControlChannel> onLeave) {
    this.client = request.client();
    this.joinRef = request.ref();
    this.form = form;
    this.answers = answers;
    this.patterns = patterns;
    this.limits = limits;
    this.onLeave = onLeave;
  }

  Map<String, ?> greeting() {
    return answers.greeting(client.id());
  }

  @Override
  public Answer push(Message message) {
    Request request = new Request(message.payload() instanceof Map<?, ?> map ? map : Map.of());
    try {
      return answer(message.event(), request);
    } catch (Refusal refusal) {
      return answers.error(refusal, request.fields());
    } catch (BadRequest e) {
      return answers.error(Refusal.of(e), request.fields());
    }
  }

  private Answer answer(String event, Request request) throws BadRequest, Refusal {
    return switch (event) {
      case "ping" -> answers.pong(client.id(), request.fields());
      case "subscribe" -> subscribe(request);
      case "unsubscribe" -> unsubscribe(request);
      case "publish" -> publish(request);
      default -> throw new BadRequest(UNKNOWN_EVENT);
    };
  }

  private Answer subscribe(Request request) throws BadRequest, Refusal {
    String topic = request.topic();
    String group = Sharing.group(request.fields());
    Selection selection = Selecting.of(request.fields());
    Subscribed present = subscribed.get(topic);
    if (present == null || !present.mayStay(group, selection)) {
      Subscribed former = present;
      present = open(topic, group, selection, request, former == null);
      subscribed.put(topic, present);
      if (former != null) {
        // Only now: neither group is without this member for what is published meanwhile.
        end(former);
      }
    } else if (present.mayBeAskedAgain(resumption(request))) {
      replace(present, selection);
    } else {
      throw new Refusal(
          SUBSCRIPTION_FAILED, "subscribed already; unsubscribe first to begin elsewhere");
    }
    Map<String, Object> ack = counted(topic, "subscribed");
    present.resumption().tell(ack, present.listening().subscription());
    return answers.ok(ack, request.fields());
  }

  private static void replace(Subscribed present, Selection selection) throws Refusal {
    Subscription open = present.listening().subscription();
    if (!open.selection().equals(selection)) {
      try {
        open.replace(open.pattern(), selection);
      } catch (PubSubException e) {
        throw Refusal.of(e, SUBSCRIPTION_FAILED);
      }
    }
  }

  private Resumption resumption(Request request) throws BadRequest, Refusal {
    try {
      return Resumption.of(request.fields(), client, limits.replay());
    } catch (PubSubException e) {
      throw Refusal.of(e, SUBSCRIPTION_FAILED);
    }
  }

  private Subscribed open(
      String topic, String group, Selection selection, Request request, boolean isNew)
      throws BadRequest, Refusal {
    if (isNew && subscribed.size() >= limits.subscriptions()) {
      throw new Refusal(
          SUBSCRIPTION_FAILED, "no more than " + limits.subscriptions() + " subscriptions");
    }
    Resumption resumption = resumption(request);
    try {
      SubscribeOptions options =
          SubscribeOptions.DEFAULT
              .startingAt(resumption.start())
              .inGroup(group)
              .selecting(selection);
      boolean exact = TopicPattern.parse(topic, TopicSyntax.COLON).isExact();
      Listening listening = Listening.open(client, topic, options, form);
      if (!exact) {
        patterns.add(topic);
      }
      return new Subscribed(listening, group, resumption, exact);
    } catch (PubSubException e) {
      throw Refusal.of(e, SUBSCRIPTION_FAILED);
    }
  }

  private Answer unsubscribe(Request request) throws BadRequest, Refusal {
    String topic = request.topic();
    Subscribed ended = subscribed.remove(topic);
    if (ended == null) {
      throw new Refusal("UNSUBSCRIBE_FAILED", "not subscribed to this topic");
    }
    end(ended);
    return answers.ok(counted(topic, "unsubscribed"), request.fields());
  }

  private Map<String, Object> counted(String topic, String action) {
    Map<String, Object> ack = answers.ack(topic, action);
    int subscribers =
        client
            .session()
            .topics()
            .find(topic)
            .map(TopicInfo::subscriberCount)
            .orElseGet(() -> patterns.of(topic));
    ack.put("subscriber_count", subscribers);
    return ack;
  }

  private Answer publish(Request request) throws BadRequest, Refusal {
    String topic = request.topic();
    Object message = request.message();
    try {
      PublishFields fields = new PublishFields(request.fields());
      Duration delay = fields.delay();
      if (!delay.isZero()) {
        return schedule(topic, message, fields.options(), delay, request);
      }
      PublishResult result = client.session().publish(topic, message, fields.options());
      if (result instanceof PublishResult.Rejected rejected) {
        throw Refusal.of(rejected);
      }
      return answers.published(topic, Published.of(result), request.fields());
    } catch (PubSubException e) {
      throw Refusal.of(e, "PUBLISH_FAILED");
    }
  }

  private Answer schedule(
      String topic, Object message, PublishOptions options, Duration delay, Request request)
      throws Refusal {
    Scheduled scheduled = client.session().publishAfter(topic, message, options, delay);
    Optional<PublishResult.Rejected> refused = ScheduledForm.refusal(scheduled);
    if (refused.isPresent()) {
      throw Refusal.of(refused.get());
    }
    return answers.scheduled(scheduled, request.fields());
  }

  /** Tells what was lost since the last time. Whoever does not read is told once it reads again. */
  void tellLosses() {
    if (!client.wire().isCongested()) {
      client.losses().tell(this::tell);
    }
  }

  private void tell(String topic, Map<DropReason, Long> counts) {
    Map<String, Object> lost = Losses.shown(topic, counts, answers.now());
    client
        .wire()
        .send(client.serializer().push(joinRef, null, ControlChannels.TOPIC, "dropped", lost));
    client.wire().flush();
  }

  @Override
  public void leave() {
    onLeave.accept(this);
    subscribed.values().forEach(this::end);
    subscribed.clear();
  }

  private void end(Subscribed ended) {
    ended.listening().end();
    if (!ended.exact()) {
      patterns.remove(ended.listening().subscription().pattern());
    }
  }

  private record Subscribed(
      Listening listening, String group, Resumption resumption, boolean exact) {

    /** Whether it can go on in this group with that selection, which all of a group share. */
    boolean mayStay(String wanted, Selection selection) {
      return group.equals(wanted)
          && (group.isEmpty() || listening.subscription().selection().equals(selection));
    }

    /**
     * The same request again changes no more than the selection; another beginning would be a lie.
     */
    boolean mayBeAskedAgain(Resumption wanted) {
      return wanted.start().equals(StartAt.NOW) || wanted.equals(resumption);
    }
  }
}
