package dev.pubsub.ws.phoenix;

import java.io.Serial;

/** A client asked for something that cannot be; the channel answers BAD_REQUEST. */
public final class BadRequest extends Exception {

  /** The code of the answer. */
  public static final String CODE = "BAD_REQUEST";

  @Serial private static final long serialVersionUID = 1L;

  private final String sentence;

  /**
   * A request that is refused. It carries no stack trace, since strangers can cause it at will.
   *
   * @param sentence what is wrong
   */
  public BadRequest(String sentence) {
    super(sentence, null, false, false);
    this.sentence = sentence;
  }

  /**
   * What is wrong.
   *
   * @return one sentence
   */
  public String sentence() {
    return sentence;
  }
}
