package dev.pubsub.core.letter;

import dev.pubsub.Delivery;
import dev.pubsub.Hop.Step;
import dev.pubsub.signal.Encoder;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.data.Store.Stored;
import dev.pubsub.spi.edge.Destinations;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A signal on its way to its subscribers, one object for all of them. */
public sealed class Letter implements Delivery permits Letter.Addressed, Letter.Traced {

  private final Signal signal;
  private final Object publisher;
  private final @Nullable Stored stored;
  // Null for most, so that they can be told at a glance; not where the way is noted.
  private final @Nullable Expiry expiry;
  private volatile @Nullable Form forms;

  /**
   * A letter nobody has encoded yet.
   *
   * @param publisher the door through which the signal came, told apart by identity
   * @param stored the place of the signal in the history, or null when none is kept
   * @param expiry of the bus, which is asked only if the signal has a time to live
   */
  public Letter(Signal signal, Object publisher, @Nullable Stored stored, Expiry expiry) {
    this(signal.expiresAtMillis() == 0 ? null : expiry, signal, publisher, stored);
  }

  /** A letter nobody has encoded yet, which is good for ever. */
  public Letter(Signal signal, Object publisher, @Nullable Stored stored) {
    this(null, signal, publisher, stored);
  }

  private Letter(
      @Nullable Expiry expiry, Signal signal, Object publisher, @Nullable Stored stored) {
    this.signal = signal;
    this.publisher = publisher;
    this.stored = stored;
    this.expiry = expiry;
  }

  /** A letter whose way is noted. */
  public static Letter traced(
      Signal signal, Object publisher, @Nullable Stored stored, Expiry expiry, Trail trail) {
    return new Traced(signal, publisher, stored, expiry, trail);
  }

  private Letter(Letter original, Object publisher) {
    this.signal = original.signal;
    this.publisher = publisher;
    this.stored = original.stored;
    this.expiry = original.expiry;
  }

  /**
   * The same for an outlet, which is told to whom it goes.
   *
   * @param from the door through which it counts as having come
   */
  public final Letter addressed(Object from, Destinations to) {
    return new Addressed(this, from, to);
  }

  /** To whom it goes beyond this node. */
  public Destinations destinations() {
    return Destinations.EVERYONE;
  }

  /** One that does not go to everyone. */
  static final class Addressed extends Letter {

    private final Letter original;
    private final Destinations to;

    private Addressed(Letter original, Object from, Destinations to) {
      super(original, from);
      this.original = original;
      this.to = to;
    }

    @Override
    public void note(Step step, String where, String detail) {
      original.note(step, where, detail);
    }

    @Override
    public boolean isTraced() {
      return original.isTraced();
    }

    @Override
    public Destinations destinations() {
      return to;
    }
  }

  /** One whose way is noted. */
  static final class Traced extends Letter {

    private final Trail trail;

    private Traced(
        Signal signal, Object publisher, @Nullable Stored stored, Expiry expiry, Trail trail) {
      super(expiry, signal, publisher, stored);
      this.trail = trail;
    }

    @Override
    public void note(Step step, String where, String detail) {
      trail.note(signal(), step, where, detail);
    }

    @Override
    public boolean isTraced() {
      return true;
    }
  }

  /** Whether there is nothing to look at: it is good for ever, and its way is not noted. */
  public final boolean isPlain() {
    return expiry == null;
  }

  /** Notes a step on its way; of most letters none is. */
  public void note(Step step, String where, String detail) {}

  @Override
  public boolean isTraced() {
    return false;
  }

  @Override
  public final void written(String pattern, String connection) {
    note(Step.WRITTEN, pattern, connection);
  }

  @Override
  public final Signal signal() {
    return signal;
  }

  /**
   * How urgent it is to deliver it. Signals that are kept are delivered in the order in which they
   * are kept, whatever their priority: a position stands for everything before it.
   */
  public final Priority urgency() {
    return stored == null ? signal.priority() : Priority.NORMAL;
  }

  /** Whether it is kept in the history. */
  public final boolean isKept() {
    return stored != null;
  }

  /**
   * Whether its time is over; if so, it goes where such letters go.
   *
   * @param attempts how often it was delivered to the receiver
   */
  public final boolean expires(Object receiver, String pattern, int attempts) {
    Expiry known = expiry;
    if (known == null || !known.isOver(signal)) {
      return false;
    }
    known.bury(receiver, signal, pattern, attempts);
    return true;
  }

  /** The door through which the signal came. */
  public final Object publisher() {
    return publisher;
  }

  /** Whether the signal came through this door. */
  public final boolean isFrom(Object door) {
    return publisher == door;
  }

  @Override
  public final Optional<String> position() {
    return stored == null ? Optional.empty() : Optional.of(stored.position());
  }

  @Override
  public final <T> T shared(Encoder<T> encoder) {
    T made = made(encoder);
    return made != null ? made : make(encoder);
  }

  /**
   * Under a lock, so that an encoding is made once even if a subscriber that is behind asks too.
   */
  private synchronized <T> T make(Encoder<T> encoder) {
    T made = made(encoder);
    if (made == null) {
      made = Objects.requireNonNull(encoder.encode(signal), "an encoder must not return null");
      forms = new Form(encoder, made, forms);
    }
    return made;
  }

  @SuppressWarnings("unchecked") // a form is kept under the very encoder that made it
  private <T> @Nullable T made(Encoder<T> encoder) {
    for (Form form = forms; form != null; form = form.next) {
      if (form.encoder == encoder) {
        return (T) form.value;
      }
    }
    return null;
  }

  private record Form(Encoder<?> encoder, Object value, @Nullable Form next) {}
}
