package dev.pubsub.core.deliver;

/** What became of a letter. */
public enum Outcome {
  /** It is done with: handled, or counted as lost. */
  DONE,
  /** The subscriber threw; it is counted as lost. */
  FAILED,
  /** It was given back, and comes again. */
  HELD
}
