package dev.pubsub.spi.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.pubsub.DropReason;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.data.Store.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FlowTest {

  @Test
  void anObserverNeedNotSeeAnything() {
    Observer observer = Observer.NONE;
    observer.published("b", "t", 1, 0);
    observer.rejected("b", "t", "CODE");
    observer.delivered("b", "p", 1);
    observer.dropped("b", "p", DropReason.FAILED, 1);
    observer.happened(new BusEvent.Subscribed("b", "p"));

    assertThat(observer).isSameAs(Observer.NONE);
  }

  @Test
  void eachEventSaysWhereItHappened() {
    Stream<BusEvent> all =
        Stream.of(
            new BusEvent.Subscribed("b", "p"),
            new BusEvent.Unsubscribed("b", "p"),
            new BusEvent.Disconnected("b", "p"),
            new BusEvent.Overtaken("b", "p"),
            new BusEvent.Quarantined("b", "p", Duration.ofSeconds(1)),
            new BusEvent.Recovered("b", "p"),
            new BusEvent.Administered("b", "ada", "delete_topic", "t"),
            new BusEvent.Forbidden("b", "ada", Operation.PUBLISH, "t"),
            new BusEvent.TopicExpired("b", "t"));

    assertThat(all).extracting(BusEvent::bus).containsOnly("b");
  }

  @Test
  void aDecisionIsWhole() {
    assertThatNullPointerException().isThrownBy(() -> new Decision.Pass(null));
    assertThatNullPointerException()
        .isThrownBy(() -> new Decision.Reject(null, "why", Duration.ZERO));
    assertThat(new Decision.Reject(StandardError.CLOSED, "why", Duration.ZERO).reason())
        .isEqualTo("why");
    assertThat(new Decision.Drop()).isEqualTo(new Decision.Drop());
  }

  @Test
  void anAdmissionIsWhole() {
    Admission.Refused refused =
        new Admission.Refused(StandardError.RATE_LIMITED, "why", Duration.ofMillis(5), true);

    assertThat(refused.mayWait()).isTrue();
    assertThatNullPointerException()
        .isThrownBy(() -> new Admission.Refused(null, "why", Duration.ZERO, false));
    assertThat(Admission.GRANTED).isEqualTo(new Admission.Granted());
    assertThat(Admission.SHED).isEqualTo(new Admission.Shed());
  }

  @Test
  void aLevelIsAtLeastItselfAndWhatIsLess() {
    assertThat(PressureLevel.HIGH.isAtLeast(PressureLevel.HIGH)).isTrue();
    assertThat(PressureLevel.CRITICAL.isAtLeast(PressureLevel.NORMAL)).isTrue();
    assertThat(PressureLevel.HIGH.isAtLeast(PressureLevel.CRITICAL)).isFalse();
  }

  @Test
  void whereNobodyMeasuresThereIsEnough() {
    assertThat(Pressure.NONE.level()).isEqualTo(PressureLevel.NORMAL);
    assertThat(Pressure.NONE.levels()).isEmpty();
  }

  @Test
  void nothingIsGivenUpWhileThereIsEnough() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Relief(PressureLevel.NORMAL, Set.of(), "a little", () -> {}, () -> {}));
  }

  @Test
  void whatWasReadDoesNotChangeAnyMore() {
    List<dev.pubsub.spi.data.Store.Stored> read = new ArrayList<>();
    Reading reading = new Reading(read, true);

    assertThat(reading.signals()).isNotSameAs(read).isEmpty();
    assertThat(reading.gap()).isTrue();
  }
}
