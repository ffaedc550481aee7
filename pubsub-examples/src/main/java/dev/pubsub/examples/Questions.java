package dev.pubsub.examples;

import dev.pubsub.Answers;
import dev.pubsub.Bus;
import dev.pubsub.Completion;
import dev.pubsub.PublishOptions;
import dev.pubsub.RequestOptions;
import dev.pubsub.Responder;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.core.PubSub;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.ReplyHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Questions and replies: one, one of each, and many of one; docs/requests.md shows these methods.
 */
public final class Questions {

  private static final List<String> WORDS = List.of("All", "is", "well");

  private Questions() {}

  /** Asks in every way. */
  public static void main(String[] args) throws InterruptedException {
    try (PubSub pubsub =
        PubSub.builder().discover(false).set("pubsub.history", "tool:**=1000").open()) {
      Bus bus = pubsub.bus();
      one(bus);
      oneOfEach(bus);
      manyOfOne(bus);
      manyViewers(bus);
    }
  }

  private static void one(Bus bus) {
    bus.respond("price:*", Responder.of(question -> "2051.30 for " + question.topic()));

    bus.request("price:gold", "now")
        .thenAccept(reply -> System.out.println(reply.payload()))
        .join();
  }

  private static void oneOfEach(Bus bus) {
    bus.respond("load", Responder.of(question -> 17));
    bus.respond("load", Responder.of(question -> 4));

    RequestOptions soon = RequestOptions.within(Duration.ofSeconds(2));
    Answers answers = bus.gather("load", "how much?", soon, Completion.all()).join();
    System.out.println(answers.replies().size() + " of " + answers.asked() + " have answered");
  }

  private static void manyOfOne(Bus bus) {
    bus.respond(
        "llm:complete",
        question -> {
          for (String word : WORDS) {
            if (!question.next(word)) {
              return;
            }
          }
          question.end();
        });

    RequestOptions silence = RequestOptions.within(Duration.ofSeconds(2));
    bus.stream("llm:complete", "How are you?", silence, token -> print(token.signal().payload()))
        .join();
  }

  private static void manyViewers(Bus bus) throws InterruptedException {
    PublishOptions asking =
        PublishOptions.DEFAULT.withHeader(ReplyHeaders.REPLY_TO, "tool:llm:req-123");
    bus.publish("llm:complete", "How are you?", asking);

    CountDownLatch ended = new CountDownLatch(1);
    SubscribeOptions fromTheStart = SubscribeOptions.DEFAULT.startingAt(StartAt.last(1000));
    bus.subscribe(
        "tool:llm:req-123",
        fromTheStart,
        delivery -> {
          Reply reply = Reply.of(delivery.signal()).orElseThrow();
          print(reply.number() + " " + reply.kind().word() + " " + reply.payload());
          if (reply.kind().isEnd()) {
            ended.countDown();
          }
        });
    ended.await();
  }

  private static void print(Object what) {
    System.out.println(what);
  }
}
