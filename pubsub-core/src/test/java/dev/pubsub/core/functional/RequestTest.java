package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.Principal;
import dev.pubsub.Question;
import dev.pubsub.RequestOptions;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.testkit.HeldSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions and replies on time moved by hand. */
final class RequestTest {

  private static final RequestOptions A_MINUTE = RequestOptions.within(Duration.ofMinutes(1));

  private final ManualBus manual = new ManualBus();
  private final Questions questions = new Questions();

  @AfterEach
  void close() {
    manual.close();
  }

  @Test
  void whoMayActForOthersAnswersInTheirName() throws Exception {
    manual.bus.as(new Principal("system:desk")).respond("a", questions);
    CompletableFuture<Signal> asked = manual.bus.request("a", 1, A_MINUTE);
    Question question = questions.taken();
    question.answerAs(new Principal("clerk"));
    question.reply("done");
    assertThat(asked.get(10, TimeUnit.SECONDS).source()).isEqualTo("clerk");
  }

  @Test
  void whoMayNotActForOthersAnswersInNoOtherName() throws Exception {
    manual.session("desk", 100).respond("a", questions);
    var unused = manual.bus.request("a", 1, A_MINUTE);
    Question question = questions.taken();
    assertThatThrownBy(() -> question.answerAs(new Principal("clerk")))
        .isInstanceOfSatisfying(
            PubSubException.class, e -> assertThat(e.code()).isEqualTo(StandardError.FORBIDDEN));
    assertThat(question.reply("done")).isTrue();
  }

  @Test
  void timeIsOverWhenItIsAndNotBefore() throws Exception {
    manual.bus.respond("a", questions);
    CompletableFuture<Signal> later = manual.bus.request("a", 1, A_MINUTE);
    CompletableFuture<Signal> sooner =
        manual.bus.request("a", 2, RequestOptions.within(Duration.ofSeconds(1)));
    questions.taken();
    questions.taken();

    manual.time.advance(Duration.ofMillis(999));
    assertThat(manual.bus.stats().asking()).isEqualTo(2);
    manual.time.advance(Duration.ofMillis(1));
    assertThat(ManualBus.failure(sooner)).isEqualTo(StandardError.REQUEST_TIMEOUT);
    assertThat(later).isNotDone();
    manual.time.advance(Duration.ofSeconds(59));
    assertThat(ManualBus.failure(later)).isEqualTo(StandardError.REQUEST_TIMEOUT);
    ManualBus.await(() -> manual.bus.stats().answering() == 0);
  }

  @Test
  void aQuestionThatNobodyWaitsForDoesNotReachTheResponder() throws Exception {
    List<Object> answered = new CopyOnWriteArrayList<>();
    HeldSubscriber held = busy(answered);
    CompletableFuture<Signal> cancelled = manual.bus.request("a", "cancelled", A_MINUTE);
    CompletableFuture<Signal> late =
        manual.bus.request("a", "late", RequestOptions.within(Duration.ofSeconds(1)));
    CompletableFuture<Signal> last = manual.bus.request("a", "last", A_MINUTE);
    assertThat(cancelled.cancel(true)).isTrue();
    manual.time.advance(Duration.ofSeconds(1));
    assertThat(ManualBus.failure(late)).isEqualTo(StandardError.REQUEST_TIMEOUT);
    onlyTheLastComes(held, answered, last);
  }

  @Test
  void aQuestionWhoseAskerIsGoneDoesNotReachTheResponder() throws Exception {
    List<Object> answered = new CopyOnWriteArrayList<>();
    HeldSubscriber held = busy(answered);
    Session asker = manual.session("asker", 100);
    CompletableFuture<Signal> gone = asker.request("a", "gone", A_MINUTE);
    CompletableFuture<Signal> last = manual.bus.request("a", "last", A_MINUTE);
    asker.close();
    assertThat(ManualBus.failure(gone)).isEqualTo(StandardError.CLOSED);
    onlyTheLastComes(held, answered, last);
  }

  /** A responder that has no time yet for the questions that it notes. */
  private HeldSubscriber busy(List<Object> answered) throws InterruptedException {
    HeldSubscriber held = manual.holding();
    Session one = manual.session("one", 100);
    one.subscribe("held", held);
    one.respond("a", question -> answered.add(question.signal().payload()));
    ManualBus.accepted(manual.bus.publish("held", 0));
    held.awaitBlocked();
    return held;
  }

  private void onlyTheLastComes(
      HeldSubscriber held, List<Object> answered, CompletableFuture<Signal> last) {
    held.release();
    manual.advanceUntil(() -> !answered.isEmpty());
    assertThat(answered).containsExactly("last");
    assertThat(last).isNotDone();
  }

