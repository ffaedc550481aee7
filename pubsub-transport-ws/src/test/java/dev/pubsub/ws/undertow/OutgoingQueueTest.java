package dev.pubsub.ws.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.Principal;
import dev.pubsub.core.PubSub;
import dev.pubsub.spi.edge.SessionOptions;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.Slot;
import dev.pubsub.ws.frame.Watched;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {

  private final PubSub pubsub = PubSub.builder().discover(false).open();
  private final Backlog backlog =
      new Backlog(
          pubsub.gateway().open("default", Principal.ANONYMOUS, SessionOptions.DEFAULT), 1000, 100);
  private final OutgoingQueue queue = new OutgoingQueue(backlog);

  @AfterEach
  void close() {
    pubsub.close();
  }

  private static Frame frame(String text) {
    return Frame.text(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] copied(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Test
  void allThatWaitsGoesIntoOneWrite() {
    queue.add(frame("a"));
    queue.add(frame("b"));
    ByteBuffer buffer = ByteBuffer.allocate(100);

    queue.copyInto(buffer);

    assertThat(copied(buffer)).isEqualTo(new byte[] {(byte) 0x81, 1, 'a', (byte) 0x81, 1, 'b'});
    queue.advance(6);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(backlog.waiting()).isZero();
  }

  @Test
  void whateverAWriteTakesNothingIsLostOrDoubled() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      for (int n = 0; n < 30; n++) {
        Frame frame = frame("x".repeat(random.nextInt(40)) + n);
        if (random.nextBoolean()) {
          queue.fill(queue.reserve(), frame);
        } else {
          queue.add(frame);
        }
        expected.writeBytes(frame.bytes());
        write(1 + random.nextInt(60), random, written);
      }
      while (!queue.isEmpty()) {
        write(64, random, written);
      }
      assertThat(written.toByteArray()).as("seed %d", seed).isEqualTo(expected.toByteArray());
      assertThat(backlog.waiting()).isZero();
    }
  }

  private void write(int room, Random random, ByteArrayOutputStream written) {
    ByteBuffer buffer = ByteBuffer.allocate(room);
    queue.copyInto(buffer);
    byte[] offered = copied(buffer);
    int taken = random.nextInt(offered.length + 1);
    written.write(offered, 0, taken);
    queue.advance(taken);
  }

  @Test
  void whoWatchesIsToldOnceWithTheLastByte() {
    AtomicInteger told = new AtomicInteger();
    queue.add(frame("a"));
    queue.add(new Watched(frame("bc"), told::incrementAndGet));
    queue.add(frame("d"));

    queue.advance(3);
    queue.advance(3);
    assertThat(told).hasValue(0);
    queue.advance(1);
    assertThat(told).hasValue(1);
    queue.advance(3);
    assertThat(told).hasValue(1);
    assertThat(backlog.waiting()).isZero();
  }

  @Test
  void anEmptySlotDisappears() {
    queue.reserve();
    queue.add(frame("a"));

    queue.advance(3);

    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void answersAreCountedWithTheirPlacesUntilTheyAreWritten() {
    queue.add(frame("a signal"));
    Slot slot = queue.reserve();
    queue.fill(slot, frame("abc"));
    queue.fill(slot, frame("abc"));
    assertThat(queue.replies()).isEqualTo(10 + OutgoingQueue.PLACE);
    assertThat(backlog.waiting()).isEqualTo(20 + 2 * OutgoingQueue.PLACE);

    queue.advance(10);
    assertThat(queue.replies()).isEqualTo(10 + OutgoingQueue.PLACE);
    assertThat(backlog.waiting()).isEqualTo(10 + OutgoingQueue.PLACE);

    queue.advance(10);
    assertThat(queue.replies()).isZero();
    assertThat(backlog.waiting()).isZero();
  }

  @Test
  void anAnswerThatNeverComesTakesAPlaceToo() {
    queue.add(frame("a"));
    queue.reserve();
    queue.reserve();
    assertThat(queue.replies()).isEqualTo(2 * OutgoingQueue.PLACE);

    queue.advance(3);

    assertThat(queue.replies()).isZero();
    assertThat(backlog.waiting()).isZero();
  }

  @Test
  void nothingFollowsTheLastFrame() {
    queue.addLast(frame("end"));
    queue.add(frame("late"));
    ByteBuffer buffer = ByteBuffer.allocate(100);

    queue.copyInto(buffer);
    queue.advance(buffer.position());

    assertThat(buffer.position()).isEqualTo(5);
    assertThat(queue.finished()).isTrue();
    buffer.clear();
    queue.copyInto(buffer);
    assertThat(buffer.position()).isZero();
  }
}
