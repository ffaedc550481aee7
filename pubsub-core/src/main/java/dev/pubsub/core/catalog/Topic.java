package dev.pubsub.core.catalog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;

/** One topic: its name and its counts. */
public final class Topic {

  private static final VarHandle MESSAGES;

  static {
    try {
      MESSAGES = MethodHandles.lookup().findVarHandle(Topic.class, "messages", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String name;
  private final Instant createdAt;
  private volatile long messages;

  Topic(String name, Instant createdAt) {
    this.name = name;
    this.createdAt = createdAt;
  }

  /** The full name. */
  public String name() {
    return name;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** Counts a signal. */
  public void count() {
    MESSAGES.getAndAdd(this, 1L);
  }

  /** How many signals were counted. */
  public long messages() {
    return messages;
  }
}
