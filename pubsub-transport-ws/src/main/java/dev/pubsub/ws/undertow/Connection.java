package dev.pubsub.ws.undertow;

import dev.pubsub.ws.frame.CloseCode;
import dev.pubsub.ws.frame.Frame;
import dev.pubsub.ws.frame.MessageReader;
import dev.pubsub.ws.frame.MessageSink;
import dev.pubsub.ws.frame.Outgoing;
import dev.pubsub.ws.frame.ProtocolViolation;
import dev.pubsub.ws.frame.Slot;
import dev.pubsub.ws.phoenix.PhoenixSocket;
import dev.pubsub.ws.phoenix.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * One WebSocket. Its I/O thread alone reads, dispatches and writes; whoever else has something for
 * the client appends it to the queue and marks the connection dirty, and the I/O thread writes all
 * that waits in one go.
 *
 * <p>Closing: the session is closed at once, a close frame is the last thing written, then the
 * sending side is shut down, and what the client still says is thrown away until it closes too, or
 * for {@link #GRACE} at most.
 */
final class Connection implements Attached, IoLoop.Writable, Wire, MessageSink {

  /** How long a client may take to close after it was asked to. */
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** How many full buffers may be read or written before others have their turn. */
  private static final int TURN = 8;

  private final StreamConnection channel;
  private final ConduitStreamSourceChannel source;
  private final ConduitStreamSinkChannel sink;
  private final IoLoop loop;
  private final LongSupplier nanoTime;
  private final ConnectionOptions options;
  private final MessageReader reader;
  private final Backlog backlog;
  private final OutgoingQueue queue;
  private final PhoenixSocket socket;
  private final Consumer<Connection> onEnd;
  private final AtomicBoolean marked = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();

  /** When something was received last, or when closing began. */
  private volatile long lastHeard;

  private volatile boolean closing;
  // Written and read on the I/O thread, but for the sweep, which may come a moment late.
  private volatile boolean slow;

  Connection(
      StreamConnection channel,
      IoLoop loop,
      LongSupplier nanoTime,
      ConnectionOptions options,
      Backlog backlog,
      Function<Wire, PhoenixSocket> socket,
      Consumer<Connection> onEnd) {
    this.channel = channel;
    this.source = channel.getSourceChannel();
    this.sink = channel.getSinkChannel();
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.options = options;
    this.reader =
        new MessageReader(options.maxFrame(), options.maxMessage(), options.maxFragments());
    this.backlog = backlog;
    this.queue = new OutgoingQueue(backlog);
    this.onEnd = onEnd;
    this.lastHeard = nanoTime.getAsLong();
    this.socket = socket.apply(this);
  }

  /** Begins to read. I/O thread. */
  void begin() {
    source.setReadListener(ready -> read());
    sink.setWriteListener(ready -> write());
    read();
    if (!ended.get()) {
      source.resumeReads();
    }
  }

  private void read() {
    try {
      for (int turn = slow ? TURN - 1 : 0; turn < TURN && !ended.get(); turn++) {
        ByteBuffer in = loop.in();
        int count = source.read(in);
        if (count < 0) {
          end();
          return;
        }
        if (count == 0) {
          return;
        }
        if (!closing) {
          lastHeard = nanoTime.getAsLong();
          handle(in.flip());
          // Whoever reads its answers has them before its next words are looked at.
          write();
          limitReplies();
        }
      }
    } catch (IOException e) {
      LOG.debug("Reading from a client failed", e);
      end();
    }
  }

  @Override
  public void readSlowly(boolean slowly) {
    loop.execute(
        () -> {
          slow = slowly;
          if (slowly) {
            source.suspendReads();
          } else if (!ended.get()) {
            source.resumeReads();
          }
        });
  }

  private void handle(ByteBuffer in) {
    try {
      reader.read(in, this);
    } catch (ProtocolViolation e) {
      close(e.closeCode(), e.reason());
    } catch (RuntimeException e) {
      LOG.error("Handling a message failed", e);
      close(CloseCode.SERVER_FAULT, "internal error");
    }
  }

  private void limitReplies() {
    if (queue.replies() > options.maxReplies()) {
      close(CloseCode.POLICY, "too many answers are not read");
    }
  }

  @Override
  public void text(byte[] utf8) throws ProtocolViolation {
    if (!closing) {
      socket.text(utf8);
    }
  }

  @Override
  public void binary(byte[] bytes) throws ProtocolViolation {
    if (!closing) {
      socket.binary(bytes);
    }
  }

  @Override
  public void ping(byte[] payload) {
    fill(reserve(), Frame.pong(payload));
  }

  @Override
  public void close(int code) {
    close(code, "");
  }

  @Override
  public Slot reserve() {
    return queue.reserve();
  }

  @Override
  public void fill(Slot slot, Frame frame) {
    if (!closing) {
      queue.fill(slot, frame);
    }
  }

  @Override
  public void send(Outgoing frame) {
    if (!closing) {
      queue.add(frame);
    }
  }

  @Override
  public boolean isCongested() {
    return backlog.isHigh();
  }

  @Override
  public void flush() {
    if (!marked.getAndSet(true)) {
      loop.mark(this);
    }
  }

  @Override
  public void write() {
    marked.set(false);
    if (ended.get()) {
      return;
    }
    try {
      for (int turn = 0; turn < TURN; turn++) {
        ByteBuffer out = loop.out();
        queue.copyInto(out);
        out.flip();
        int written = out.hasRemaining() ? sink.write(out) : 0;
        queue.advance(written);
        if (out.hasRemaining()) {
          sink.resumeWrites();
          return;
        }
        if (queue.finished()) {
          shutDown();
          return;
        }
        if (queue.isEmpty()) {
          sink.suspendWrites();
          return;
        }
      }
      flush();
    } catch (IOException e) {
      LOG.debug("Writing to a client failed", e);
      end();
    }
  }

  private void shutDown() throws IOException {
    sink.suspendWrites();
    sink.shutdownWrites();
    sink.flush();
  }

  /** Closes with a close frame. I/O thread. */
  private void close(int code, String reason) {
    if (closing) {
      return;
    }
    closing = true;
    lastHeard = nanoTime.getAsLong();
    socket.close();
    queue.addLast(Frame.close(code, reason));
    flush();
  }

  @Override
  public void closeSoon(int code, String reason) {
    loop.execute(() -> close(code, reason));
  }

  @Override
  public void sweep(long now) {
    if (slow) {
      loop.execute(this::read);
    }
    long silent = now - lastHeard;
    if (closing && silent > GRACE.toNanos()) {
      endSoon();
    } else if (!closing && silent > options.idle().toNanos()) {
      closeSoon(CloseCode.PROTOCOL_ERROR, "nothing heard for too long");
    }
  }

  @Override
  public void dismiss() {
    closeSoon(CloseCode.SERVICE_RESTART, "the server is going down");
  }

  @Override
  public void endSoon() {
    loop.execute(this::end);
  }

  /** Lets go of everything. I/O thread. */
  void end() {
    if (ended.getAndSet(true)) {
      return;
    }
    if (!closing) {
      closing = true;
      socket.close();
    }
    queue.clear();
    IoUtils.safeClose(channel);
    onEnd.accept(this);
  }
}
