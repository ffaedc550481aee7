package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.Question;
import dev.pubsub.RequestOptions;
import dev.pubsub.Responder;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Questions and the one reply to each. */
abstract class RequestRules extends BusRules {

  static final RequestOptions SOON = RequestOptions.within(Duration.ofSeconds(1));
  static final RequestOptions PATIENTLY = RequestOptions.within(PATIENCE);

  private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();

  /** By which door questions are asked. */
  abstract Bus asker();

  /** By which door they are answered. */
  abstract Bus responder();

  final Subscription take(String pattern) {
    return responder().respond(pattern, questions::add);
  }

  final Question taken() throws InterruptedException {
    Question question = questions.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (question == null) {
      throw new AssertionError("no question has come");
    }
    return question;
  }

  static <T> T result(CompletableFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** The sentence of a failure with this code. */
  static String failure(CompletableFuture<?> future, ErrorCode code)
      throws InterruptedException, TimeoutException {
    try {
      throw new AssertionError("expected " + code + ", not " + result(future));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PubSubException failure) {
        assertThat(failure.code().name()).isEqualTo(code.name());
        return failure.getMessage();
      }
      throw new AssertionError("expected " + code, e);
    }
  }

  private static Headers headers(Signal signal) {
    return signal.headers();
  }

  // ---- replies

  @Test
  void aQuestionIsAnsweredWithOneReply() throws Exception {
    responder().respond("double", Responder.of(signal -> 2 * (int) signal.payload()));

    assertThat(result(asker().request("double", 21)).payload()).isEqualTo(42);
  }

  @Test
  void eachReplyGoesToWhoAsked() throws Exception {
    responder().respond("double:*", Responder.of(signal -> 2 * (int) signal.payload()));
    List<CompletableFuture<Signal>> replies =
        IntStream.range(0, 500).mapToObj(i -> asker().request("double:" + i % 7, i)).toList();

    for (int i = 0; i < 500; i++) {
      assertThat(result(replies.get(i)).payload()).isEqualTo(2 * i);
    }
  }

  @Test
  void aReplySaysWhatItAnswers() throws Exception {
    take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?");
    Question question = taken();

    assertThat(question.reply("!")).isTrue();
    Headers asked = headers(question.signal());
    assertThat(headers(result(reply)).get(ReplyHeaders.CORRELATION))
        .isPresent()
        .isEqualTo(asked.get(ReplyHeaders.CORRELATION));
    assertThat(headers(result(reply)).get(ReplyHeaders.CAUSATION))
        .contains(question.signal().id().toString());
    assertThat(Reply.of(result(reply)).map(Reply::kind)).contains(Reply.Kind.LAST);
  }

  @Test
  void aQuestionCarriesWhatItsPublisherSays() throws Exception {
    take("a");
    PublishOptions options = PublishOptions.ofType("ask").withHeader("lang", "en");
    CompletableFuture<Signal> reply = asker().request("a", "?", PATIENTLY.publishing(options));
    Question question = taken();

    assertThat(question.signal().type()).isEqualTo("ask");
    assertThat(headers(question.signal()).get("lang")).contains("en");
    assertThat(question.reply("!")).isTrue();
    assertThat(result(reply).payload()).isEqualTo("!");
  }

  @Test
  void aQuestionEndsOnce() throws Exception {
    take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?");
    Question question = taken();

    assertThat(question.reply(1)).isTrue();
    assertThat(question.reply(2)).isFalse();
    assertThat(question.next(3)).isFalse();
    assertThat(question.end()).isFalse();
    assertThat(question.fail("no")).isFalse();
    assertThat(question.isCancelled()).isFalse();
    assertThat(result(reply).payload()).isEqualTo(1);
  }

