package dev.pubsub.core.contracts;

import dev.pubsub.Answers;
import dev.pubsub.Bus;
import dev.pubsub.BusStats;
import dev.pubsub.Completion;
import dev.pubsub.DeadLetters;
import dev.pubsub.DurableSubscriptions;
import dev.pubsub.HistoryPage;
import dev.pubsub.Hop;
import dev.pubsub.MessageRouter;
import dev.pubsub.Overflow;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.ReplayRequest;
import dev.pubsub.RequestOptions;
import dev.pubsub.Rerun;
import dev.pubsub.Responder;
import dev.pubsub.Schedule;
import dev.pubsub.Scheduled;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.SubscriptionInfo;
import dev.pubsub.Topics;
import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.testkit.BusContract;
import dev.pubsub.testkit.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class BusContractFailsTest {

  private static void expect(Class<?> broken, String part, String test) {
    Verdict.of(broken, BusContract.class.getName() + "$" + part, test).names(test);
  }

  @Test
  void aBusThatDeliversTwiceIsFound() {
    expect(DeliversTwice.class, "Delivering", "aBadTopicIsRefusedAndReachesNobody");
    expect(DeliversTwice.class, "Listing", "publishingAndSubscribingMakeTopics");
  }

  @Test
  void aBusThatDropsWhereItMustNotIsFound() {
    expect(DropsWhereItMustNot.class, "Waiting", "aFullOneRefusesTheSignalForAll");
    expect(DropsWhereItMustNot.class, "Waiting", "insideASubscriberNobodyWaits");
  }

  @Test
  void aBusThatForgetsWhereOneStoodIsFound() {
    expect(ForgetsPositions.class, "Remembering", "whoMissedNothingReceivesNothing");
  }

  @Test
  void aBusThatTakesNoAcknowledgementIsFound() {
    expect(TakesNoAcks.class, "Acknowledging", "aRejectedSignalIsSetAsideWithItsReason");
    expect(TakesNoAcks.class, "Acknowledging", "withOneInHandNothingOvertakes");
  }

  @Test
  void aBusThatRemembersNobodyIsFound() {
    expect(RemembersNobody.class, "Lasting", "itIsOpenOnceAtATimeAndWithOnePattern");
    expect(RemembersNobody.class, "Lasting", "onceRemovedItIsForgotten");
  }

  static final class DeliversTwice extends OverForwarding {
    @Override
    Bus broken(Bus right) {
      return new Forwarding(right) {
        @Override
        public PublishResult publish(String topic, Object payload, PublishOptions options) {
          right.publish(topic, payload, options);
          return right.publish(topic, payload, options);
        }
      };
    }
  }

  static final class DropsWhereItMustNot extends OverForwarding {
    @Override
    Bus broken(Bus right) {
      return new Forwarding(right) {
        @Override
        public Subscription subscribe(
            String pattern, SubscribeOptions options, Subscriber subscriber) {
          return right.subscribe(pattern, options.withOverflow(Overflow.DROP_NEWEST), subscriber);
        }
      };
    }
  }

  static final class ForgetsPositions extends OverForwarding {
    @Override
    Bus broken(Bus right) {
      return new Forwarding(right) {
        @Override
        public Subscription subscribe(
            String pattern, SubscribeOptions options, Subscriber subscriber) {
          return right.subscribe(pattern, options.startingAt(StartAt.NOW), subscriber);
        }
      };
    }
  }

  static final class TakesNoAcks extends OverForwarding {
    @Override
    Bus broken(Bus right) {
      return new Forwarding(right) {
        @Override
        public Subscription subscribe(
            String pattern, SubscribeOptions options, Subscriber subscriber) {
          SubscribeOptions without =
              new SubscribeOptions(
                  options.capacity(),
                  options.overflow(),
                  options.own(),
                  options.group(),
                  options.start(),
                  Optional.empty(),
                  "",
                  options.selection());
          return right.subscribe(pattern, without, subscriber);
        }
      };
    }
  }

  static final class RemembersNobody extends OverForwarding {
    @Override
    Bus broken(Bus right) {
      return new Forwarding(right) {
        @Override
        public Subscription subscribe(
            String pattern, SubscribeOptions options, Subscriber subscriber) {
          return right.subscribe(pattern, options.durable(""), subscriber);
        }
      };
    }
  }

  private abstract static class OverForwarding extends BusContract {

    abstract Bus broken(Bus right);

    @Override
    protected Host open() {
      return host(PubSub.builder());
    }

    @Override
    protected Host openWithHistory(int keep) {
      return host(PubSub.builder().set("pubsub.history", "**=" + keep));
    }

    private Host host(PubSubBuilder builder) {
      PubSub pubsub = builder.discover(false).open();
      return new Host(
          broken(pubsub.bus()), pubsub.gateway(), pubsub.addresses(), pubsub::drain, pubsub::close);
    }
  }

  /** A bus that is right, for one that is wrong in one way. */
  private abstract static class Forwarding implements Bus {

    private final Bus right;

    Forwarding(Bus right) {
      this.right = right;
    }

    @Override
    public String name() {
      return right.name();
    }

    @Override
    public PublishResult publish(String topic, Object payload, PublishOptions options) {
      return right.publish(topic, payload, options);
    }

    @Override
    public Scheduled publishAt(String topic, Object payload, PublishOptions options, Instant due) {
      return right.publishAt(topic, payload, options, due);
    }

    @Override
    public Scheduled publishAfter(
        String topic, Object payload, PublishOptions options, Duration delay) {
      return right.publishAfter(topic, payload, options, delay);
    }

    @Override
    public Bus as(Principal principal) {
      return right.as(principal);
    }

    @Override
    public Bus as(Principal principal, UnaryOperator<Headers> headers) {
      return right.as(principal, headers);
    }

    @Override
    public <T> Optional<T> extension(Class<T> type) {
      return right.extension(type);
    }

    @Override
    public Schedule schedule() {
      return right.schedule();
    }

    @Override
    public Subscription subscribe(String pattern, SubscribeOptions options, Subscriber subscriber) {
      return right.subscribe(pattern, options, subscriber);
    }

    @Override
    public Topics topics() {
      return right.topics();
    }

    @Override
    public HistoryPage history(String pattern, StartAt start, int limit) {
      return right.history(pattern, start, limit);
    }

    @Override
    public Rerun replay(ReplayRequest request) {
      return right.replay(request);
    }

    @Override
    public DurableSubscriptions durableSubscriptions() {
      return right.durableSubscriptions();
    }

    @Override
    public MessageRouter router() {
      return right.router();
    }

    @Override
    public DeadLetters deadLetters() {
      return right.deadLetters();
    }

    @Override
    public Map<String, Integer> subscribers(String topic) {
      return right.subscribers(topic);
    }

    @Override
    public List<SubscriptionInfo> subscribers(String topic, long after, int limit) {
      return right.subscribers(topic, after, limit);
    }

    @Override
    public List<SubscriptionInfo> furthestBehind(int limit) {
      return right.furthestBehind(limit);
    }

    @Override
    public List<Hop> trace(SignalId id) {
      return right.trace(id);
    }

    @Override
    public boolean isAvailable() {
      return right.isAvailable();
    }

    @Override
    public BusStats stats() {
      return right.stats();
    }

    @Override
    public CompletableFuture<Signal> request(String topic, Object payload, RequestOptions options) {
      return right.request(topic, payload, options);
    }

    @Override
    public CompletableFuture<Answers> gather(
        String topic, Object payload, RequestOptions options, Completion enough) {
      return right.gather(topic, payload, options, enough);
    }

    @Override
    public CompletableFuture<Void> stream(
        String topic, Object payload, RequestOptions options, Subscriber onReply) {
      return right.stream(topic, payload, options, onReply);
    }

    @Override
    public Subscription respond(String pattern, SubscribeOptions options, Responder responder) {
      return right.respond(pattern, options, responder);
    }
  }
}
