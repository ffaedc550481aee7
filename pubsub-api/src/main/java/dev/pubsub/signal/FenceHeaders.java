package dev.pubsub.signal;

/** The name of the header by which a signal says under whose lead it was published. */
public final class FenceHeaders {

  /**
   * What its publisher held, and the token that came with it: {@code name@token}, the token in
   * decimal digits. A node that has heard of a higher token of that name takes the signal no more.
   */
  public static final String FENCE = "fence";

  private FenceHeaders() {}
}
