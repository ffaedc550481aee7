package dev.pubsub.ws.phoenix;

import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.Outgoing;
import dev.pubsub.ws.frame.Slot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps what a client would receive, in its order. */
public final class RecordingWire implements Wire {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final List<Outgoing> queue = new ArrayList<>();
  private final List<Integer> closeCodes = new ArrayList<>();
  private int flushes;
  private boolean congested;

  @Override
  public synchronized Slot reserve() {
    Slot slot = new Slot();
    queue.add(slot);
    return slot;
  }

  @Override
  public synchronized void fill(Slot slot, Frame frame) {
    slot.add(frame);
    notifyAll();
  }

  @Override
  public synchronized void send(Outgoing frame) {
    queue.add(frame);
    notifyAll();
  }

  @Override
  public synchronized void flush() {
    flushes++;
  }

  @Override
  public synchronized boolean isCongested() {
    return congested;
  }

  @Override
  public synchronized void closeSoon(int code, String reason) {
    closeCodes.add(code);
    notifyAll();
  }

  /** Says from now on whether too much waits. */
  public synchronized void congested(boolean now) {
    congested = now;
  }

  public synchronized List<Integer> closeCodes() {
    return List.copyOf(closeCodes);
  }

  public synchronized int flushes() {
    return flushes;
  }

  /** All messages so far, in their order. */
  public synchronized List<String> messages() {
    return messages(queue);
  }

  /** The answers so far: what stands in slots. */
  public synchronized List<String> answers() {
    return messages(queue.stream().filter(Slot.class::isInstance).toList());
  }

  /** The messages so far that answer nothing. */
  public synchronized List<String> pushes() {
    return messages(queue.stream().filter(each -> !(each instanceof Slot)).toList());
  }

  private static List<String> messages(List<? extends Outgoing> queue) {
    List<String> messages = new ArrayList<>();
    for (Outgoing each : queue) {
      ByteBuffer bytes = ByteBuffer.wrap(each.bytes());
      while (bytes.hasRemaining()) {
        messages.add(message(bytes));
      }
    }
    return messages;
  }

  private static String message(ByteBuffer frames) {
    frames.get();
    int length = frames.get();
    if (length == 126) {
      length = frames.getShort() & 0xFFFF;
    }
    byte[] payload = new byte[length];
    frames.get(payload);
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** Waits until there are at least so many pushes, and returns those from the given one on. */
  public synchronized List<String> awaitPushes(int from, int count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (pushes().size() < from + count) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("only these messages came: " + messages());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return pushes().subList(from, from + count);
  }
}
