package dev.pubsub.core.assembly;

import dev.pubsub.spi.ApiVersion;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down what is done with it, and throws where it is told to. */
final class LoggingPlugin implements Plugin {

  private final String id;
  private final List<String> log;
  private final Map<String, Throwable> faults = new HashMap<>();
  private Set<String> requires = Set.of();
  private ApiVersion apiVersion = ApiVersion.CURRENT;
  private Runnable whenStarted = () -> {};

  LoggingPlugin(String id, List<String> log) {
    this.id = id;
    this.log = log;
  }

  /** Throws this at id, install, start, drain or stop. */
  LoggingPlugin failing(String when, Throwable fault) {
    faults.put(when, fault);
    return this;
  }

  LoggingPlugin requiring(String... ids) {
    requires = Set.of(ids);
    return this;
  }

  LoggingPlugin writtenFor(int major, int minor) {
    apiVersion = new ApiVersion(major, minor);
    return this;
  }

  /** Does this, too, while it is started. */
  LoggingPlugin starting(Runnable work) {
    whenStarted = work;
    return this;
  }

  @Override
  public String id() {
    failIfTold("id");
    return id;
  }

  @Override
  public ApiVersion apiVersion() {
    return apiVersion;
  }

  @Override
  public Set<String> requires() {
    return requires;
  }

  @Override
  public Contributions install(Environment environment) {
    note("install");
    return Contributions.builder().transport(new LoggingTransport()).build();
  }

  private void note(String what) {
    log.add(what + " " + id);
    failIfTold(what);
  }

  private void failIfTold(String what) {
    Throwable fault = faults.get(what);
    if (fault != null) {
      throwAny(fault);
    }
  }

  @SuppressWarnings("unchecked") // start may throw checked exceptions, the others errors
  static <X extends Throwable> void throwAny(Throwable fault) throws X {
    throw (X) fault;
  }

  private final class LoggingTransport implements Transport {

    @Override
    public void start(Gateway gateway) {
      note("start");
      whenStarted.run();
    }

    @Override
    public List<Address> addresses() {
      return List.of(new Address(id, URI.create("test:" + id)));
    }

    @Override
    public void quiesce() {
      note("quiesce");
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
