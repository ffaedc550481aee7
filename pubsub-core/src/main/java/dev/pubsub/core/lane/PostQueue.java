package dev.pubsub.core.lane;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a lane: any thread puts posts in, the one worker takes them out, in the order in
 * which they went in.
 *
 * <p>Dmitry Vyukov's intrusive queue of many producers and one consumer: a producer swaps itself in
 * as the tail with one atomic exchange, then links its predecessor to itself. Between the two the
 * queue looks shorter than it is, which {@link #isEmpty} knows.
 */
final class PostQueue {

  private static final VarHandle TAIL;
  private static final VarHandle NEXT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TAIL = lookup.findVarHandle(Tail.class, "tail", Post.class);
      NEXT = lookup.findVarHandle(Post.class, "next", Post.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Tail producers;
  private final Head consumer;

  PostQueue() {
    Post first = new Post();
    producers = new Tail(first);
    consumer = new Head(first);
  }

  void add(Post post) {
    Post before = (Post) TAIL.getAndSet(producers, post);
    NEXT.setRelease(before, post);
  }

  /** By the worker. The link behind is cut: old dead posts must not keep young ones alive. */
  @Nullable Post poll() {
    Post head = consumer.head;
    Post next = (Post) NEXT.getAcquire(head);
    if (next != null) {
      consumer.head = next;
      NEXT.set(head, null);
    }
    return next;
  }

  /** By the worker: true only if no producer has begun to put anything in. */
  boolean isEmpty() {
    return producers.tail == consumer.head;
  }

  /** What many threads write, away from what the worker writes on every post. */
  private static final class Tail extends CacheLine {
    private volatile Post tail;

    Tail(Post first) {
      tail = first;
    }
  }

  private static final class Head extends CacheLine {
    private Post head;

    Head(Post first) {
      head = first;
    }
  }
}
