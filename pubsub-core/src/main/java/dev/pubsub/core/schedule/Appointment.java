package dev.pubsub.core.schedule;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Scheduled;
import dev.pubsub.core.publish.Publisher;
import dev.pubsub.core.publish.Sender;
import dev.pubsub.core.store.Footprint;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A publish and its time. */
final class Appointment implements Scheduled {

  /** Ids ascend, so of the same moment the first that was made comes first. */
  static final Comparator<Appointment> EARLIEST_FIRST =
      Comparator.comparing(Appointment::due).thenComparing(Appointment::id);

  private final Agenda agenda;
  private final String id;
  private final Sender sender;
  private final String topic;
  private final Object payload;
  private final PublishOptions options;
  private final Instant due;
  private final int bytes;
  private final CompletableFuture<PublishResult> outcome = new CompletableFuture<>();

  Appointment(
      Agenda agenda,
      String id,
      Sender sender,
      String topic,
      Object payload,
      PublishOptions options,
      Instant due) {
    this.agenda = agenda;
    this.id = id;
    this.sender = sender;
    this.topic = topic;
    this.payload = payload;
    this.options = options;
    this.due = due;
    this.bytes = Footprint.of(payload, options.headers());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String topic() {
    return topic;
  }

  @Override
  public Instant due() {
    return due;
  }

  /** What it takes up, by and large. */
  int bytes() {
    return bytes;
  }

  @Override
  public boolean cancel() {
    return agenda.cancel(this);
  }

  @Override
  public CompletionStage<PublishResult> outcome() {
    return outcome.minimalCompletionStage();
  }

  void publish(Publisher publisher) {
    end(publisher.publish(sender, topic, payload, options));
  }

  void end(PublishResult result) {
    outcome.complete(result);
  }
}
