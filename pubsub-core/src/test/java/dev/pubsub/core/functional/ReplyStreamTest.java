package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.DropReason;
import dev.pubsub.PublishOptions;
import dev.pubsub.Question;
import dev.pubsub.RequestOptions;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.ReplyHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replies one after the other, on time moved by hand. */
final class ReplyStreamTest {

  private static final RequestOptions A_MINUTE = RequestOptions.within(Duration.ofMinutes(1));

  private final ManualBus manual = new ManualBus("pubsub.history", "tool:**=1000");
  private final Questions questions = new Questions();

  @AfterEach
  void close() {
    manual.close();
  }

  @Test
  void aStreamIsSilentOnlyWhenNothingComes() throws Exception {
    manual.bus.respond("a", questions);
    List<Object> received = new CopyOnWriteArrayList<>();
    RequestOptions aSecond = RequestOptions.within(Duration.ofSeconds(1));
    CompletableFuture<Void> end =
        manual.bus.stream("a", "?", aSecond, each -> received.add(each.signal().payload()));
    Question question = questions.taken();
    for (int i = 1; i <= 5; i++) {
      int count = i;
      manual.time.advance(Duration.ofMillis(900));
      assertThat(question.next(i)).isTrue();
      ManualBus.await(() -> received.size() == count);
    }
    assertThat(end).isNotDone();
    // It was heard a moment after the last advance; of the time, which stands still, none went by.
    manual.advanceUntil(end::isDone);

    assertThat(ManualBus.failure(end)).isEqualTo(StandardError.REQUEST_TIMEOUT);
    assertThat(manual.time.nanoTime()).isGreaterThanOrEqualTo(Duration.ofMillis(5500).toNanos());
    assertThat(question.isCancelled()).isTrue();
  }

  @Test
  void whoReadsSlowlyIsNotTakenForASilentResponder() throws Exception {
    manual.bus.respond("a", questions);
    var slow = manual.holding();
    CompletableFuture<Void> end =
        manual.bus.stream("a", "?", RequestOptions.within(Duration.ofSeconds(1)), slow);
    Question question = questions.taken();
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
    manual.bus.respond("a", questions);
    var slow = manual.holding();
    CompletableFuture<Void> end = manual.bus.stream("a", "?", A_MINUTE, slow);
    Question question = questions.taken();
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
    assertThat(ManualBus.failure(end)).isEqualTo(StandardError.RESPONDER_FAILED);
    assertThat(manual.bus.stats().dropped()).doesNotContainKey(DropReason.OVERFLOW);
  }

  @Test
  void viewersOfAStreamEachGetEveryTokenOnce() throws Exception {
    manual.bus.respond("llm", questions);
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
    Question question = questions.taken();
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

  /** Reads the tokens of a stream from a topic up to the end mark. */
  private static final class Viewer implements Subscriber {
    private final List<Long> numbers = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> position = new AtomicReference<>("");
    private volatile boolean ended;

    @Override
    public void receive(dev.pubsub.Delivery delivery) {
      Reply reply = Reply.of(delivery.signal()).orElseThrow();
      position.set(delivery.position().orElseThrow());
      numbers.add(reply.number());
      ended = reply.kind().isEnd();
    }
  }
}
