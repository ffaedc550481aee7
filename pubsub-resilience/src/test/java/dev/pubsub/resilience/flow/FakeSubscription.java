package dev.pubsub.resilience.flow;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.SubscriberDecorator;
import dev.pubsub.testkit.RecordingControl;
import dev.pubsub.testkit.RecordingControl.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One subscription as a bus would serve it, on the thread of the test: signals wait in a queue, and
 * what is held comes again once it is released.
 */
public final class FakeSubscription {

  /** What became of signals, in order. */
  public final List<String> outcomes = new ArrayList<>();

  private final RecordingControl control;
  private final Deque<Signal> waiting = new ArrayDeque<>();
  private Subscriber outermost = delivery -> {};
  private String thrown = "";
  private boolean closed;
  private boolean busy;

  public FakeSubscription(RecordingControl control) {
    this.control = control;
  }

  public FakeSubscription() {
    this(new RecordingControl());
  }

  /** Opens it: the last of these is the outermost. */
  public FakeSubscription open(Subscriber subscriber, List<SubscriberDecorator> decorators) {
    outermost = subscriber;
    decorators.forEach(each -> outermost = each.wrap(outermost, control));
    return this;
  }

  public RecordingControl control() {
    return control;
  }

  public void publish(int... numbers) {
    for (int number : numbers) {
      waiting.add(Signal.of(new SignalId(1, number), "topic", number));
    }
  }

  /** Delivers the next signal; false when there is none, or it is held back. */
  public boolean deliver() {
    if (control.isHeld() || closed || busy || waiting.isEmpty()) {
      return false;
    }
    Signal signal = waiting.element();
    busy = true;
    Verdict verdict = control.deliver(this::receive, new Plain(signal));
    busy = false;
    if (verdict != Verdict.HELD) {
      waiting.remove();
      outcomes.add(told(verdict) + " " + signal.payload());
    }
    return true;
  }

  private void receive(Delivery delivery) throws Exception {
    try {
      outermost.receive(delivery);
    } catch (Exception e) {
      thrown = e.getClass().getSimpleName();
      throw e;
    }
  }

  private String told(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "delivered";
      case FAILED -> thrown;
      case HELD -> "held";
      case DROPPED -> "dropped";
      case SET_ASIDE -> "set aside";
    };
  }

  /** Delivers until nothing can be delivered. */
  public void deliverAll() {
    while (deliver()) {
      // As long as there is something.
    }
  }

  /** Publishes and delivers all that can be. */
  public void serve(int... numbers) {
    publish(numbers);
    deliverAll();
  }

  public void close() {
    closed = true;
    control.end();
  }

  /** Whether its subscriber is being called. */
  public boolean isBusy() {
    return busy;
  }

  public boolean isHeld() {
    return control.isHeld();
  }

  public int waiting() {
    return waiting.size();
  }

  private record Plain(Signal signal) implements Delivery {
    @Override
    public Optional<String> position() {
      return Optional.empty();
    }

    @Override
    public <T> T shared(Encoder<T> encoder) {
      throw new UnsupportedOperationException("nobody shares this");
    }
  }
}
