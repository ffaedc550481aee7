package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.Question;
import dev.pubsub.RequestOptions;
import dev.pubsub.Responder;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.flow.Observer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions and replies on time moved by hand. */
final class RequestTest {

  private static final RequestOptions A_MINUTE = RequestOptions.within(Duration.ofMinutes(1));

  private final ManualBus manual = new ManualBus("pubsub.history", "tool:**=1000");
  private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    manual.close();
  }

  private Question taken() throws InterruptedException {
    Question question = questions.poll(20, TimeUnit.SECONDS);
    if (question == null) {
      throw new AssertionError("no question has come");
    }
    return question;
  }

  private static ErrorCode failure(CompletableFuture<?> future) {
    ManualBus.await(future::isDone);
    return future
        .handle((result, failure) -> failure instanceof PubSubException e ? e.code() : null)
        .join();
  }

  @Test
  void timeIsOverWhenItIsAndNotBefore() throws Exception {
    manual.bus.respond("a", questions::add);
    CompletableFuture<Signal> later = manual.bus.request("a", 1, A_MINUTE);
    CompletableFuture<Signal> sooner =
        manual.bus.request("a", 2, RequestOptions.within(Duration.ofSeconds(1)));
    taken();
    taken();

    manual.time.advance(Duration.ofMillis(999));
    assertThat(manual.bus.stats().asking()).isEqualTo(2);
    manual.time.advance(Duration.ofMillis(1));
    assertThat(failure(sooner)).isEqualTo(StandardError.REQUEST_TIMEOUT);
    assertThat(later).isNotDone();
    manual.time.advance(Duration.ofSeconds(59));
    assertThat(failure(later)).isEqualTo(StandardError.REQUEST_TIMEOUT);
    ManualBus.await(() -> manual.bus.stats().answering() == 0);
  }

  @Test
  void aQuestionThatNobodyWaitsForDoesNotReachTheResponder() throws Exception {
    var held = manual.holding();
    List<Object> answered = new CopyOnWriteArrayList<>();
    Session one = manual.session("one", 100);
    one.subscribe("held", held);
    one.respond("a", question -> answered.add(question.signal().payload()));
    ManualBus.accepted(manual.bus.publish("held", 0));
    held.awaitBlocked();
    CompletableFuture<Signal> cancelled = manual.bus.request("a", "cancelled", A_MINUTE);
    CompletableFuture<Signal> late =
        manual.bus.request("a", "late", RequestOptions.within(Duration.ofSeconds(1)));
    CompletableFuture<Signal> last = manual.bus.request("a", "last", A_MINUTE);
    assertThat(cancelled.cancel(true)).isTrue();
    manual.time.advance(Duration.ofSeconds(1));
    assertThat(failure(late)).isEqualTo(StandardError.REQUEST_TIMEOUT);
    held.release();

    manual.advanceUntil(() -> !answered.isEmpty());
    assertThat(answered).containsExactly("last");
    assertThat(last).isNotDone();
  }

  @Test
  void aQuestionWhoseAskerIsGoneDoesNotReachTheResponder() throws Exception {
    var held = manual.holding();
    List<Object> answered = new CopyOnWriteArrayList<>();
    Session one = manual.session("one", 100);
    one.subscribe("held", held);
    one.respond("a", question -> answered.add(question.signal().payload()));
    ManualBus.accepted(manual.bus.publish("held", 0));
    held.awaitBlocked();
    Session asker = manual.session("asker", 100);
    CompletableFuture<Signal> gone = asker.request("a", "gone", A_MINUTE);
    CompletableFuture<Signal> last = manual.bus.request("a", "last", A_MINUTE);
    asker.close();
    assertThat(failure(gone)).isEqualTo(StandardError.CLOSED);
    held.release();

    manual.advanceUntil(() -> !answered.isEmpty());
    assertThat(answered).containsExactly("last");
    assertThat(last).isNotDone();
  }

  @Test
  void whoIsToldThatTimeIsOverMayWaitForAnotherOfTheSameTime() throws Exception {
    manual.bus.respond("a", questions::add);
    CompletableFuture<Signal> first = manual.bus.request("a", 1, A_MINUTE);
    CompletableFuture<Signal> second = manual.bus.request("a", 2, A_MINUTE);
    CompletableFuture<Boolean> waited =
        first.handle((reply, over) -> failure(second) == StandardError.REQUEST_TIMEOUT);
    CompletableFuture<Boolean> crossed =
        second.handle((reply, over) -> failure(first) == StandardError.REQUEST_TIMEOUT);
    manual.time.advance(Duration.ofMinutes(1));

    assertThat(waited.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(crossed.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoHasOneQuestionCannotAnswerTheNext() throws Exception {
    manual.bus.respond("a", questions::add);
    CompletableFuture<Signal> first = manual.bus.request("a", 1, A_MINUTE);
    CompletableFuture<Signal> second = manual.bus.request("a", 2, A_MINUTE);
    String one = correlation(taken());
    String other = correlation(taken());

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
  void aStreamIsSilentOnlyWhenNothingComes() throws Exception {
    manual.bus.respond("a", questions::add);
    List<Object> received = new CopyOnWriteArrayList<>();
    RequestOptions aSecond = RequestOptions.within(Duration.ofSeconds(1));
    CompletableFuture<Void> end =
        manual.bus.stream("a", "?", aSecond, each -> received.add(each.signal().payload()));
    Question question = taken();
    for (int i = 1; i <= 5; i++) {
      int count = i;
      manual.time.advance(Duration.ofMillis(900));
      assertThat(question.next(i)).isTrue();
      ManualBus.await(() -> received.size() == count);
    }
    assertThat(end).isNotDone();
    // It was heard a moment after the last advance; of the time, which stands still, none went by.
    manual.advanceUntil(end::isDone);

    assertThat(failure(end)).isEqualTo(StandardError.REQUEST_TIMEOUT);
    assertThat(manual.time.nanoTime())
        .isBetween(Duration.ofMillis(5500).toNanos(), Duration.ofMillis(6500).toNanos());
    assertThat(question.isCancelled()).isTrue();
  }

  @Test
  void whoReadsSlowlyIsNotTakenForASilentResponder() throws Exception {
    manual.bus.respond("a", questions::add);
    var slow = manual.holding();
    CompletableFuture<Void> end =
        manual.bus.stream("a", "?", RequestOptions.within(Duration.ofSeconds(1)), slow);
    Question question = taken();
    question.next(1);
    question.next(2);
    question.end();
    slow.awaitBlocked();
    manual.time.advance(Duration.ofSeconds(10));
    assertThat(end).isNotDone();
    slow.release();

    manual.advanceUntil(end::isDone);
    assertThat(end).isCompleted();
    assertThat(slow.payloads()).containsExactly(1, 2);
  }

  @Test
  void aReplyThatHasGoneToAFullInboxFailsTheQuestion() throws Exception {
    manual.bus.respond("a", questions::add);
    var slow = manual.holding();
    CompletableFuture<Void> end = manual.bus.stream("a", "?", A_MINUTE, slow);
    Question question = taken();
    question.next(0);
    slow.awaitBlocked();
    AtomicInteger sent = new AtomicInteger();
    // On a thread of the bus nobody waits for room.
    manual.bus.subscribe(
        "go",
        go -> {
          while (question.next(sent.get())) {
            sent.incrementAndGet();
          }
        });
    ManualBus.accepted(manual.bus.publish("go", 0));
    manual.advanceUntil(() -> manual.bus.stats().answering() == 0);
    assertThat(sent.get()).isGreaterThan(10_000);
    slow.release();

    manual.advanceUntil(end::isDone);
    assertThat(failure(end)).isEqualTo(StandardError.RESPONDER_FAILED);
    assertThat(manual.bus.stats().dropped()).doesNotContainKey(DropReason.OVERFLOW);
  }

  @Test
  void aBusThatClosesFailsWhatIsOpen() throws Exception {
    manual.bus.respond("a", questions::add);
    CompletableFuture<Signal> reply = manual.bus.request("a", "?", A_MINUTE);
    Question question = taken();
    manual.pubsub.close();

    assertThat(failure(reply)).isEqualTo(StandardError.CLOSED);
    assertThat(question.reply("late")).isFalse();
    assertThat(failure(manual.bus.request("a", "?"))).isEqualTo(StandardError.CLOSED);
  }

  @Test
  void inboxesAreOpenedWhereTopicsMustBeCreatedFirst() throws Exception {
    try (ManualBus declared =
        new ManualBus("pubsub.topics.mode", "declared", "pubsub.topics.max", "1")) {
      declared.bus.topics().create("a");
      declared.bus.respond("a", Responder.of(signal -> "yes"));

      Signal reply = declared.bus.request("a", "?", A_MINUTE).get(20, TimeUnit.SECONDS);
      assertThat(reply.payload()).isEqualTo("yes");
      assertThat(declared.bus.topics().count()).isEqualTo(1);
    }
  }

  @Test
  void whoLooksOnIsNotToldTheNamesOfInboxes() throws Exception {
    List<String> topics = new CopyOnWriteArrayList<>();
    Observer observer =
        new Observer() {
          @Override
          public void published(String bus, String topic, int matched, int dropped) {
            topics.add(topic);
          }
        };
    try (ManualBus observed = new ManualBus(List.of(new Looking(observer)))) {
      observed.bus.respond("a", Responder.of(signal -> "yes"));
      observed.bus.request("a", "?", A_MINUTE).get(20, TimeUnit.SECONDS);

      assertThat(topics).contains("a", "$sys:inbox").allMatch(each -> each.length() < 12);
    }
  }

  /** A plugin that only looks on. */
  private record Looking(Observer observer) implements Plugin {

    @Override
    public String id() {
      return "looking";
    }

    @Override
    public Contributions install(Environment environment) {
      return Contributions.builder().observer(observer).build();
    }
  }

  // ---- viewers of a stream

  /** Reads the tokens of a stream from a topic up to the end mark. */
  private static final class Viewer implements Subscriber {
    private final List<Long> numbers = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> position = new AtomicReference<>("");
    private volatile boolean ended;

    @Override
    public void receive(dev.pubsub.Delivery delivery) {
      Reply reply = Reply.of(delivery.signal()).orElseThrow();
      numbers.add(reply.number());
      ended = reply.kind().isEnd();
      position.set(delivery.position().orElseThrow());
    }
  }

  @Test
  void viewersOfAStreamEachGetEveryTokenOnce() throws Exception {
    manual.bus.respond("llm", questions::add);
    Viewer early = new Viewer();
    Viewer late = new Viewer();
    Viewer returning = new Viewer();
    SubscribeOptions all = SubscribeOptions.DEFAULT.startingAt(StartAt.last(1000));
    manual.bus.subscribe("tool:llm:1", early);
    Subscription first = manual.bus.subscribe("tool:llm:1", returning);
    ManualBus.accepted(
        manual.bus.publish(
            "llm",
            "tell me",
            PublishOptions.DEFAULT.withHeader(ReplyHeaders.REPLY_TO, "tool:llm:1")));
    Question question = taken();
    IntStream.range(0, 100).forEach(i -> question.next("token " + i));
    ManualBus.await(() -> returning.numbers.size() == 100);
    first.close();
    IntStream.range(100, 200).forEach(i -> question.next("token " + i));
    manual.bus.subscribe("tool:llm:1", all, late);
    manual.bus.subscribe(
        "tool:llm:1",
        SubscribeOptions.DEFAULT.startingAt(StartAt.after(returning.position.get())),
        returning);
    IntStream.range(200, 300).forEach(i -> question.next("token " + i));
    question.end();

    List<Long> expected = LongStream.rangeClosed(1, 301).boxed().toList();
    for (Viewer viewer : List.of(early, late, returning)) {
      ManualBus.await(() -> viewer.ended);
      assertThat(viewer.numbers).isEqualTo(expected);
    }
  }

  // ---- everything at once

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
        .extracting(RequestTest::failure)
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
