package dev.pubsub.core.schedule;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Schedule;
import dev.pubsub.Scheduled;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.deliver.Totals;
import dev.pubsub.core.publish.Publisher;
import dev.pubsub.core.publish.Sender;
import dev.pubsub.core.system.SignalIds;
import dev.pubsub.error.ErrorCode;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.spi.Scheduler;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publishes of a bus that are not due yet, and one timer for the earliest. They go by the time
 * of day, so the timer looks at the clock now and then: it may have been set.
 *
 * <p>The scheduler's thread is everybody's, so a thousand are published at a time.
 */
public final class Agenda implements Schedule {

  private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int STRIDE = 1000;

  private final Publisher publisher;
  private final Catalog catalog;
  private final Totals totals;
  private final SignalIds ids;
  private final Clock clock;
  private final Scheduler scheduler;
  private volatile int capacity;
  private final long maxBytes;

  private final Map<String, Appointment> byId = new HashMap<>();
  private final NavigableSet<Appointment> earliestFirst = new TreeSet<>(Appointment.EARLIEST_FIRST);
  private long bytes;
  private Instant wakesAt = Instant.MAX;
  private Cancellable timer = () -> {};
  private boolean closed;

  /**
   * Nothing is scheduled, nor until there is a limit.
   *
   * @param ids not those of signals, which are counted
   * @param maxBytes what all of them may take up, by and large
   */
  public Agenda(
      Publisher publisher,
      Catalog catalog,
      Totals totals,
      SignalIds ids,
      Clock clock,
      Scheduler scheduler,
      long maxBytes) {
    this.publisher = publisher;
    this.catalog = catalog;
    this.totals = totals;
    this.ids = ids;
    this.clock = clock;
    this.scheduler = scheduler;
    this.maxBytes = maxBytes;
  }

  /** From now on so many may wait for their time; those that do stay. */
  public void limit(int publishes) {
    capacity = publishes;
  }

  /** Schedules a publish so long from now. */
  public Scheduled after(
      Sender sender, String topic, Object payload, PublishOptions options, Duration delay) {
    // What is longer than may be is refused, and need not fit into an instant.
    Duration longest = Scheduled.MAX_DELAY.plusDays(1);
    Instant due = clock.instant().plus(delay.compareTo(longest) > 0 ? longest : delay);
    return at(sender, topic, payload, options, due);
  }

  /** Schedules a publish. */
  public Scheduled at(
      Sender sender, String topic, Object payload, PublishOptions options, Instant due) {
    Objects.requireNonNull(payload, "payload");
    Instant now = clock.instant();
    String id = ids.next(now.toEpochMilli()).toString();
    Appointment made =
        new Appointment(this, id, sender, topic, payload, options.waitingUpTo(Duration.ZERO), due);
    Optional<Rejected> refusal = refusal(sender, topic, now, due).or(() -> add(made));
    refusal.ifPresent(
        refused -> {
          totals.rejected(topic, refused.code());
          made.end(refused);
        });
    return made;
  }

  private Optional<Rejected> refusal(Sender sender, String topic, Instant now, Instant due) {
    if (!sender.isOpen()) {
      return refusal(StandardError.CLOSED, "the bus or the session is closed");
    }
    if (due.isAfter(now.plus(Scheduled.MAX_DELAY))) {
      return refusal(
          StandardError.BAD_OPTION, "a publish may lie " + Scheduled.MAX_DELAY + " ahead at most");
    }
    return catalog.faultIn(topic).map(fault -> new Rejected(fault.code(), fault.sentence()));
  }

  private static Optional<Rejected> refusal(ErrorCode code, String sentence) {
    return Optional.of(new Rejected(code, sentence));
  }

  private synchronized Optional<Rejected> add(Appointment made) {
    if (closed) {
      return refusal(StandardError.CLOSED, "the bus is closed");
    }
    if (byId.size() >= capacity) {
      return full(capacity + " publishes wait for their time, as many as may");
    }
    if (bytes + made.bytes() > maxBytes) {
      return full("what waits for its time may take up " + maxBytes + " bytes at most");
    }
    bytes += made.bytes();
    byId.put(made.id(), made);
    earliestFirst.add(made);
    setTimer();
    return Optional.empty();
  }

  private static Optional<Rejected> full(String sentence) {
    return Optional.of(new Rejected(StandardError.TOO_MANY_SCHEDULED, sentence, RETRY_AFTER));
  }

  /** Sets the timer, unless there is one that wakes no later than it must. */
  private void setTimer() {
    if (closed || earliestFirst.isEmpty() || !earliestFirst.first().due().isBefore(wakesAt)) {
      return;
    }
    timer.cancel();
    Instant now = clock.instant();
    Duration sleep = Duration.between(now, earliestFirst.first().due());
    if (sleep.isNegative()) {
      sleep = Duration.ZERO;
    } else if (sleep.compareTo(LONGEST_SLEEP) > 0) {
      sleep = LONGEST_SLEEP;
    }
    wakesAt = now.plus(sleep);
    timer = scheduler.schedule(sleep, this::wake);
  }

  private void wake() {
    try {
      Optional<Appointment> next = takeDue();
      for (int i = 1; next.isPresent(); i++) {
        next.get().publish(publisher);
        next = i < STRIDE ? takeDue() : Optional.empty();
      }
    } finally {
      synchronized (this) {
        wakesAt = Instant.MAX;
        setTimer();
      }
    }
  }

  private synchronized Optional<Appointment> takeDue() {
    if (earliestFirst.isEmpty() || earliestFirst.first().due().isAfter(clock.instant())) {
      return Optional.empty();
    }
    Appointment first = earliestFirst.first();
    remove(first);
    return Optional.of(first);
  }

  private synchronized boolean remove(Appointment appointment) {
    boolean there = byId.remove(appointment.id(), appointment);
    if (there) {
      earliestFirst.remove(appointment);
      bytes -= appointment.bytes();
    }
    return there;
  }

  boolean cancel(Appointment appointment) {
    boolean inTime = remove(appointment);
    if (inTime) {
      appointment.end(new Rejected(StandardError.CANCELLED, "it was called off before it was due"));
    }
    return inTime;
  }

  @Override
  public synchronized List<Scheduled> list(int limit) {
    if (limit < 1) {
      throw new PubSubException(
          StandardError.BAD_OPTION, "a list needs a limit of 1 or more, not " + limit);
    }
    return earliestFirst.stream().limit(limit).map(Scheduled.class::cast).toList();
  }

  @Override
  public synchronized Optional<Scheduled> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public synchronized int count() {
    return byId.size();
  }

  /** Publishes nothing any more; what was not due is refused, and the log told how much it is. */
  public void close() {
    List<Appointment> lost;
    synchronized (this) {
      closed = true;
      timer.cancel();
      lost = new ArrayList<>(earliestFirst);
      earliestFirst.clear();
      byId.clear();
      bytes = 0;
    }
    for (Appointment each : lost) {
      totals.rejected(each.topic(), StandardError.CLOSED);
      each.end(new Rejected(StandardError.CLOSED, "the bus was closed before it was due"));
    }
    if (!lost.isEmpty()) {
      LOG.warn(
          "The bus '{}' is closed: {} scheduled publishes that were not due are lost",
          totals.bus(),
          lost.size());
    }
  }
}