  @Test
  void anySubscriberAnswersByPublishing() throws Exception {
    responder()
        .subscribe(
            "a",
            delivery -> {
              Headers asked = delivery.signal().headers();
              String correlation = asked.get(ReplyHeaders.CORRELATION).orElseThrow();
              Signals.accepted(
                  responder()
                      .publish(
                          asked.get(ReplyHeaders.REPLY_TO).orElseThrow(),
                          "by hand",
                          PublishOptions.DEFAULT.withHeader(
                              ReplyHeaders.CORRELATION, correlation)));
            });

    assertThat(result(asker().request("a", "?")).payload()).isEqualTo("by hand");
  }

  @Test
  void aSignalThatIsNoQuestionReachesTheResponderAndIsNotAnswered() throws Exception {
    take("a");
    publish("a", "just so");
    Question question = taken();

    assertThat(question.signal().payload()).isEqualTo("just so");
    assertThat(question.reply("!")).isFalse();
  }

  @Test
  void respondersInAGroupShareQuestions() throws Exception {
    SubscribeOptions shared = SubscribeOptions.DEFAULT.inGroup("workers");
    responder().respond("work", shared, Responder.of(signal -> "one"));
    responder().respond("work", shared, Responder.of(signal -> "other"));

    assertThat(List.of(ask("work"), ask("work"))).containsExactlyInAnyOrder("one", "other");
  }

  private Object ask(String topic) throws Exception {
    return result(asker().request(topic, "?")).payload();
  }

  @Test
  void aResponderMayAskAndWaitForTheReply() throws Exception {
    bus().respond("knows", Responder.of(signal -> "known"));
    responder()
        .respond(
            "asks", question -> question.reply(responder().request("knows", "?").join().payload()));

    assertThat(ask("asks")).isEqualTo("known");
  }

  // ---- failures

  @Test
  void nobodyThereIsToldAtOnce() throws Exception {
    CompletableFuture<Signal> reply = asker().request("nowhere", "?", PATIENTLY);

    assertThat(reply).isDone();
    assertThat(failure(reply, StandardError.NO_RESPONDER)).isNotBlank();
  }

  @Test
  void aQuestionThatCannotBePublishedFails() throws Exception {
    failure(asker().request("a::b", "?"), StandardError.BAD_TOPIC);
    failure(asker().request("$sys:mine", "?"), StandardError.BAD_TOPIC);
  }

  @Test
  void aResponderThatThrowsFailsTheQuestionWithItsSentence() throws Exception {
    responder()
        .respond(
            "a",
            question -> {
              throw new IllegalArgumentException("not today");
            });

    assertThat(failure(asker().request("a", "?"), StandardError.RESPONDER_FAILED))
        .isEqualTo("not today");
    assertThat(failure(asker().request("a", "?"), StandardError.RESPONDER_FAILED))
        .isEqualTo("not today");
  }

  @Test
  void aResponderMaySayThatItCannotAnswer() throws Exception {
    take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?");

    assertThat(taken().fail("I do not know")).isTrue();
    assertThat(failure(reply, StandardError.RESPONDER_FAILED)).isEqualTo("I do not know");
  }

  @Test
  void aReplyThatDoesNotComeInTimeIsNotWaitedFor() throws Exception {
    take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?", SOON);
    Question question = taken();
    CompletableFuture<Void> told = told(question);

    failure(reply, StandardError.REQUEST_TIMEOUT);
    result(told);
    assertThat(question.isCancelled()).isTrue();
    assertThat(question.reply("late")).isFalse();
  }

  @Test
  void cancellingReachesTheResponder() throws Exception {
    take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?", PATIENTLY);
    Question question = taken();
    CompletableFuture<Void> told = told(question);

    assertThat(reply.cancel(true)).isTrue();
    result(told);
    result(told(question));
    assertThat(question.isCancelled()).isTrue();
  }

  /** Completes when whoever has a question is told that nobody waits for the reply. */
  private static CompletableFuture<Void> told(Question question) {
    CompletableFuture<Void> told = new CompletableFuture<>();
    question.onCancel(() -> told.complete(null));
    return told;
  }

