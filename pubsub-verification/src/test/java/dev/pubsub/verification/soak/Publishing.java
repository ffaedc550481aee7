package dev.pubsub.verification.soak;

import dev.pubsub.Publication;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.signal.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A publisher: one by one and in batches, to any topic of any bus, as chance has it. */
final class Publishing implements Runnable {

  private static final int LONGEST_BATCH = 40;
  private static final int BURST = 300;
  private static final String[] KEYS = {"", "a", "b", "c", "d", "e", "f"};

  private final int publisher;
  private final List<Stage> stages;
  private final Random random;
  private final BooleanSupplier goesOn;

  Publishing(int publisher, List<Stage> stages, Random random, BooleanSupplier goesOn) {
    this.publisher = publisher;
    this.stages = stages;
    this.random = random;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      for (int left = random.nextInt(BURST); left > 0; left--) {
        Stage stage = stages.get(random.nextInt(stages.size()));
        if (random.nextInt(20) == 0) {
          publishBatch(stage);
        } else {
          publishOne(stage);
        }
      }
      LockSupport.parkNanos(random.nextInt(2_000_000));
    }
  }

  private void publishOne(Stage stage) {
    Mark mark = next(stage);
    String topic = Stage.topic(mark.topic());
    stage.books().note(mark, stage.door(publisher).publish(topic, mark, options(mark.topic())));
  }

  private void publishBatch(Stage stage) {
    List<Mark> marks =
        Stream.generate(() -> next(stage)).limit(1 + random.nextInt(LONGEST_BATCH)).toList();
    List<Publication> batch =
        marks.stream()
            .map(mark -> new Publication(Stage.topic(mark.topic()), mark, options(mark.topic())))
            .toList();
    List<PublishResult> results = stage.door(publisher).publishAll(batch);
    for (int i = 0; i < results.size(); i++) {
      stage.books().note(marks.get(i), results.get(i));
    }
  }

  private Mark next(Stage stage) {
    return stage.books().next(publisher, random.nextInt(Mark.TOPICS));
  }

  private PublishOptions options(int topic) {
    PublishOptions options =
        PublishOptions.DEFAULT
            .withKey(KEYS[random.nextInt(KEYS.length)])
            .withPriority(priority())
            .waitingUpTo(Duration.ofMillis(random.nextInt(3)));
    return topic == Stage.MORTAL && random.nextBoolean()
        ? options.withTtl(Duration.ofMillis(1 + random.nextInt(20)))
        : options;
  }

  private Priority priority() {
    return switch (random.nextInt(10)) {
      case 0 -> Priority.HIGH;
      case 1 -> Priority.LOW;
      default -> Priority.NORMAL;
    };
  }
}
