package dev.pubsub.verification.server;

import dev.pubsub.Principal;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.Plugin;
import dev.pubsub.spi.edge.Component;
import dev.pubsub.spi.edge.Gateway;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds whatever is published to {@code held} until something is published to {@code release}. */
public final class HoldingPlugin implements Plugin {

  private static final Logger LOG = LoggerFactory.getLogger(HoldingPlugin.class);

  @Override
  public String id() {
    return "holding";
  }

  @Override
  public Contributions install(Environment environment) {
    return Contributions.builder().component(new Holder()).build();
  }

  private static final class Holder implements Component {

    private final CountDownLatch released = new CountDownLatch(1);
    private final List<Session> sessions = new ArrayList<>();

    @Override
    public void start(Gateway gateway) {
      Principal principal = new Principal("system:holding");
      for (int n = 0; n < 2; n++) {
        sessions.add(gateway.open("default", principal, SessionOptions.DEFAULT));
      }
      sessions
          .get(0)
          .subscribe(
              "held",
              delivery -> {
                LOG.info("held");
                released.await();
                LOG.info("let go");
              });
      sessions.get(1).subscribe("release", delivery -> released.countDown());
    }

    @Override
    public void stop() {
      sessions.forEach(Session::close);
    }
  }
}
