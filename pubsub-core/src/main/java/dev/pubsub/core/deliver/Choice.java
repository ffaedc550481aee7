package dev.pubsub.core.deliver;

import dev.pubsub.Selection;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.spi.flow.Filter;
import org.jspecify.annotations.Nullable;

/**
 * Which of the letters that match its pattern a subscription wants.
 *
 * @param notFrom the door whose own signals are left out, or null
 * @param selection as it was given
 * @param filter the same, compiled; null when it wants all
 */
public record Choice(@Nullable Object notFrom, Selection selection, @Nullable Filter filter) {

  /** All of them. */
  public static final Choice ALL = new Choice(null, Selection.ALL, null);

  /** A choice. */
  public static Choice of(@Nullable Object notFrom, Selection selection, @Nullable Filter filter) {
    return notFrom == null && filter == null ? ALL : new Choice(notFrom, selection, filter);
  }

  /** Whether none is left out. */
  @SuppressWarnings("ReferenceEquality") // asked for every recipient of every run
  public boolean isAll() {
    return this == ALL;
  }

  /** Whether what comes through this door is left out. */
  public boolean leavesOut(Object publisher) {
    return notFrom == publisher;
  }

  /** Why a letter is left out, in a few words. */
  String described(Letter letter) {
    return leavesOut(letter)
        ? "published by itself"
        : (selection.selector() + ' ' + selection.filter()).strip();
  }

  boolean leavesOut(Letter letter) {
    return notFrom != null && letter.isFrom(notFrom);
  }
}
