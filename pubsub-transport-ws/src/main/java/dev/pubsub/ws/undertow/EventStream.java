package dev.pubsub.ws.undertow;

import dev.pubsub.Delivery;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscriber;
import dev.pubsub.Subscription;
import dev.pubsub.spi.edge.Session;
import dev.pubsub.ws.frame.Chunk;
import dev.pubsub.ws.frame.Outgoing;
import dev.pubsub.ws.frame.Slot;
import dev.pubsub.ws.frame.Watched;
import dev.pubsub.ws.http.OpenConnection;
import dev.pubsub.ws.phoenix.Losses;
import dev.pubsub.ws.sse.EventWriter;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * One stream of Server-Sent Events: the answer to a request, which has no end. As with a WebSocket,
 * the I/O thread alone writes, others append to the queue and mark it dirty; above the high mark
 * the session is paused. Nothing is heard from the client, so whether it is still there shows only
 * when something is written: a comment after {@link #HEARTBEAT} without an event.
 */
final class EventStream implements Attached, IoLoop.Writable, Subscriber {

  /** How long nothing is written at most. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** After which time a client that was cut off should come back. */
  static final Duration RETRY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  /** How many full buffers may be written before others have their turn. */
  private static final int TURN = 8;

  private final String id;
  private final HttpServerExchange exchange;
  private final IoLoop loop;
  private final LongSupplier nanoTime;
  private final Duration idle;
  private final Session session;
  private final Backlog backlog;
  private final OutgoingQueue queue;
  private final EventWriter writer;
  private final Losses losses = new Losses();
  private final Consumer<EventStream> onEnd;
  private final AtomicBoolean marked = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private @Nullable StreamSinkChannel sink;

  /** When something was written last, or when closing began. */
  private volatile long lastWritten;

  private volatile boolean closing;
  private volatile String pattern = "";

  EventStream(
      String id,
      HttpServerExchange exchange,
      IoLoop loop,
      LongSupplier nanoTime,
      ConnectionOptions options,
      Session session,
      EventWriter writer,
      Consumer<EventStream> onEnd) {
    this.id = id;
    this.exchange = exchange;
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.idle = options.idle();
    this.session = session;
    this.backlog = new Backlog(session, options.highMark(), options.lowMark());
    this.queue = new OutgoingQueue(backlog);
    this.writer = writer;
    this.onEnd = onEnd;
    this.lastWritten = nanoTime.getAsLong();
  }

  /** As whoever looks after the server sees it. */
  OpenConnection shown(Instant since) {
    return new OpenConnection(
        id,
        "sse",
        since,
        exchange.getSourceAddress(),
        session,
        losses,
        backlog::waiting,
        this::dismiss);
  }

  /** Subscribes, and puts a greeting in front of what is replayed. Once, before it begins. */
  void subscribe(String pattern, SubscribeOptions options) {
    this.pattern = pattern;
    Slot first = queue.reserve();
    Subscription subscription = session.subscribe(pattern, options, this);
    losses.watch(subscription);
    queue.fill(first, writer.greeting(subscription, options.start(), RETRY));
  }

  /** Begins to write. I/O thread. */
  void begin() {
    if (ended.get()) {
      return;
    }
    sink = exchange.getResponseChannel();
    sink.getWriteSetter().set(ready -> write());
    write();
  }

  @Override
  public void receive(Delivery delivery) {
    Chunk event = writer.event(delivery);
    Outgoing last =
        delivery.isTraced() ? new Watched(event, () -> delivery.written(pattern, id)) : event;
    synchronized (queue) {
      if (!closing) {
        writer.id(delivery.position()).ifPresent(queue::add);
        queue.add(last);
      }
    }
  }

  @Override
  public void endOfBatch() {
    flush();
  }

  /** Signals came faster than they were read; the client may come back and resume. */
  @Override
  public void ended() {
    loop.execute(() -> close(Chunk.EMPTY));
  }

  private void flush() {
    if (!marked.getAndSet(true)) {
      loop.mark(this);
    }
  }

  @Override
  public void write() {
    marked.set(false);
    if (ended.get() || sink == null) {
      return;
    }
    try {
      for (int turn = 0; turn < TURN; turn++) {
        if (!writeOn(sink)) {
          return;
        }
      }
      flush();
    } catch (IOException e) {
      LOG.debug("Writing events to a client failed", e);
      end();
    }
  }

  /** Writes as much as fits into a buffer; whether there is more that the socket would take. */
  private boolean writeOn(StreamSinkChannel to) throws IOException {
    ByteBuffer out = loop.out();
    queue.copyInto(out);
    out.flip();
    int written = out.hasRemaining() ? to.write(out) : 0;
    queue.advance(written);
    if (written > 0) {
      lastWritten = nanoTime.getAsLong();
    }
    if (out.hasRemaining()) {
      to.resumeWrites();
      return false;
    }
    if (!queue.finished() && !queue.isEmpty()) {
      return true;
    }
    if (queue.finished()) {
      to.shutdownWrites();
    }
    if (!to.flush()) {
      to.resumeWrites();
      return false;
    }
    to.suspendWrites();
    if (queue.finished()) {
      exchange.endExchange();
      end();
    }
    return false;
  }

  /** Ends the stream behind what waits and some last words. I/O thread. */
  private void close(Chunk last) {
    if (closing) {
      return;
    }
    synchronized (queue) {
      closing = true;
      queue.addLast(last);
    }
    lastWritten = nanoTime.getAsLong();
    session.close();
    flush();
  }

  @Override
  public void dismiss() {
    loop.execute(() -> close(EventWriter.HEARTBEAT));
  }

  @Override
  public void sweep(long now) {
    long silent = now - lastWritten;
    if (closing) {
      if (silent > Connection.GRACE.toNanos()) {
        endSoon();
      }
    } else if (backlog.waiting() > 0) {
      if (silent > idle.toNanos()) {
        endSoon();
      }
    } else {
      losses.tell((topic, counts) -> say(writer.dropped(topic, counts)));
      if (silent >= HEARTBEAT.toNanos()) {
        say(EventWriter.HEARTBEAT);
      }
    }
  }

  private void say(Chunk chunk) {
    synchronized (queue) {
      if (!closing) {
        queue.add(chunk);
      }
    }
    flush();
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
    closing = true;
    session.close();
    queue.clear();
    IoUtils.safeClose(exchange.getConnection());
    onEnd.accept(this);
  }
}
