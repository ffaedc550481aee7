package dev.pubsub.agents.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.Question;
import dev.pubsub.agents.agent.Mail;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.testkit.RecordingSubscriber;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class AgentMessagesTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final AgentMessages messages = new AgentMessages(new Publishing(pubsub.bus()), 2);
  private final BlockingQueue<SignalId> left = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    pubsub.close();
  }

  private SignalId nextLeft() throws InterruptedException {
    SignalId id = left.poll(20, TimeUnit.SECONDS);
    assertThat(id).isNotNull();
    return id;
  }

  private void leaveQuestionsTo(String id) {
    pubsub
        .bus()
        .respond(
            "agent.direct." + id, question -> left.add(messages.leave(new AskedMail(question))));
  }

  @Test
  void aMessageHasAnIdAndItsSendersName() throws Exception {
    RecordingSubscriber seen = new RecordingSubscriber();
    pubsub.bus().subscribe("agent.direct.bob", seen);
    Accepted accepted =
        (Accepted) messages.send("ann", "bob", "hello", PublishOptions.ofType("greeting"));

    Signal signal = seen.await(1, LONG).get(0);
    assertThat(signal.id()).isEqualTo(accepted.id());
    assertThat(signal.source()).isEqualTo("ann");
  }

  @Test
  void aQuestionIsAnsweredLaterByItsId() throws Exception {
    leaveQuestionsTo("bob");
    CompletableFuture<Signal> reply = messages.request("ann", "bob", "sum", 2, LONG);
    SignalId id = nextLeft();

    assertThat(messages.reply(id, 4)).isTrue();
    assertThat(reply.get().payload()).isEqualTo(4);
    assertThat(messages.reply(id, 5)).isFalse();
  }

  @Test
  void theOldestFailsWhenTooManyAreLeft() throws Exception {
    leaveQuestionsTo("bob");
    CompletableFuture<Signal> first = messages.request("ann", "bob", "sum", 1, LONG);
    nextLeft();
    CompletableFuture<Signal> other2 = messages.request("ann", "bob", "sum", 2, LONG);
    nextLeft();
    CompletableFuture<Signal> other3 = messages.request("ann", "bob", "sum", 3, LONG);
    nextLeft();

    assertThat(first)
        .failsWithin(LONG)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            PubSubException.class,
            e -> assertThat(e.code()).isEqualTo(StandardError.RESPONDER_FAILED));
    assertThat(other2).isNotDone();
    assertThat(other3).isNotDone();
  }

  private record AskedMail(Question question) implements Mail {
    @Override
    public Signal signal() {
      return question.signal();
    }

    @Override
    public boolean isQuestion() {
      return true;
    }

    @Override
    public boolean reply(Object payload) {
      return question.reply(payload);
    }

    @Override
    public boolean next(Object payload) {
      return question.next(payload);
    }

    @Override
    public boolean end() {
      return question.end();
    }

    @Override
    public boolean fail(String sentence) {
      return question.fail(sentence);
    }
  }
}
