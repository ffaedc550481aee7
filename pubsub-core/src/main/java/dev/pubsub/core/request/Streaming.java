package dev.pubsub.core.request;

import dev.pubsub.Delivery;
import dev.pubsub.Subscriber;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Follows the replies of the first who answers. It has an inbox of its own, and so bounds. */
final class Streaming extends Pending<Void> implements Subscriber {

  private final Subscriber onReply;
  private final long silence;
  private volatile @Nullable Inbox inbox;
  private volatile @Nullable String followed;
  private volatile boolean othersTold;
  private volatile boolean finished;
  private volatile long heardAt;

  Streaming(Exchange exchange, Duration silence, Subscriber onReply) {
    super(exchange, silence);
    this.silence = silence.toNanos();
    this.heardAt = exchange.now();
    this.onReply = onReply;
  }

  /** Opens its inbox, before it is asked. */
  Inbox open(Inbox own) {
    inbox = own;
    return own;
  }

  @Override
  void letGo() {
    Inbox own = inbox;
    if (own != null) {
      exchange().close(own);
    }
  }

  @Override
  boolean isAnybodyAtWork() {
    return finished ? asked() > 1 && !othersTold : asked() > 0;
  }

  @Override
  public void receive(Delivery delivery) {
    Reply reply = Reply.of(delivery.signal()).orElse(null);
    if (reply == null || !reply.correlation().equals(correlation()) || isOver()) {
      return;
    }
    String leader = followed;
    if (leader == null) {
      follow(reply);
    } else if (!leader.equals(reply.responder())) {
      return;
    }
    try {
      if (reply.kind() == Reply.Kind.NEXT || reply.kind() == Reply.Kind.LAST) {
        onReply.receive(delivery);
      }
      if (reply.kind().isEnd()) {
        onReply.endOfBatch();
      }
    } catch (Throwable e) {
      fail(e);
      return;
    }
    note(reply);
  }

  private void follow(Reply first) {
    followed = first.responder();
    leaveOthers(asked(), first.responder());
  }

  private void leaveOthers(int count, String leader) {
    // One that has not said who it is could not be told from those that need not go on.
    if (count > 1 && !leader.isEmpty()) {
      othersTold = true;
      exchange().cancel(correlation(), leader);
    }
  }

  @Override
  void receive(Reply reply) {
    // What comes by another way than its own inbox is not followed.
  }

  private void note(Reply reply) {
    finished = reply.kind().isEnd();
    switch (reply.kind()) {
      case NEXT -> heardAt = exchange().now();
      case LAST, END -> {
        if (end()) {
          future().complete(null);
        }
      }
      case ERROR -> failAs(reply);
    }
  }

  @Override
  public void endOfBatch() throws Exception {
    if (!isOver()) {
      onReply.endOfBatch();
    }
  }

  @Override
  void counted(int count) {
    String leader = followed;
    if (count == 0) {
      fail(StandardError.NO_RESPONDER, Exchange.NOBODY);
    } else if (leader != null) {
      leaveOthers(count, leader);
    }
  }

  @Override
  void expire() {
    Inbox own = inbox;
    // What waits here, or is in the hands of who asked, was said in time.
    long now = exchange().now();
    long until = (own != null && own.isBusy() ? now : heardAt) + silence;
    if (until - now > 0) {
      exchange().extend(this, until);
    } else {
      fail(StandardError.REQUEST_TIMEOUT, "no further reply came in time");
    }
  }
}