  @Test
  void whoAnswersByPublishingIsToldOfCancellationsToo() throws Exception {
    RecordingSubscriber told = new RecordingSubscriber();
    responder().subscribe(ReplyHeaders.CANCELLED_TOPIC, told);
    RecordingSubscriber asked = new RecordingSubscriber();
    responder().subscribe("a", asked);
    CompletableFuture<Signal> reply = asker().request("a", "?", PATIENTLY);
    Signal question = asked.await(1, PATIENCE).get(0);

    assertThat(reply.cancel(true)).isTrue();
    assertThat(headers(told.await(1, PATIENCE).get(0)).get(ReplyHeaders.CORRELATION))
        .isEqualTo(headers(question).get(ReplyHeaders.CORRELATION));
  }

  @Test
  void aResponderThatGoesFailsWhatItHasInHand() throws Exception {
    Subscription subscription = take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?", PATIENTLY);
    Question question = taken();
    subscription.close();

    failure(reply, StandardError.RESPONDER_GONE);
    assertThat(question.isCancelled()).isTrue();
    assertThat(question.reply("late")).isFalse();
  }

  @Test
  void aBlockedResponderHoldsUpNoOther() throws Exception {
    CountDownLatch letGo = new CountDownLatch(1);
    responder()
        .respond(
            "slow",
            question -> {
              letGo.await();
              question.reply("slow");
            });
    Bus other = host().bus();
    other.respond("fast", Responder.of(signal -> "fast"));
    CompletableFuture<Signal> slow = asker().request("slow", "?", PATIENTLY);

    for (int i = 0; i < 20; i++) {
      assertThat(ask("fast")).isEqualTo("fast");
    }
    assertThat(slow).isNotDone();
    letGo.countDown();
    assertThat(result(slow).payload()).isEqualTo("slow");
  }

  @Test
  void aResponderDoesNotAcknowledge() {
    expectThrown(
        StandardError.BAD_OPTION,
        () -> responder().respond("a", SubscribeOptions.DEFAULT.acknowledged(), questions::add));
  }

  // ---- the way of replies is nobody else's

  @Test
  void noPatternReachesAnInbox() throws Exception {
    RecordingSubscriber curious = new RecordingSubscriber();
    bus().subscribe("$sys:**", curious);
    bus().subscribe("$sys:inbox:*", curious);
    take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?");
    Question question = taken();
    String inbox = headers(question.signal()).get(ReplyHeaders.REPLY_TO).orElseThrow();

    expectThrown(StandardError.BAD_TOPIC, () -> bus().subscribe(inbox, curious));
    assertThat(question.reply("!")).isTrue();
    result(reply);
    assertThat(curious.signals()).isEmpty();
  }

  @Test
  void anInboxIsNoTopicOfTheList() throws Exception {
    take("a");
    CompletableFuture<Signal> reply = asker().request("a", "?");
    Question question = taken();
    String inbox = headers(question.signal()).get(ReplyHeaders.REPLY_TO).orElseThrow();

    assertThat(bus().topics().find(inbox)).isEmpty();
    assertThat(bus().topics().list("", 100)).extracting("name").containsExactly("a");
    assertThat(bus().topics().count()).isEqualTo(1);
    assertThat(bus().topics().delete(inbox)).isFalse();
    expectThrown(StandardError.BAD_TOPIC, () -> bus().topics().create(inbox));
    assertThat(bus().stats().subscriptions()).containsOnlyKeys("a");
    assertThat(question.reply("!")).isTrue();
    result(reply);
  }

  @Test
  void onlyTheBusSaysWhatIsCancelled() {
    expectRefused(
        Signals.rejected(bus().publish(ReplyHeaders.CANCELLED_TOPIC, "mine")),
        StandardError.BAD_TOPIC);
  }

  @Test
  void nothingIsLeftOfWhatHasEnded() throws Exception {
    responder().respond("double", Responder.of(signal -> 2 * (int) signal.payload()));
    for (int i = 0; i < 10; i++) {
      result(asker().request("double", i));
    }

    Await.until("nobody asks", () -> bus().stats().asking() == 0);
    Await.until("nobody answers", () -> bus().stats().answering() == 0);
  }
}
