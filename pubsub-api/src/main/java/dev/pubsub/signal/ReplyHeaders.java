package dev.pubsub.signal;

/**
 * The names of the headers by which questions and replies find each other. Both are plain signals:
 * whoever subscribes can answer by publishing to the topic that {@link #REPLY_TO} names, with the
 * {@link #CORRELATION} of the question.
 */
public final class ReplyHeaders {

  /** Of a question: the topic to which replies are published. */
  public static final String REPLY_TO = "reply-to";

  /** Of a question, and of each of its replies: what belongs together. */
  public static final String CORRELATION = "correlation";

  /** Of a reply: which kind it is, as {@link Reply.Kind#word} writes it. */
  public static final String REPLY = "reply";

  /** Of one of several replies: its place, counted from 1, the end mark included. */
  public static final String NUMBER = "reply-number";

  /** Of one of several replies: an id of who answers, as several may. */
  public static final String RESPONDER = "responder";

  /** Of a reply: the id of the question. */
  public static final String CAUSATION = "causation";

  /** Of a failure: its code; without one it is {@code RESPONDER_FAILED}. */
  public static final String ERROR = "error";

  /**
   * The topic on which the bus tells which questions need no answer any more: by {@link
   * #CORRELATION}, and by {@link #RESPONDER} who is to go on nevertheless, if anybody is. All may
   * subscribe to it, and only the bus publishes to it.
   */
  public static final String CANCELLED_TOPIC = "$sys:cancelled";

  private ReplyHeaders() {}
}
