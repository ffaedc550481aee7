package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pubsub.monitoring.json.Json;
import dev.pubsub.testkit.ManualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class WebhookTest {

  private static final Pattern BUS = Pattern.compile("\"bus\":\"([^\"]*)\"");
  private static final Duration LONG = Duration.ofMinutes(10);

  private final ManualTime time = new ManualTime();
  private final Elsewhere elsewhere = new Elsewhere();
  private final Webhook webhook = webhook("", elsewhere);
  private final Logger logger = (Logger) LoggerFactory.getLogger(Webhook.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void deafen() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  private Webhook webhook(String secret, Post post) {
    return new Webhook(
        post,
        new WebhookBody(WebhookFormat.JSON, ""),
        secret,
        5,
        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random(1)),
        time,
        time.clock());
  }

  /** Answers as it was told, and with 200 from then on; keeps whose alerts it was sent. */
  private static final class Elsewhere implements Post {

    private final Deque<CompletionStage<Integer>> answers = new ArrayDeque<>();
    private final List<String> buses = new ArrayList<>();
    private final List<Map<String, String>> headers = new ArrayList<>();

    void answering(Integer... statuses) {
      List.of(statuses).forEach(each -> answers.add(CompletableFuture.completedFuture(each)));
    }

    @Override
    public CompletionStage<Integer> send(byte[] body, Map<String, String> with) {
      Matcher matcher = BUS.matcher(new String(body, StandardCharsets.UTF_8));
      assertThat(matcher.find()).isTrue();
      buses.add(matcher.group(1));
      headers.add(with);
      return answers.isEmpty() ? CompletableFuture.completedFuture(200) : answers.remove();
    }
  }

  private void expect(long sent, long givenUp, int waiting) {
    assertThat(webhook.figures())
        .isEqualTo(Map.of("sent", sent, "given_up", givenUp, "waiting", waiting));
  }

  @Test
  void whatIsTakenIsSentOnceInOrder() {
    List.of("a", "b", "c").forEach(bus -> webhook.tell(Alarm.of(bus)));
    time.advance(LONG);
    assertThat(elsewhere.buses).containsExactly("a", "b", "c");
    expect(3, 0, 0);
  }

  @Test
  void whatFailsIsSentAgainBeforeWhatCameLater() {
    elsewhere.answers.add(CompletableFuture.failedFuture(new IOException("no route")));
    elsewhere.answering(503, 429, 408);
    webhook.tell(Alarm.of("a"));
    webhook.tell(Alarm.of("b"));
    assertThat(elsewhere.buses).containsExactly("a");
    expect(0, 0, 2);
    time.advance(LONG);
    assertThat(elsewhere.buses).containsExactly("a", "a", "a", "a", "a", "b");
    expect(2, 0, 0);
  }

  @Test
  void afterItsLastAttemptItIsGivenUpAndTheNextIsSent() {
    elsewhere.answering(500, 500, 500, 500, 500);
    webhook.tell(Alarm.of("a"));
    webhook.tell(Alarm.of("b"));
    time.advance(LONG);
    assertThat(elsewhere.buses).containsExactly("a", "a", "a", "a", "a", "b");
    expect(1, 1, 0);
  }

  @Test
  void whatWouldBeRefusedAgainIsNotSentAgain() {
    elsewhere.answering(400, 302, 404);
    List.of("a", "b", "c").forEach(bus -> webhook.tell(Alarm.of(bus)));
    assertThat(time.pending()).isZero();
    assertThat(elsewhere.buses).containsExactly("a", "b", "c");
    expect(0, 3, 0);
  }

  @Test
  void theLogHasOneLineWhenItBeginsToFailAndOneWhenThatIsOver() {
    elsewhere.answering(400, 400, 400);
    IntStream.range(0, 5).forEach(i -> webhook.tell(Alarm.of("b" + i)));
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "An alert was not told to the webhook: the answer is 400; those that follow are"
                + " counted",
            "The webhook takes alerts again; 3 were given up so far");
  }

  @Test
  void ofVeryManyTheOldestAreGivenUp() {
    CompletableFuture<Integer> late = new CompletableFuture<>();
    elsewhere.answers.add(late);
    IntStream.range(0, Webhook.MOST + 11).forEach(i -> webhook.tell(Alarm.of("b" + i)));
    expect(0, 10, Webhook.MOST + 1);
    late.complete(200);
    assertThat(elsewhere.buses).hasSize(Webhook.MOST + 1).startsWith("b0", "b11").endsWith("b110");
  }

  @Test
  void eachAttemptIsSignedAnewWithTheTimeOfDay() {
    elsewhere.answering(500);
    Webhook signed = webhook("s3cret", elsewhere);
    Alert alert = Alarm.of("a");
    signed.tell(alert);
    time.advance(LONG);
    byte[] body = Json.write(alert.fields());
    long began = ManualTime.START.getEpochSecond();
    assertThat(elsewhere.headers).hasSize(2);
    assertThat(elsewhere.headers.get(0))
        .containsEntry("Content-Type", "application/json")
        .containsEntry("X-Pubsub-Signature", Signature.of("s3cret", began, body));
    assertThat(elsewhere.headers.get(1).get("X-Pubsub-Signature"))
        .isIn(Signature.of("s3cret", began, body), Signature.of("s3cret", began + 1, body));
  }

  @Test
  void withoutASecretThereIsNoSignature() {
    webhook.tell(Alarm.of("a"));
    assertThat(elsewhere.headers.get(0)).doesNotContainKey("X-Pubsub-Signature");
  }

  @Test
  void oneThatIsClosedTellsNothingMoreAndSaysWhatWasLeft() {
    elsewhere.answering(500);
    webhook.tell(Alarm.of("a"));
    webhook.tell(Alarm.of("b"));
    webhook.close();
    time.advance(LONG);
    assertThat(elsewhere.buses).containsExactly("a");
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("2 alerts were not told to the webhook: this node goes");
  }
}
