package dev.pubsub.ws.undertow;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioIoThread;

/**
 * One I/O thread and the connections that have something to be written. However many connections
 * are marked, and however often, the thread is woken once.
 */
final class IoLoop {

  private static final int BUFFER_BYTES = 128 * 1024;
  private static final int TURN = 1024;

  private final XnioIoThread thread;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Queue<Writable> dirty = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean awake = new AtomicBoolean();

  /** Something with a queue. */
  interface Writable {

    /** Writes what waits, as much as the socket takes. I/O thread. */
    void write();
  }

  IoLoop(XnioIoThread thread) {
    this.thread = thread;
  }

  /** Sees to it that the connection is written by the I/O thread soon. Any thread. */
  void mark(Writable connection) {
    dirty.add(connection);
    if (!awake.getAndSet(true)) {
      execute(this::writeAll);
    }
  }

  private void writeAll() {
    awake.set(false);
    for (int turn = 0; turn < TURN; turn++) {
      Writable connection = dirty.poll();
      if (connection == null) {
        return;
      }
      connection.write();
    }
    // More than one turn: let reading have its turn too.
    if (!awake.getAndSet(true)) {
      execute(this::writeAll);
    }
  }

  /** Runs a task on the I/O thread. After the server was stopped nothing is left to do. */
  void execute(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      dirty.clear();
    }
  }

  /** Into which a connection reads, on the I/O thread only and for as long as a call lasts. */
  ByteBuffer in() {
    return in.clear();
  }

  /** From which a connection writes, on the I/O thread only and for as long as a call lasts. */
  ByteBuffer out() {
    return out.clear();
  }
}
