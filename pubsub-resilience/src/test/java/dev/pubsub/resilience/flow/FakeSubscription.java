package dev.pubsub.resilience.flow;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.flow.SubscriberDecorator;
import dev.pubsub.spi.flow.SubscriptionControl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One subscription as a bus would serve it, on the thread of the test: signals wait in a queue, and
 * what is held comes again once it is released.
 */
public final class FakeSubscription implements SubscriptionControl {

  /** What became of signals, in order. */
  public final List<String> outcomes = new ArrayList<>();

  private final String pattern;
  private final String principal;
  private final boolean acknowledges;
  private final Deque<Signal> waiting = new ArrayDeque<>();
  private final List<Runnable> atTheEnd = new ArrayList<>();
  private Subscriber outermost = delivery -> {};
  private String verdict = "";
  private boolean held;
  private boolean closed;
  private boolean busy;
  private int releases;

  public FakeSubscription(String pattern, String principal, boolean acknowledges) {
    this.pattern = pattern;
    this.principal = principal;
    this.acknowledges = acknowledges;
  }

  public FakeSubscription(String pattern) {
    this(pattern, "ada", false);
  }

  /** Opens it: the last of these is the outermost. */
  public FakeSubscription open(Subscriber subscriber, List<SubscriberDecorator> decorators) {
    outermost = subscriber;
    decorators.forEach(each -> outermost = each.wrap(outermost, this));
    return this;
  }

  public void publish(int... numbers) {
    for (int number : numbers) {
      waiting.add(Signal.of(new SignalId(1, number), "topic", number));
    }
  }

  /** Delivers the next signal; false when there is none, or it is held back. */
  public boolean deliver() {
    if (held || closed || busy || waiting.isEmpty()) {
      return false;
    }
    Signal signal = waiting.element();
    verdict = "";
    String outcome = "delivered";
    busy = true;
    try {
      outermost.receive(new Plain(signal));
    } catch (Exception e) {
      outcome = e.getClass().getSimpleName();
    } finally {
      busy = false;
    }
    if (!verdict.equals("hold")) {
      waiting.remove();
      outcomes.add((verdict.isEmpty() ? outcome : verdict) + " " + signal.payload());
    }
    return true;
  }

  /** Delivers until nothing can be delivered. */
  public void deliverAll() {
    while (deliver()) {
      // As long as there is something.
    }
  }

  public void close() {
    closed = true;
    atTheEnd.forEach(Runnable::run);
    atTheEnd.clear();
  }

  /** Whether its subscriber is being called. */
  public boolean isBusy() {
    return busy;
  }

  public boolean isHeld() {
    return held;
  }

  public int releases() {
    return releases;
  }

  public int waiting() {
    return waiting.size();
  }

  @Override
  public String bus() {
    return "default";
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public String principal() {
    return principal;
  }

  @Override
  public boolean acknowledges() {
    return acknowledges;
  }

  @Override
  public void hold() {
    verdict = "hold";
    held = true;
  }

  @Override
  public void release() {
    releases++;
    held = false;
  }

  @Override
  public void drop() {
    verdict = "dropped";
  }

  @Override
  public void setAside(String why) {
    verdict = "set aside, " + why + ",";
  }

  @Override
  public boolean isDecided() {
    return !verdict.isEmpty();
  }

  @Override
  public void whenClosed(Runnable task) {
    if (closed) {
      task.run();
    } else {
      atTheEnd.add(task);
    }
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
