package dev.pubsub.core.publish;

import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.core.deadletter.DeadLetterBox.Entry;
import dev.pubsub.core.fence.Fences;
import dev.pubsub.core.lane.Route;
import dev.pubsub.core.letter.Letter;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import java.util.Objects;

/** Brings a dead letter to those that it was for, and to nobody else. */
public final class Redrive {

  private final DeadLetterBox box;
  private final Router router;
  private final Fences fences;

  /** From a box, over the routes of the same bus. */
  public Redrive(DeadLetterBox box, Router router, Fences fences) {
    this.box = box;
    this.router = router;
    this.fences = fences;
  }

  /** Redrives one; what is rejected is kept. */
  public PublishResult redrive(long id) {
    Entry entry = box.take(id);
    if (entry == null) {
      return new Rejected(
          StandardError.DEAD_LETTER_NOT_FOUND, "there is no dead letter " + id + ", or no more");
    }
    String fence = Fences.of(entry.letter().signal().headers());
    PublishResult result =
        fence.isEmpty()
            ? post(entry)
            : Objects.requireNonNull(fences.pass(fence, () -> post(entry)));
    if (result instanceof Rejected) {
      box.keep(entry);
    }
    return result;
  }

  private PublishResult post(Entry entry) {
    Signal signal = entry.letter().signal();
    String pattern = entry.letter().pattern();
    Route route = router.route(signal.topic(), to -> entry.isFor(to.receiver()));
    if (route.matched() == 0) {
      Route others =
          entry.group().isEmpty()
              ? router.route(signal.topic(), pattern)
              : router.route(signal.topic(), pattern, entry.group());
      route = others.choose(signal, this);
    }
    if (route.matched() == 0) {
      return new Rejected(
          StandardError.NOBODY_SUBSCRIBED,
          "nobody is subscribed to '" + pattern + "' now; the dead letter is kept");
    }
    if (!route.reserve(signal.priority())) {
      return new Rejected(
          StandardError.OVERLOADED,
          "a subscription to '" + pattern + "' has no room; the dead letter is kept",
          Posting.RETRY_AFTER);
    }
    route.post(new Letter(signal, this, null));
    return new Accepted(signal.id(), route.matched(), 0);
  }
}
