package dev.pubsub.ws.undertow;

import dev.pubsub.ws.http.Response;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.conduits.StreamSourceConduit;

/**
 * A request that is answered later. Meanwhile the connection is read, to notice when the client
 * goes: then the answer is cancelled. What it sends instead is the next request, and is kept.
 *
 * <p>A server that goes down waits for the answer as long as it has time.
 */
final class LateAnswer implements Attached {

  private static final Logger LOG = LoggerFactory.getLogger(LateAnswer.class);

  private final HttpServerExchange exchange;
  private final HttpServerConnection connection;
  private final CompletableFuture<Response> answer;
  private final BiConsumer<HttpServerExchange, Response> send;
  private final Connections connections;

  /**
   * An answer to come.
   *
   * @param send sends it; called on a worker thread
   * @param connections has it among them until it ends
   */
  LateAnswer(
      HttpServerExchange exchange,
      CompletableFuture<Response> answer,
      BiConsumer<HttpServerExchange, Response> send,
      Connections connections) {
    this.exchange = exchange;
    this.connection = (HttpServerConnection) exchange.getConnection();
    this.answer = answer;
    this.send = send;
    this.connections = connections;
  }

  /** Begins to wait. I/O thread, once the request was read. */
  void begin() {
    connection.getChannel().getSourceChannel().setReadListener(ready -> read());
    // Not the channel's own: that one is at the end of the request.
    connection.getOriginalSourceConduit().resumeReads();
    read();
    var unused =
        answer.whenComplete(
            (response, failure) -> exchange.getIoThread().execute(() -> end(failure == null)));
  }

  private void read() {
    StreamSourceConduit source = connection.getOriginalSourceConduit();
    if (connection.getExtraBytes() != null || answer.isDone()) {
      source.suspendReads();
      return;
    }
    PooledByteBuffer buffer = connection.getByteBufferPool().allocate();
    boolean kept = false;
    try {
      int count = source.read(buffer.getBuffer());
      kept = count > 0;
      if (kept) {
        buffer.getBuffer().flip();
        connection.ungetRequestBytes(buffer);
        source.suspendReads();
      } else if (count < 0) {
        gone();
      }
    } catch (IOException e) {
      LOG.debug("A client that waits for an answer was cut off", e);
      gone();
    } finally {
      if (!kept) {
        buffer.close();
      }
    }
  }

  private void gone() {
    IoUtils.safeClose(connection);
    answer.cancel(false);
  }

  /** I/O thread. */
  private void end(boolean answered) {
    connections.remove(this);
    connection.getOriginalSourceConduit().suspendReads();
    if (answered) {
      exchange.dispatch(worker -> send.accept(worker, answer.join()));
    } else {
      exchange.endExchange();
    }
  }

  @Override
  public void sweep(long now) {
    // The question has a time of its own.
  }

  @Override
  public void dismiss() {
    // The answer is on its way, or the time of the question ends.
  }

  @Override
  public void endSoon() {
    answer.cancel(false);
  }
}
