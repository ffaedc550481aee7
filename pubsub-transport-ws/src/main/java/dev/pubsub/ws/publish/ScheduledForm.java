package dev.pubsub.ws.publish;

import dev.pubsub.PublishResult.Rejected;
import dev.pubsub.Scheduled;
import dev.pubsub.ws.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How clients see a publish that is to happen later. */
public final class ScheduledForm {

  private ScheduledForm() {}

  /**
   * What stood against scheduling it.
   *
   * @param scheduled asked for just now
   * @return empty when it is scheduled, or was published in the meantime
   */
  public static Optional<Rejected> refusal(Scheduled scheduled) {
    CompletableFuture<?> outcome = scheduled.outcome().toCompletableFuture();
    return outcome.isDone() && outcome.join() instanceof Rejected refused
        ? Optional.of(refused)
        : Optional.empty();
  }

  /**
   * What it is.
   *
   * @param scheduled not due yet
   * @return an object of JSON
   */
  public static Map<String, Object> of(Scheduled scheduled) {
    return Json.object(
        "id", scheduled.id(), "topic", scheduled.topic(), "due", scheduled.due().toString());
  }
}
