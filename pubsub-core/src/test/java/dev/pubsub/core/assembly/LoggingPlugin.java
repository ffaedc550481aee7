package dev.pubsub.core.assembly;

import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Writes down what is done with it, and throws where it is told to. */
final class LoggingPlugin implements Plugin {

  private final String id;
  private final List<String> log;
  private final Map<String, Throwable> faults;

  LoggingPlugin(String id, List<String> log) {
    this(id, log, Map.of());
  }

  /** Throws these at install, start, drain or stop. */
  LoggingPlugin(String id, List<String> log, Map<String, Throwable> faults) {
    this.id = id;
    this.log = log;
    this.faults = faults;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Contributions install(Environment environment) {
    note("install");
    return Contributions.builder().transport(new LoggingTransport()).build();
  }

  private void note(String what) {
    log.add(what + " " + id);
    Throwable fault = faults.get(what);
    if (fault != null) {
      throwAny(fault);
    }
  }

  @SuppressWarnings("unchecked") // start may throw checked exceptions, the others errors
  private static <X extends Throwable> void throwAny(Throwable fault) throws X {
    throw (X) fault;
  }

  private final class LoggingTransport implements Transport {

    @Override
    public void start(Gateway gateway) {
      note("start");
    }

    @Override
    public List<Address> addresses() {
      return List.of(new Address(id, URI.create("test:" + id)));
    }

    @Override
    public void drain(Duration patience) {
      note("drain");
    }

    @Override
    public void stop() {
      note("stop");
    }
  }
}
