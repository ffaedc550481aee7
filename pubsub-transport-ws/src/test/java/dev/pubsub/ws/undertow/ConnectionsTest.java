package dev.pubsub.ws.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.testkit.ManualTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What all connections are told, those that come meanwhile too. */
@Timeout(30)
final class ConnectionsTest {

  private final Connections connections = new Connections(new ManualTime(), new Random(1));

  /** A client that takes its time to hear that it is to be read slowly. */
  private static final class HardOfHearing implements Attached {
    final CountDownLatch listens = new CountDownLatch(1);
    final CountDownLatch understands = new CountDownLatch(1);
    final List<Boolean> heard = new CopyOnWriteArrayList<>();

    @Override
    public void readSlowly(boolean slowly) {
      if (slowly) {
        listens.countDown();
        try {
          understands.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      heard.add(slowly);
    }

    @Override
    public void sweep(long now) {}

    @Override
    public void dismiss() {}

    @Override
    public void endSoon() {}
  }

  @Test
  void whoeverComesAsThePressureEndsIsNotReadSlowlyForEver() throws Exception {
    HardOfHearing client = new HardOfHearing();
    connections.readSlowly(true);
    Thread coming = new Thread(() -> connections.add(client));
    coming.start();
    client.listens.await();
    Thread ending = new Thread(() -> connections.readSlowly(false));
    ending.start();
    while (ending.getState() != Thread.State.BLOCKED && ending.isAlive()) {
      Thread.onSpinWait();
    }
    client.understands.countDown();
    coming.join();
    ending.join();

    assertThat(client.heard).endsWith(false);
  }

  @Test
  void whoeverComesWhileNothingIsScarceIsToldNothing() {
    HardOfHearing client = new HardOfHearing();
    connections.add(client);

    assertThat(client.heard).isEmpty();
  }
}
