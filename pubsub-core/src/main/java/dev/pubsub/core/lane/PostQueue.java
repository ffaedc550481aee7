package dev.pubsub.core.lane;

import dev.pubsub.core.letter.Letter;
import dev.pubsub.core.mailbox.Part;
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

  /** Links a post behind another that is in no queue yet; returns it. */
  static Post link(Post before, Post post) {
    NEXT.set(before, post);
    return post;
  }

  void add(Post post) {
    add(post, post);
  }

  /** Puts in a post, or several that are linked from the first to the last. */
  void add(Post first, Post last) {
    Post before = (Post) TAIL.getAndSet(producers, last);
    NEXT.setRelease(before, first);
  }

  /**
   * By the worker: takes out as many as there are room for, and puts them in from a place on;
   * returns where it ended.
   *
   * <p>References are written as seldom as can be: each one that is stored in an old object costs a
   * barrier of the garbage collector. The links behind are cut, and the last node, which stays, is
   * emptied: old dead posts must not keep young ones alive.
   */
  int drainTo(@Nullable Letter[] letters, Part[][] routes, int from) {
    Post head = consumer.head;
    int count = from;
    Post next;
    while (count < letters.length && (next = (Post) NEXT.getAcquire(head)) != null) {
      if (next instanceof Mailing mailing) {
        count = mailing.drainTo(letters, routes, count);
        if (!mailing.isEmpty()) {
          // It stays the next, for what is left of it.
          break;
        }
      } else {
        letters[count] = next.letter;
        if (routes[count] != next.parts) {
          routes[count] = next.parts;
        }
        count++;
      }
      NEXT.set(head, null);
      head = next;
    }
    if (count > from) {
      head.clear();
      consumer.head = head;
    }
    return count;
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
