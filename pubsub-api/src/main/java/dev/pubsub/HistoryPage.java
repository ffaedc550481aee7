package dev.pubsub;

import dev.pubsub.signal.Signal;
import java.util.List;
import java.util.Optional;

/**
 * Some of what a bus has kept.
 *
 * @param entries in the order in which they were published
 * @param position where to read on, with {@link StartAt#after}; empty when no history is kept of
 *     any topic that was asked for
 * @param gap whether something is missing between where the page was to begin and its end: it is
 *     not kept any more, or the start is not known here. Always false for {@link StartAt#NOW} and
 *     {@link StartAt#last}, which name nothing that could be missing
 */
public record HistoryPage(List<Entry> entries, Optional<String> position, boolean gap) {

  /**
   * Copies the list.
   *
   * @param entries in the order in which they were published
   * @param position where to read on
   * @param gap whether something is missing
   */
  public HistoryPage {
    entries = List.copyOf(entries);
  }

  /**
   * A signal in its place.
   *
   * @param signal as it was published
   * @param position where the history stands behind it
   */
  public record Entry(Signal signal, String position) {}
}
