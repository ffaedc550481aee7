package dev.pubsub.signal;

/**
 * The names of the headers by which a signal says what it is a part of, as W3C Trace Context has
 * them, so that the spans of its subscribers are found beside those of its publisher. The bus hands
 * them on and neither reads nor changes them.
 */
public final class TraceHeaders {

  /** The trace and the span that the signal was published in. */
  public static final String PARENT = "traceparent";

  /** What vendors have to add. */
  public static final String STATE = "tracestate";

  private TraceHeaders() {}
}
