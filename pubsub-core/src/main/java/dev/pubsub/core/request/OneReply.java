package dev.pubsub.core.request;

import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Reply;
import dev.pubsub.signal.Signal;
import java.time.Duration;

/** Waits for the first reply. */
final class OneReply extends Pending<Signal> {

  OneReply(Exchange exchange, Duration timeout) {
    super(exchange, timeout);
  }

  @Override
  void receive(Reply reply) {
    if (reply.kind().isEnd()) {
      settle();
    }
    switch (reply.kind()) {
      case NEXT, LAST -> complete(reply.signal());
      case END ->
          fail(StandardError.RESPONDER_FAILED, "the responder said nothing but that it has ended");
      case ERROR -> failAs(reply);
    }
  }

  @Override
  void counted(int count) {
    if (count == 0) {
      fail(StandardError.NO_RESPONDER, Exchange.NOBODY);
    }
  }

  @Override
  void expire() {
    fail(StandardError.REQUEST_TIMEOUT, "no reply came in time");
  }
}
