package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.Question;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Reply.Kind;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import java.time.Duration;

/**
 * What an agent receives beside whoever is asked. It may answer, as all who subscribe may, but a
 * question is not in its hands: the asker hears nothing that it does not say itself.
 */
final class Overheard implements Question {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Signal signal;
  private final Bus door;
  private final String responder;
  // Both under the lock.
  private long replies;
  private boolean over;

  /** Received by an agent, which answers by this door. */
  Overheard(Signal signal, Bus door, String responder) {
    this.signal = signal;
    this.door = door;
    this.responder = responder;
  }

  @Override
  public Signal signal() {
    return signal;
  }

  @Override
  public void answerAs(Principal principal) {
    throw new PubSubException(
        StandardError.FORBIDDEN, "what is overheard is answered by who overheard it");
  }

  @Override
  public boolean reply(Object payload) {
    return send(Kind.LAST, payload);
  }

  @Override
  public boolean next(Object payload) {
    return send(Kind.NEXT, payload);
  }

  @Override
  public boolean end() {
    return send(Kind.END, "");
  }

  @Override
  public boolean fail(String sentence) {
    return send(Kind.ERROR, sentence);
  }

  private synchronized boolean send(Kind kind, Object payload) {
    String to = signal.headers().getOrDefault(ReplyHeaders.REPLY_TO, "");
    if (over || to.isEmpty()) {
      return false;
    }
    PublishOptions how =
        PublishOptions.DEFAULT
            .withPriority(signal.priority())
            .waitingUpTo(PATIENCE)
            .withHeaders(headers(kind));
    if (!(door.publish(to, payload, how) instanceof Accepted)) {
      return false;
    }
    replies++;
    over = kind.isEnd();
    return true;
  }

  private Headers headers(Kind kind) {
    Headers headers =
        Headers.of(ReplyHeaders.REPLY, kind.word())
            .with(ReplyHeaders.CAUSATION, signal.id().toString());
    String correlation = signal.headers().getOrDefault(ReplyHeaders.CORRELATION, "");
    if (!correlation.isEmpty()) {
      headers = headers.with(ReplyHeaders.CORRELATION, correlation);
    }
    return kind == Kind.NEXT || replies > 0
        ? headers
            .with(ReplyHeaders.NUMBER, Long.toString(replies + 1))
            .with(ReplyHeaders.RESPONDER, responder)
        : headers;
  }

  @Override
  public boolean leave() {
    return false;
  }

  @Override
  public boolean cede() {
    return false;
  }

  /** Nobody tells who only overhears. */
  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void onCancel(Runnable action) {}
}
