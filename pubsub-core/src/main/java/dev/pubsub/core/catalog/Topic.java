package dev.pubsub.core.catalog;

import dev.pubsub.core.route.Slot;
import dev.pubsub.spi.data.Retention;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One topic: its name, its counts, and what keeps it; whom it leads to is kept in it. */
public final class Topic extends Slot implements Catalog.Entry {

  private static final VarHandle MESSAGES;

  static {
    try {
      MESSAGES = MethodHandles.lookup().findVarHandle(Topic.class, "messages", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String name;
  private final long createdAtMillis;
  private final boolean secret;
  private volatile @Nullable Retention keep;
  private volatile long messages;
  private volatile boolean created;
  // Of the one thread that looks for idle topics; the low half of the number, for room: it would be
  // wrong only where a whole multiple of four billion came between any two looks.
  private int messagesSeen = -1;
  private long seenAt;

  Topic(String name, long createdAtMillis, Optional<Retention> keep) {
    this(name, createdAtMillis, keep, false);
  }

  private Topic(String name, long createdAtMillis, Optional<Retention> keep, boolean secret) {
    this.name = name;
    this.createdAtMillis = createdAtMillis;
    this.keep = keep.orElse(null);
    this.secret = secret;
  }

  /** A topic of the bus itself that no pattern reaches, and of which nothing is kept. */
  static Topic secret(String name, long createdAtMillis) {
    return new Topic(name, createdAtMillis, Optional.empty(), true);
  }

  /** Whether no pattern reaches it: it is for those to whom the bus tells its name. */
  public boolean isSecret() {
    return secret;
  }

  /** Keeps more or less from now on; whether it is kept no more. */
  boolean keep(Optional<Retention> anew) {
    if (secret) {
      return false;
    }
    boolean was = keep != null;
    keep = anew.orElse(null);
    return was && anew.isEmpty();
  }

  /** The full name. */
  public String name() {
    return name;
  }

  /** The name as those who look on are told it: of a secret topic, only what kind it is. */
  public String shownName() {
    return secret ? Catalog.SECRET : name;
  }

  /** When it was made, to the millisecond. */
  public Instant createdAt() {
    return Instant.ofEpochMilli(createdAtMillis);
  }

  /** How much its history keeps; null when it has none. */
  public @Nullable Retention keep() {
    return keep;
  }

  /** Counts a signal. */
  public void count() {
    count(1);
  }

  /** Counts several signals. */
  public void count(int signals) {
    MESSAGES.getAndAdd(this, (long) signals);
  }

  /** How many signals were counted. */
  public long messages() {
    return messages;
  }

  /** Somebody asked for it: it stays until it is deleted. */
  void markCreated() {
    created = true;
  }

  /** Whether it may go when nobody uses it and nothing of it is kept. */
  boolean isExpendable() {
    return !created && !secret;
  }

  /** Whether no signal was counted for so long; to be asked by one thread, now and then. */
  boolean isIdle(long now, long nanos) {
    int counted = (int) messages;
    if (counted != messagesSeen) {
      messagesSeen = counted;
      seenAt = now;
    }
    return now - seenAt >= nanos;
  }
}
