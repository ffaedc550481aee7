package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Bus;
import dev.pubsub.DropReason;
import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.RequestOptions;
import dev.pubsub.Responder;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.flow.Admission;
import dev.pubsub.spi.flow.Admission.Refused;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Interceptor;
import dev.pubsub.testkit.RecordingObserver;
import dev.pubsub.testkit.RecordingObserver.Dropped;
import dev.pubsub.testkit.RecordingObserver.Published;
import dev.pubsub.testkit.RecordingObserver.Rejected;
import dev.pubsub.testkit.RecordingObserver.Seen;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The topics by which replies come back. */
final class InboxTest {

  private static final String SHOWN = "$sys:inbox";
  private static final RequestOptions A_MINUTE = RequestOptions.within(Duration.ofMinutes(1));

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
    RecordingObserver observer = seen(Contributions.builder(), InboxTest::answer);

    expectShown(observer, new Published("default", SHOWN, 1, 0));
  }

  @Test
  void whoLooksOnIsNotToldTheNamesOfInboxesThatGetABatch() throws Exception {
    RecordingObserver observer =
        seen(
            Contributions.builder(),
            (bus, asked) -> bus.publishAll(List.of(reply(asked), reply(asked))));

    expectShown(observer, new Published("default", SHOWN, 1, 0));
  }

  @Test
  void norThoseOfInboxesToWhichNothingIsLetThrough() throws Exception {
    RecordingObserver shed = seen(gated(Admission.SHED), InboxTest::answer);
    expectShown(shed, new Dropped("default", SHOWN, DropReason.SHED, 1));

    RecordingObserver refused =
        seen(
            gated(new Refused(StandardError.RATE_LIMITED, "too often", Duration.ZERO, false)),
            InboxTest::answer);
    expectShown(refused, new Rejected("default", SHOWN, "RATE_LIMITED"));
  }

  private static Contributions.Builder gated(Admission inboxes) {
    return Contributions.builder()
        .gate(
            (operation, bus, principal, resource, priority) ->
                resource.startsWith("$sys") ? inboxes : Admission.GRANTED);
  }

  @Test
  void norThoseOfInboxesToWhichTheSameIsUnderWay() throws Exception {
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    Interceptor twice =
        (bus, signal) -> {
          meanwhile.getAndSet(() -> {}).run();
          return new Decision.Pass(signal);
        };
    RecordingObserver observer =
        seen(
            Contributions.builder().interceptor(twice),
            (bus, asked) -> {
              meanwhile.set(() -> answer(bus, asked));
              answer(bus, asked);
            });

    expectShown(observer, new Rejected("default", SHOWN, "DUPLICATE_PENDING"));
  }

  private static void answer(Bus bus, Signal asked) {
    Publication reply = reply(asked);
    bus.publish(
        reply.topic(), reply.payload(), reply.options().withDeduplicationId("the same reply"));
  }

  private static Publication reply(Signal asked) {
    Headers headers = asked.headers();
    return new Publication(
        headers.get(ReplyHeaders.REPLY_TO).orElseThrow(),
        "yes",
        PublishOptions.DEFAULT.withHeader(
            ReplyHeaders.CORRELATION, headers.get(ReplyHeaders.CORRELATION).orElseThrow()));
  }

  /** What is seen of one request, answered like this. */
  private static RecordingObserver seen(
      Contributions.Builder contributed, BiConsumer<Bus, Signal> answer) throws Exception {
    RecordingObserver observer = new RecordingObserver();
    try (ManualBus observed =
        ManualBus.with(contributed.observer(observer).build(), "pubsub.idempotency.window", "1m")) {
      CountDownLatch answered = new CountDownLatch(1);
      observed.bus.subscribe(
          "a",
          delivery -> {
            answer.accept(observed.bus, delivery.signal());
            answered.countDown();
          });
      var unused = observed.bus.request("a", "?", A_MINUTE);
      assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
    }
    return observer;
  }

  private static void expectShown(RecordingObserver observer, Seen expected) {
    assertThat(observer.seen()).contains(expected);
    assertThat(observer.seen()).noneMatch(each -> each.toString().contains(SHOWN + ':'));
  }
}
