package dev.pubsub.core.mailbox;

import dev.pubsub.core.deliver.Choice;

/**
 * On which terms a subscription gets its letters.
 *
 * @param noRoom what becomes of letters that a publisher finds no room for
 * @param choice which letters it wants, said on the lane
 */
public record Terms(NoRoom noRoom, Choice choice) {

  /** Every letter; one for which there is no room is lost. */
  public static final Terms PLAIN = new Terms(NoRoom.DROP, Choice.ALL);

  /** These with another choice. */
  public Terms with(Choice other) {
    return other.isAll() && choice.isAll() ? this : new Terms(noRoom, other);
  }
}
