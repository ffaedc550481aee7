package dev.pubsub.core.guard;

import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.flow.Decision;
import dev.pubsub.spi.flow.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Asks several interceptors, and refuses the signal when one of them does what it must not. */
public final class Interceptors {

  private static final Decision FAILED =
      new Decision.Reject(
          StandardError.PLUGIN_FAILED,
          "an interceptor failed at the signal; the log of the bus says how",
          Duration.ZERO);

  private final Interceptor[] interceptors;
  private final FailureLog failures;

  /** All of these, to be asked in this order. */
  public Interceptors(List<Interceptor> interceptors, Scheduler time) {
    this.interceptors = interceptors.toArray(Interceptor[]::new);
    this.failures =
        new FailureLog(
            LoggerFactory.getLogger(Interceptors.class), "The interceptor {} failed", time);
  }

  /** Whether there is nobody to ask. */
  public boolean isEmpty() {
    return interceptors.length == 0;
  }

  /** The decision of the first that does not let the signal pass, or the signal as all left it. */
  public Decision ask(String bus, Signal signal) {
    Decision.Pass passed = new Decision.Pass(signal);
    for (Interceptor each : interceptors) {
      Decision decision = guarded(each, bus, passed.signal());
      if (!(decision instanceof Decision.Pass pass)) {
        return decision;
      }
      passed = pass;
    }
    return passed;
  }

  private Decision guarded(Interceptor interceptor, String bus, Signal signal) {
    try {
      Decision decision = Objects.requireNonNull(interceptor.intercept(bus, signal), "no decision");
      if (decision instanceof Decision.Pass pass && !isSame(signal, pass.signal())) {
        throw new IllegalStateException("it changed the id, the topic or the source of a signal");
      }
      return decision;
    } catch (Throwable e) {
      failures.failed(interceptor.getClass().getName(), e);
      return FAILED;
    }
  }

  private static boolean isSame(Signal before, Signal after) {
    return before.id().equals(after.id())
        && before.topic().equals(after.topic())
        && before.source().equals(after.source());
  }
}
