package dev.pubsub.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.HdrHistogram.ConcurrentHistogram;
import org.junit.jupiter.api.Test;

/** What a load sends, counts and tells. */
class LoadTest {

  private static final long SENT = -5_000_000;

  private final ConcurrentHistogram latencies = LoadReport.noLatencies();
  private long now = SENT + 1_000_000;
  private final LoadSubscriber subscriber = new LoadSubscriber(2, () -> now, latencies);

  private void comes(String text) {
    ObjectNode delivery = Json.object();
    delivery.putObject("message").put("id", "1").put("payload", text);
    subscriber.accept(new ChannelEvent.Message(delivery));
  }

  private void comes(int number) {
    comes(Stamp.write(number, SENT, 40));
  }

  private LoadReport report(int count) {
    return new LoadReport(count, 64, 500_000_000, 1_000_000_000, List.of(subscriber), latencies);
  }

  @Test
  void aStampIsReadAsItWasWritten() {
    for (int number : new int[] {0, 7, Stamp.LAST}) {
      for (long nanos : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
        for (int length : new int[] {Stamp.LENGTH, 1000}) {
          String text = Stamp.write(number, nanos, length);
          assertThat(text).hasSize(length);
          assertThat(Stamp.read(text)).isEqualTo(new Stamp(number, nanos));
        }
      }
    }
  }

  @Test
  void aTextWithoutAStampIsNone() {
    for (String text : List.of("", "x".repeat(Stamp.LENGTH), "000000001000000000000000")) {
      assertThatThrownBy(() -> Stamp.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void allThatComesInTheOrderOfEachPublisherIsFlawless() {
    List.of(1, 0, 3, 2).forEach(this::comes);
    assertThat(report(4).isFlawless()).isTrue();
    assertThat(report(4).toString())
        .contains("published           8         4", "delivered           4         4")
        .contains("0 lost, 0 of them told by the server; 0 out of order, 0 of somebody else")
        .contains("p50 1.000", "most 1.0")
        .containsPattern("up to 1\\.049 ms +100\\.0 % +#{40}\n?$");
    assertThat(latencies.getTotalCount()).isEqualTo(4);
  }

  @Test
  void whatIsMissingDisorderedDoubledOrOfOthersIsTold() {
    List.of(2, 0, 2).forEach(this::comes);
    comes("hello");
    subscriber.accept(new ChannelEvent.Dropped("t", 3, "overflow"));
    assertThat(subscriber.settled()).isEqualTo(6);
    assertThat(report(8).isFlawless()).isFalse();
    assertThat(report(8).toString())
        .contains("5 lost, 3 of them told by the server; 2 out of order, 1 of somebody else");
    assertThat(report(3).isFlawless()).isFalse();
  }

  @Test
  void aConnectionThatIsLostIsToldAndNotWaitedFor() {
    subscriber.requireConnected();
    subscriber.accept(new ChannelEvent.Closed("the server is shutting down (1012)"));
    assertThatThrownBy(subscriber::requireConnected)
        .isInstanceOfSatisfying(
            ClientException.class, it -> assertThat(it.code()).isEqualTo("CONNECTION_LOST"))
        .hasMessageContaining("1012");
  }

  @Test
  void whereNothingCameThereAreNoLatencies() {
    assertThat(report(1).toString()).contains("1 lost").doesNotContain("latency");
  }

  @Test
  void progressIsShownOnTerminalsOnlyAndTenTimesASecondAtMost() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(shown, false, StandardCharsets.UTF_8);
    ProgressBar none = new ProgressBar(out, false, 8);
    none.show(1, 0);
    none.clear();
    assertThat(shown).hasToString("");

    ProgressBar bar = new ProgressBar(out, true, 8);
    bar.show(0, 0);
    bar.show(1, 99_999_999);
    bar.show(2, 100_000_000);
    bar.clear();
    assertThat(shown)
        .hasToString(
            "\r["
                + " ".repeat(40)
                + "]   0 %\r["
                + "#".repeat(10)
                + " ".repeat(30)
                + "]  25 %\r\u001b[K");
  }
}
