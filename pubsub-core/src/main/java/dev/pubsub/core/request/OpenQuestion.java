package dev.pubsub.core.request;

import dev.pubsub.Bus;
import dev.pubsub.Principal;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Question;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.Priority;
import dev.pubsub.signal.Reply.Kind;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question in the hands of a responder. Replies are published in their order, one at a time. */
final class OpenQuestion implements Question {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final PublishResult TOO_LATE =
      new Rejected(StandardError.CANCELLED, "the question has ended");

  private final Signal signal;
  private final Answering responder;
  private final Requests bus;
  private volatile Bus door;
  private final String replyTo;
  private final String correlation;
  // Written under the lock.
  private volatile boolean over;
  private volatile boolean cancelled;
  private long replies;
  private final List<Runnable> onCancel = new ArrayList<>(0);

  OpenQuestion(Signal signal, Answering responder, Requests bus) {
    this.signal = signal;
    this.responder = responder;
    this.bus = bus;
    this.door = responder.door();
    this.replyTo = signal.headers().getOrDefault(ReplyHeaders.REPLY_TO, "");
    this.correlation = signal.headers().getOrDefault(ReplyHeaders.CORRELATION, "");
    this.over = replyTo.isEmpty();
  }

  String replyTo() {
    return replyTo;
  }

  String correlation() {
    return correlation;
  }

  /** What it is kept by; one without a correlation is nobody else's. */
  String key() {
    return correlation.isEmpty() ? signal.id().toString() : correlation;
  }

  /** The id of who has it. */
  String responder() {
    return responder.id();
  }

  boolean isOf(Answering candidate) {
    return responder == candidate;
  }

  /** Notes that it is in hand; false when nobody waits for it any more. */
  boolean open() {
    if (over) {
      // It names no topic for replies.
      return true;
    }
    bus.inHand().add(this);
    if (responder.isClosed()) {
      var unused = abandon();
    } else if (bus.isOver(this)) {
      cancel();
    }
    return !over;
  }

  @Override
  public Signal signal() {
    return signal;
  }

  @Override
  public void answerAs(Principal principal) {
    door = responder.door().as(principal);
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

  private boolean send(Kind kind, Object payload) {
    PublishResult result = attempt(kind, payload);
    if (result == null) {
      result = bus.patience().tryAgain(PATIENCE, () -> !over, () -> attempt(kind, payload));
    }
    if (result == null) {
      giveUp("a reply found no room");
    } else if (result instanceof Rejected refused && result != TOO_LATE) {
      giveUp("a reply was refused: " + refused.reason());
    }
    return result instanceof Accepted;
  }

  /** Null when there is no room. */
  private synchronized @Nullable PublishResult attempt(Kind kind, Object payload) {
    if (over) {
      return TOO_LATE;
    }
    PublishResult result = door.publish(replyTo, payload, options(kind, signal.priority()));
    if (result instanceof Accepted) {
      replies++;
      if (kind.isEnd()) {
        conclude();
      }
    } else if (result instanceof Rejected refused && refused.code() == StandardError.OVERLOADED) {
      return null;
    }
    return result;
  }

  private void conclude() {
    over = true;
    bus.inHand().remove(this);
  }

  private PublishOptions options(Kind kind, Priority priority) {
    return PublishOptions.DEFAULT.withPriority(priority).withHeaders(headers(kind));
  }

  private Headers headers(Kind kind) {
    Headers headers =
        Headers.of(ReplyHeaders.REPLY, kind.word())
            .with(ReplyHeaders.CAUSATION, signal.id().toString());
    if (!correlation.isEmpty()) {
      headers = headers.with(ReplyHeaders.CORRELATION, correlation);
    }
    // One reply alone need not say which it is, and of whom.
    return kind == Kind.NEXT || replies > 0
        ? headers
            .with(ReplyHeaders.NUMBER, Long.toString(replies + 1))
            .with(ReplyHeaders.RESPONDER, responder.id())
        : headers;
  }

  /** What the responder had to say cannot be said. Urgent, since there may be room for that. */
  private synchronized void giveUp(String sentence) {
    if (!over) {
      var unused = door.publish(replyTo, sentence, options(Kind.ERROR, Priority.HIGH));
      conclude();
    }
  }

  @Override
  public boolean leave() {
    return abandon();
  }

  /** Whoever had it is gone: the bus says so in its place. */
  boolean abandon() {
    return end(
        () -> {
          Headers gone =
              headers(Kind.ERROR).with(ReplyHeaders.ERROR, StandardError.RESPONDER_GONE.name());
          var unused =
              bus.publish(
                  replyTo,
                  "whoever had the question is gone",
                  PublishOptions.DEFAULT.withPriority(Priority.HIGH).withHeaders(gone));
        });
  }

  @Override
  public boolean cede() {
    return end(() -> {});
  }

  /** Nobody waits for replies any more. */
  void cancel() {
    var unused = end(() -> {});
  }

  /** Once, and no reply comes between. */
  private boolean end(Runnable lastWord) {
    List<Runnable> actions;
    synchronized (this) {
      if (over) {
        return false;
      }
      lastWord.run();
      cancelled = true;
      conclude();
      actions = List.copyOf(onCancel);
      onCancel.clear();
    }
    actions.forEach(this::run);
    return true;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (!over) {
        onCancel.add(action);
        return;
      }
    }
    if (cancelled) {
      run(action);
    }
  }

  private void run(Runnable action) {
    bus.elsewhere(
        () -> {
          try {
            action.run();
          } catch (RuntimeException | Error e) {
            responder.failed(e);
          }
        });
  }
}
