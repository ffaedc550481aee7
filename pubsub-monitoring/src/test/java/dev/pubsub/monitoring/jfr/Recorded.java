package dev.pubsub.monitoring.jfr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What one node had recorded while something was done; its figures are asked for at the end. */
final class Recorded {

  private final List<RecordedEvent> events;

  private Recorded(List<RecordedEvent> events) {
    this.events = events;
  }

  static Recorded during(String node, Runnable work) {
    try {
      Path file = Files.createTempFile("recorded", ".jfr");
      try (Recording recording = new Recording()) {
        recording.enable("dev.pubsub.PublishBatch").with("period", "endChunk");
        recording.start();
        work.run();
        recording.stop();
        recording.dump(file);
        return new Recorded(
            RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("dev.pubsub."))
                .filter(event -> event.getString("node").equals(node))
                .toList());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The events of one type, on one bus. */
  List<RecordedEvent> of(String type, String bus) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("dev.pubsub." + type))
        .filter(event -> event.getString("bus").equals(bus))
        .toList();
  }

  RecordedEvent batch(String bus) {
    List<RecordedEvent> batches = of("PublishBatch", bus);
    if (batches.size() != 1) {
      throw new AssertionError("one batch was expected: " + batches);
    }
    return batches.get(0);
  }

  List<RecordedEvent> all() {
    return events;
  }
}
