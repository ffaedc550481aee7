package dev.pubsub;

import dev.pubsub.signal.Signal;
import java.util.function.Function;

/**
 * Answers questions. Called as a {@link Subscriber} is: never by two threads at once, and it may
 * block; who waits for an answer elsewhere returns and answers later, on any thread.
 */
@FunctionalInterface
public interface Responder {

  /**
   * Takes a question, to be answered now or later.
   *
   * @param question what was asked; one that was published without a topic for replies comes, too,
   *     and whatever it is answered goes nowhere
   * @throws Exception fails the question with its message, and is reported
   */
  void respond(Question question) throws Exception;

  /**
   * A responder that knows its one reply at once.
   *
   * @param reply makes the payload of the reply from the question
   * @return the responder
   */
  static Responder of(Function<? super Signal, ?> reply) {
    return question -> {
      var unused = question.reply(reply.apply(question.signal()));
    };
  }
}
