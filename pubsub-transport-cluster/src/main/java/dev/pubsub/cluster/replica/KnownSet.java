package dev.pubsub.cluster.replica;

import dev.pubsub.cluster.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is known of the set of one node. Guarded by whoever has it. */
final class KnownSet {

  /** The most that one node may have others remember under one name, in bytes or so. */
  private static final long MOST = 1L << 28;

  private final TextSet texts = new TextSet();
  private boolean whole;
  private boolean asked;
  private long epoch;
  private long sequence;
  private @Nullable Assembly assembly;

  /** What must be changed for a frame to hold; null when it was of no use. */
  record Change(List<String> added, List<String> removed) {}

  /** A snapshot of which parts are missing. */
  private static final class Assembly {
    private final long epoch;
    private final long sequence;
    private final List<String> gathered = new ArrayList<>();
    private int next;
    private long weight;

    Assembly(Frame.Snapshot first) {
      this.epoch = first.epoch();
      this.sequence = first.sequence();
    }

    boolean continues(Frame.Snapshot part) {
      return part.epoch() == epoch && part.sequence() == sequence && part.part() == next;
    }
  }

  TextSet texts() {
    return texts;
  }

  /** Whether it must be asked for, once for each time that something is found to be missing. */
  boolean ask() {
    boolean first = !asked;
    asked = true;
    return first;
  }

  /** The last change that is known, unless something is missing. */
  OptionalLong known() {
    return whole ? OptionalLong.of(sequence) : OptionalLong.empty();
  }

  @Nullable Change snapshot(Frame.Snapshot part) {
    if (whole && part.epoch() == epoch && part.sequence() < sequence) {
      return null;
    }
    Assembly current = part.part() == 0 ? new Assembly(part) : assembly;
    if (current == null || !current.continues(part)) {
      assembly = null;
      return null;
    }
    current.weight += weight(part.texts());
    assembly = current;
    current.gathered.addAll(part.texts());
    current.next++;
    return current.next < part.parts() ? null : complete(current);
  }

  private Change complete(Assembly snapshot) {
    assembly = null;
    asked = false;
    whole = true;
    epoch = snapshot.epoch;
    sequence = snapshot.sequence;
    if (texts.all().isEmpty()) {
      return new Change(snapshot.gathered, List.of());
    }
    TextSet now = new TextSet();
    snapshot.gathered.forEach(now::add);
    return new Change(without(now, texts), without(texts, now));
  }

  private static List<String> without(TextSet some, TextSet others) {
    return some.all().stream().filter(each -> !others.all().contains(each)).toList();
  }

  private static long weight(List<String> some) {
    return some.stream().mapToLong(TextSet::weight).sum();
  }

  /** Whether it would be more than is remembered. */
  boolean isTooMuch(Frame.Told told) {
    if (told instanceof Frame.Delta delta) {
      return texts.weight() + weight(delta.added()) > MOST;
    }
    Assembly current = assembly;
    return told instanceof Frame.Snapshot part
        && (current == null || part.part() == 0 ? 0 : current.weight) + weight(part.texts()) > MOST;
  }

  /** Whether a change was made to something that is not known here. */
  boolean hasGapBefore(Frame.Delta delta) {
    return !whole || delta.epoch() != epoch || delta.sequence() > sequence + 1;
  }

  /** Whether a change is known already. */
  boolean includes(Frame.Delta delta) {
    return whole && delta.epoch() == epoch && delta.sequence() <= sequence;
  }

  Change delta(Frame.Delta delta) {
    sequence = delta.sequence();
    return new Change(delta.added(), delta.removed());
  }

  /** Whether a digest says that something is missing here. */
  boolean differs(Frame.Digest digest) {
    if (!whole || digest.epoch() != epoch) {
      return true;
    }
    return digest.sequence() > sequence
        || (digest.sequence() == sequence && digest.hash() != texts.hash());
  }

  /** A digest has told that nothing came of the last asking. */
  void askAgain() {
    asked = false;
  }
}
