package dev.pubsub.ws.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Overflow;
import dev.pubsub.Principal;
import dev.pubsub.core.PubSub;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.ws.frame.CloseCode;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.json.Json;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutletTest {

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final RecordingWire wire = new RecordingWire();

  @AfterEach
  void close() {
    pubsub.close();
  }

  private Session session() {
    return pubsub.gateway().open("default", Principal.ANONYMOUS, SessionOptions.DEFAULT);
  }

  private Client client(Session session) {
    return new Client("c", session, new Serializers(new Json(8)).v2(), wire, new Losses());
  }

  @Test
  void whatCannotBeEncodedIsTriedOnceAndCountedForEachClient() throws Exception {
    AtomicInteger tried = new AtomicInteger();
    Form form =
        new Form(
            signal -> {
              tried.incrementAndGet();
              if (signal.payload().equals("bad")) {
                throw new IllegalArgumentException("cannot be written");
              }
              return Frame.text(new byte[] {'o', 'k'});
            });
    for (int client = 0; client < 100; client++) {
      pubsub.bus().subscribe("t", new Outlet(client(session()), "t", form));
    }

    pubsub.bus().publish("t", "bad");
    pubsub.bus().publish("t", "good");

    assertThat(wire.awaitPushes(0, 100)).containsOnly("ok");
    assertThat(tried).hasValue(2);
    assertThat(pubsub.bus().stats().droppedTotal()).isEqualTo(100);
  }

  @Test
  void aSessionThatTheBusEndsClosesTheSocket() {
    Session session =
        pubsub
            .gateway()
            .open("default", Principal.ANONYMOUS, new SessionOptions(2, Overflow.DISCONNECT));
    session.subscribe(
        "t", new Outlet(client(session), "t", new Form(signal -> Frame.text(new byte[0]))));
    session.pause();

    for (int n = 0; n < 3; n++) {
      pubsub.bus().publish("t", n);
    }

    Awaitility.await()
        .untilAsserted(
            () -> assertThat(wire.closeCodes()).containsExactly(CloseCode.TRY_AGAIN_LATER));
  }
}