  @Test
  void whoIsToldThatTimeIsOverMayWaitForAnotherOfTheSameTime() throws Exception {
    manual.bus.respond("a", questions);
    CompletableFuture<Signal> first = manual.bus.request("a", 1, A_MINUTE);
    CompletableFuture<Signal> second = manual.bus.request("a", 2, A_MINUTE);
    CompletableFuture<Boolean> waited =
        first.handle((reply, over) -> ManualBus.failure(second) == StandardError.REQUEST_TIMEOUT);
    CompletableFuture<Boolean> crossed =
        second.handle((reply, over) -> ManualBus.failure(first) == StandardError.REQUEST_TIMEOUT);
    manual.time.advance(Duration.ofMinutes(1));

    assertThat(waited.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(crossed.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoHasOneQuestionCannotAnswerTheNext() throws Exception {
    manual.bus.respond("a", questions);
    CompletableFuture<Signal> first = manual.bus.request("a", 1, A_MINUTE);
    CompletableFuture<Signal> second = manual.bus.request("a", 2, A_MINUTE);
    String one = correlation(questions.taken());
    String other = correlation(questions.taken());

    // A number that counts on, behind a text by chance.
    assertThat(one).matches("[0-9a-f]{16}-\\d+");
    assertThat(one.substring(0, 16)).isNotEqualTo(other.substring(0, 16));
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
  }

  private static String correlation(Question question) {
    return question.signal().headers().getOrDefault(ReplyHeaders.CORRELATION, "");
  }

  @Test
  void aBusThatClosesFailsWhatIsOpen() throws Exception {
    manual.bus.respond("a", questions);
    CompletableFuture<Signal> reply = manual.bus.request("a", "?", A_MINUTE);
    Question question = questions.taken();
    manual.pubsub.close();

    assertThat(ManualBus.failure(reply)).isEqualTo(StandardError.CLOSED);
    assertThat(question.reply("late")).isFalse();
    assertThat(ManualBus.failure(manual.bus.request("a", "?"))).isEqualTo(StandardError.CLOSED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyQuestionEndsOnceAndNothingIsLeft(long seed) throws Exception {
    Random random = new Random(seed);
    List<Session> responders = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Session session = manual.session("responder " + i, 10_000);
      responders.add(session);
      session.respond("work:" + i, question -> answer(question, (int) question.signal().payload()));
    }
    List<AtomicInteger> ends = new ArrayList<>();
    List<CompletableFuture<Signal>> replies = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      AtomicInteger end = new AtomicInteger();
      RequestOptions options = RequestOptions.within(Duration.ofMillis(20 + random.nextInt(100)));
      CompletableFuture<Signal> reply =
          manual.bus.request("work:" + random.nextInt(11), random.nextInt(200), options);
      var unused = reply.whenComplete((result, failure) -> end.incrementAndGet());
      ends.add(end);
      replies.add(reply);
      if (random.nextInt(10) == 0) {
        replies.get(random.nextInt(replies.size())).cancel(true);
      }
      if (random.nextInt(150) == 0 && !responders.isEmpty()) {
        responders.remove(random.nextInt(responders.size())).close();
      }
      if (random.nextInt(5) == 0) {
        manual.time.advance(Duration.ofMillis(random.nextInt(4)));
      }
    }
    manual.advanceUntil(() -> replies.stream().allMatch(CompletableFuture::isDone));

    ManualBus.await(() -> ends.stream().allMatch(end -> end.get() > 0));
    assertThat(ends).allSatisfy(end -> assertThat(end).hasValue(1));
    // All kinds of ends have come.
    assertThat(replies).anySatisfy(reply -> assertThat(reply).isCompleted());
    assertThat(replies).anySatisfy(reply -> assertThat(reply).isCancelled());
    assertThat(replies.stream().filter(CompletableFuture::isCompletedExceptionally))
        .filteredOn(reply -> !reply.isCancelled())
        .extracting(ManualBus::failure)
        .contains(
            StandardError.NO_RESPONDER,
            StandardError.REQUEST_TIMEOUT,
            StandardError.RESPONDER_FAILED);
    responders.forEach(Session::close);
    ManualBus.await(() -> manual.bus.stats().asking() == 0);
    ManualBus.await(() -> manual.bus.stats().answering() == 0);
  }

  /** Now, later, never, or not at all. */
  private void answer(Question question, int number) {
    if (number < 40) {
      question.reply(number);
    } else if (number < 60) {
      throw new IllegalStateException("no " + number);
    } else if (number < 180) {
      manual.time.schedule(Duration.ofMillis(number), () -> question.reply(number));
    }
  }
}
