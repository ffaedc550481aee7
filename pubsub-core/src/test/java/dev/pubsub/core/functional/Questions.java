package dev.pubsub.core.functional;

import dev.pubsub.Question;
import dev.pubsub.Responder;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A responder that leaves the answers to the test. */
final class Questions implements Responder {

  private final BlockingQueue<Question> waiting = new LinkedBlockingQueue<>();

  @Override
  public void respond(Question question) {
    waiting.add(question);
  }

  /** The next question; waits until it comes. */
  Question taken() throws InterruptedException {
    Question question = waiting.poll(20, TimeUnit.SECONDS);
    if (question == null) {
      throw new AssertionError("no question has come");
    }
    return question;
  }
}
