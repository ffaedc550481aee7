package dev.pubsub.core.mailbox;

import java.util.function.Predicate;
import java.util.stream.Stream;

/** The members of a cohort at one moment: who gets a letter is decided when it is published. */
public final class Part {

  private final Cohort cohort;
  private final Recipient[] members;
  private final long version;

  /**
   * Takes the array as it is; nobody may change it any more.
   *
   * @param version what the cohort had counted in changes at that moment
   */
  Part(Cohort cohort, Recipient[] members, long version) {
    this.cohort = cohort;
    this.members = members;
    this.version = version;
  }

  /** A part without members, for a worker that has not begun. */
  public static Part nobody() {
    return new Cohort(Bounds.NONE, true).part();
  }

  /** Whose members these are. */
  public Cohort cohort() {
    return cohort;
  }

  /** The members; not to be changed. */
  public Recipient[] members() {
    return members;
  }

  long version() {
    return version;
  }

  /** The same without some. */
  public Part with(Recipient[] fewer) {
    return new Part(cohort, fewer, version);
  }

  /** The same with some. */
  public Part of(Predicate<Recipient> chosen) {
    return with(Stream.of(members).filter(chosen).toArray(Recipient[]::new));
  }

  /** Whether a member that was not removed is among these. */
  public boolean includes(Recipient recipient) {
    return recipient.version <= version;
  }
}
