package dev.pubsub.core.request;

import dev.pubsub.Answers;
import dev.pubsub.Completion;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Waits for replies until it is enough, one of each responder. */
final class Gathering extends Pending<Answers> {

  private final Completion enough;
  // Guarded by this.
  private final List<Signal> replies = new ArrayList<>();
  private final Set<String> heard = new HashSet<>();
  private int failed;

  Gathering(Exchange exchange, Duration timeout, Completion enough) {
    super(exchange, timeout);
    this.enough = enough;
  }

  @Override
  void receive(Reply reply) {
    if (reply.kind().isEnd()) {
      settle();
    }
    synchronized (this) {
      // Of many replies of one responder the first counts; who gives one alone need not say who.
      boolean isFirst = reply.responder().isEmpty() || heard.add(reply.responder());
      if (!isFirst) {
        return;
      }
      switch (reply.kind()) {
        case NEXT, LAST -> replies.add(reply.signal());
        case END, ERROR -> failed++;
      }
    }
    if (asked() >= 0) {
      counted(asked());
    }
  }

  @Override
  void counted(int count) {
    Answers answers;
    synchronized (this) {
      boolean met = enough.isMet(count, replies.size(), failed);
      if (!met && !enough.isHopeless(count, replies.size(), failed)) {
        return;
      }
      answers = new Answers(replies, count, failed, met);
    }
    complete(answers);
  }

  @Override
  void expire() {
    Answers answers;
    synchronized (this) {
      answers = new Answers(replies, Math.max(0, asked()), failed, false);
    }
    complete(answers);
  }
}
