package dev.pubsub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pubsub.Answers;
import dev.pubsub.Completion;
import dev.pubsub.PublishOptions;
import dev.pubsub.Question;
import dev.pubsub.Responder;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Questions to which there are several replies: of several responders, or of one. */
abstract class ReplyRules extends RequestRules {

  private final RecordingSubscriber received = new RecordingSubscriber();

  private CompletableFuture<Answers> gather(Completion enough) {
    return asker().gather("a", "?", PATIENTLY, enough);
  }

  private CompletableFuture<Void> stream() {
    return asker().stream("a", "?", PATIENTLY, received);
  }

  private static Responder failing() {
    return question -> {
      throw new IllegalStateException("broken");
    };
  }

  // ---- of several responders

  @Test
  void allRepliesAreGathered() throws Exception {
    for (int i = 0; i < 3; i++) {
      int number = i;
      responder().respond("a", Responder.of(signal -> number));
    }
    Answers answers = result(gather(Completion.all()));

    assertThat(answers.replies()).extracting(Signal::payload).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(answers.asked()).isEqualTo(3);
    assertThat(answers.failed()).isZero();
    assertThat(answers.complete()).isTrue();
  }

  @Test
  void aQuorumIsEnoughAndTheOthersNeedNotAnswer() throws Exception {
    take("a");
    take("a");
    take("a");
    CompletableFuture<Answers> gathered = gather(Completion.quorum(2));
    Question one = taken();
    Question two = taken();
    Question slow = taken();
    one.reply(1);
    two.reply(2);
    Answers answers = result(gathered);

    assertThat(answers.replies()).hasSize(2);
    assertThat(answers.complete()).isTrue();
    Await.until("the third is told", slow::isCancelled);
  }

  @Test
  void aQuorumThatCannotBeMetIsNotWaitedFor() throws Exception {
    responder().respond("a", failing());
    responder().respond("a", failing());
    take("a");
    Answers answers = result(gather(Completion.quorum(2)));

    assertThat(answers.complete()).isFalse();
    assertThat(answers.failed()).isEqualTo(2);
    assertThat(result(gather(Completion.quorum(4))).complete()).isFalse();
  }

  @Test
  void untilTheDeadlineFailuresAreWaitedForToo() throws Exception {
    responder().respond("a", failing());
    responder().respond("a", Responder.of(signal -> 1));
    Answers answers = result(gather(Completion.untilDeadline()));

    assertThat(answers.complete()).isTrue();
    assertThat(answers.replies()).extracting(Signal::payload).containsExactly(1);
    assertThat(answers.failed()).isEqualTo(1);
  }

  @Test
  void whatHasComeInTimeIsGathered() throws Exception {
    responder().respond("a", Responder.of(signal -> 1));
    take("a");
    Answers answers = result(asker().gather("a", "?", SOON, Completion.all()));

    assertThat(answers.complete()).isFalse();
    assertThat(answers.replies()).hasSize(1);
    assertThat(answers.asked()).isEqualTo(2);
    Await.until("the other is told", taken()::isCancelled);
  }

  @Test
  void nobodyIsAskedWhereNobodyIs() throws Exception {
    assertThat(result(gather(Completion.all()))).isEqualTo(new Answers(List.of(), 0, 0, false));
    assertThat(result(gather(Completion.untilDeadline())))
        .isEqualTo(new Answers(List.of(), 0, 0, true));
  }

  // ---- of one

  @Test
  void aStreamIsReceivedInOrderUpToItsEnd() throws Exception {
    responder()
        .respond(
            "a",
            question -> {
              IntStream.range(0, 1000).forEach(i -> assertThat(question.next(i)).isTrue());
              assertThat(question.end()).isTrue();
            });
    result(stream());

    assertThat(received.payloads())
        .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    assertThat(received.signals())
        .extracting(signal -> Reply.of(signal).orElseThrow().number())
        .startsWith(1L, 2L, 3L)
        .endsWith(1000L);
  }

  @Test
  void aStreamMayEndWithAReply() throws Exception {
    responder()
        .respond(
            "a",
            question -> {
              question.next(1);
              question.reply(2);
            });
    result(stream());

    assertThat(received.payloads()).containsExactly(1, 2);
  }

  @Test
  void aStreamFailsAsItsResponderDoes() throws Exception {
    responder()
        .respond(
            "a",
            question -> {
              question.next(1);
              throw new IllegalStateException("out of words");
            });

    assertThat(failure(stream(), StandardError.RESPONDER_FAILED)).isEqualTo("out of words");
    assertThat(received.payloads()).containsExactly(1);
  }

  @Test
  void silenceEndsAStream() throws Exception {
    take("a");
    CompletableFuture<Void> end = asker().stream("a", "?", SOON, received);
    Question question = taken();
    question.next(1);

    failure(end, StandardError.REQUEST_TIMEOUT);
    Await.until("the responder is told", question::isCancelled);
    assertThat(question.next(2)).isFalse();
  }

  @Test
  void ofSeveralTheFirstWhoAnswersIsFollowed() throws Exception {
    take("a");
    take("a");
    CompletableFuture<Void> end = stream();
    Question first = taken();
    Question second = taken();
    first.next("first");
    Await.until("the other is told", second::isCancelled);

    assertThat(second.next("second")).isFalse();
    assertThat(first.reply("last")).isTrue();
    result(end);
    assertThat(received.payloads()).containsExactly("first", "last");
  }

  @Test
  void whoDoesNotWantToReadOnEndsTheStream() throws Exception {
    take("a");
    CompletableFuture<Void> end =
        asker().stream(
            "a",
            "?",
            PATIENTLY,
            delivery -> {
              throw new IllegalStateException("enough");
            });
    Question question = taken();
    question.next(1);

    Await.until("it has ended", end::isCompletedExceptionally);
    Await.until("the responder is told", question::isCancelled);
    CompletableFuture<Void> cancelled = stream();
    Question other = taken();
    assertThat(cancelled.cancel(true)).isTrue();
    Await.until("the responder is told", other::isCancelled);
  }

  @Test
  void repliesGoWhereAQuestionSays() throws Exception {
    take("tool");
    bus().subscribe("tool:42", received);
    PublishOptions asking = PublishOptions.DEFAULT.withHeader(ReplyHeaders.REPLY_TO, "tool:42");
    Signals.accepted(asker().publish("tool", "?", asking));
    Question question = taken();
    question.next("a");
    question.next("b");
    question.end();
    received.await(3, PATIENCE);

    assertThat(received.signals())
        .extracting(signal -> Reply.of(signal).orElseThrow())
        .extracting(Reply::kind, Reply::number)
        .containsExactly(
            tuple(Reply.Kind.NEXT, 1L), tuple(Reply.Kind.NEXT, 2L), tuple(Reply.Kind.END, 3L));
  }
}
