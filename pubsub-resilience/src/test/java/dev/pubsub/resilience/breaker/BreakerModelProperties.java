package dev.pubsub.resilience.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Subscriber;
import dev.pubsub.resilience.ResiliencePlugin;
import dev.pubsub.resilience.flow.FakeSubscription;
import dev.pubsub.spi.Contributions;
import dev.pubsub.testkit.ManualTime;
import dev.pubsub.testkit.TestEnvironment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A breaker does what a plain model says, whatever comes in whatever state. */
final class BreakerModelProperties {

  private static final int CALLS = 4;
  private static final int WINDOW = 6;
  private static final int PROBES = 3;
  private static final int OPEN_SECONDS = 10;
  private static final String RULE =
      "model: failures=50%% slow=75%% slower-than=1s calls=%d window=%d open=%ds probes=%d"
          .formatted(CALLS, WINDOW, OPEN_SECONDS, PROBES);

  /** What may happen. */
  enum Event {
    SUCCESS,
    FAILURE,
    SLOW,
    SLOW_FAILURE,
    WITHHELD_BY_ANOTHER,
    A_SECOND,
    LONG_TIME,
    FORCE_OPEN,
    FORCE_CLOSED,
    AUTO
  }

  /** The breaker in a few plain lines: what is known of the last calls, and since when. */
  private static final class Model {

    BreakerState state = BreakerState.CLOSED;
    BreakerOverride override = BreakerOverride.AUTO;
    final Deque<Event> window = new ArrayDeque<>();
    int secondsLeft;
    int delivered;

    void call(Event outcome) {
      delivered++;
      if (override != BreakerOverride.AUTO || outcome == Event.WITHHELD_BY_ANOTHER) {
        return;
      }
      boolean probing = state == BreakerState.HALF_OPEN;
      window.add(outcome);
      if (!probing && window.size() > WINDOW) {
        window.remove();
      }
      if (window.size() < (probing ? Math.min(PROBES, CALLS) : CALLS)) {
        return;
      }
      boolean bad =
          share(Event.FAILURE, Event.SLOW_FAILURE) >= 50
              || share(Event.SLOW, Event.SLOW_FAILURE) >= 75;
      if (bad) {
        open();
      } else if (probing) {
        close();
      }
    }

    private double share(Event one, Event other) {
      return 100.0
          * window.stream().filter(each -> each == one || each == other).count()
          / window.size();
    }

    private void open() {
      state = BreakerState.OPEN;
      secondsLeft = OPEN_SECONDS;
    }

    private void close() {
      state = BreakerState.CLOSED;
      window.clear();
    }

    void pass(int seconds) {
      secondsLeft -= seconds;
      if (state == BreakerState.OPEN && override == BreakerOverride.AUTO && secondsLeft <= 0) {
        state = BreakerState.HALF_OPEN;
        window.clear();
      }
    }

    void set(BreakerOverride wanted) {
      if (wanted != override) {
        override = wanted;
        close();
        state = wanted == BreakerOverride.OPEN ? BreakerState.OPEN : BreakerState.CLOSED;
      }
    }
  }

  /** A real breaker with one subscription, whose subscriber does what the event says. */
  private static final class Real {

    final ResiliencePlugin plugin = new ResiliencePlugin();
    final FakeSubscription subscription = new FakeSubscription();
    final ManualTime time;
    Event next = Event.SUCCESS;
    int calls;
    int published;

    Real() {
      TestEnvironment environment = TestEnvironment.of(plugin, Map.of("breakers", RULE));
      Contributions contributions = plugin.install(environment);
      time = environment.time();
      Subscriber subscriber =
          delivery -> {
            calls++;
            if (next == Event.SLOW || next == Event.SLOW_FAILURE) {
              time.advance(Duration.ofMillis(1001));
            }
            if (next == Event.WITHHELD_BY_ANOTHER) {
              subscription.control().drop();
            }
            if (next == Event.FAILURE || next == Event.SLOW_FAILURE) {
              throw new IllegalStateException("thrown on purpose");
            }
          };
      subscription.open(subscriber, contributions.decorators());
    }

    BreakerStatus status() {
      return plugin.breakers().find("default", "model.1").orElseThrow();
    }
  }

  @Provide
  Arbitrary<List<Event>> histories() {
    return Arbitraries.of(Event.class).list().ofMaxSize(60);
  }

  @Property(tries = 3000)
  void aBreakerDoesWhatTheModelSays(@ForAll("histories") List<Event> events) {
    Model model = new Model();
    Real real = new Real();
    for (Event event : events) {
      switch (event) {
        case A_SECOND -> pass(real, model, 1);
        case LONG_TIME -> pass(real, model, OPEN_SECONDS);
        case FORCE_OPEN -> set(real, model, BreakerOverride.OPEN);
        case FORCE_CLOSED -> set(real, model, BreakerOverride.CLOSED);
        case AUTO -> set(real, model, BreakerOverride.AUTO);
        default -> call(real, model, event);
      }
      assertThat(real.status().state()).as("after %s of %s", event, events).isEqualTo(model.state);
      assertThat(real.status().override()).isEqualTo(model.override);
      assertThat(real.calls).isEqualTo(model.delivered);
      assertThat(real.subscription.isHeld())
          .isEqualTo(model.state == BreakerState.OPEN && real.subscription.waiting() > 0);
    }
    real.subscription.close();
    assertThat(real.time.pending()).isZero();
    assertThat(real.plugin.breakers().list("default")).isEmpty();
  }

  private static void pass(Real real, Model model, int seconds) {
    real.time.advance(Duration.ofSeconds(seconds));
    model.pass(seconds);
    drain(real, model, Event.SUCCESS);
  }

  private static void set(Real real, Model model, BreakerOverride wanted) {
    real.plugin.breakers().set("default", "model.1", wanted);
    model.set(wanted);
    drain(real, model, Event.SUCCESS);
  }

  private static void call(Real real, Model model, Event event) {
    real.subscription.publish(real.published++);
    drain(real, model, event);
  }

  /** Delivers what waits, all with this outcome, to both. */
  private static void drain(Real real, Model model, Event event) {
    real.next = event;
    while (model.state != BreakerState.OPEN && real.subscription.waiting() > 0) {
      int before = real.calls;
      assertThat(real.subscription.deliver()).isTrue();
      assertThat(real.calls).isEqualTo(before + 1);
      model.call(event);
      assertThat(real.status().state()).isEqualTo(model.state);
    }
    real.subscription.deliverAll();
    List<String> outcomes = real.subscription.outcomes;
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(outcomes.get(i)).endsWith(" " + i);
    }
  }
}
