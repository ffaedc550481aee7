package dev.pubsub.cluster.coordination.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.cluster.coordination.raft.Journal.Kept;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {

  @TempDir Path directory;

  private static Entry entry(long term, String text) {
    return new Entry(term, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(Kept kept) {
    return kept.entries().stream()
        .map(entry -> entry.term() + new String(entry.command(), StandardCharsets.UTF_8))
        .toList();
  }

  private Kept reopened() throws IOException {
    try (FileJournal journal = new FileJournal(directory)) {
      return journal.kept();
    }
  }

  @Test
  void aNewOneIsEmpty() throws IOException {
    assertThat(reopened()).isEqualTo(Kept.NOTHING);
  }

  @Test
  void whatWasKeptIsThereAgain() throws IOException {
    try (FileJournal journal = new FileJournal(directory)) {
      journal.vote(new Ballot(1, "a"));
      journal.vote(new Ballot(2, "b"));
      journal.write(1, List.of(entry(1, "x"), entry(1, "y"), entry(1, "z")));
      journal.write(3, List.of(entry(2, "other")));
      journal.write(4, List.of(entry(2, "more")));
    }
    Kept kept = reopened();
    assertThat(kept.ballot()).isEqualTo(new Ballot(2, "b"));
    assertThat(texts(kept)).containsExactly("1x", "1y", "2other", "2more");
  }

  @Test
  void aSnapshotStandsForWhatIsBeforeIt() throws IOException {
    byte[] state = {1, 2, 3};
    try (FileJournal journal = new FileJournal(directory)) {
      journal.write(1, List.of(entry(1, "x"), entry(1, "y"), entry(1, "z")));
      journal.compact(new Snapshot(2, 1, state), List.of(entry(1, "z")));
      journal.write(4, List.of(entry(1, "more")));
    }
    Kept kept = reopened();
    assertThat(kept.snapshot().index()).isEqualTo(2);
    assertThat(kept.snapshot().state()).isEqualTo(state);
    assertThat(texts(kept)).containsExactly("1z", "1more");
  }

  @Test
  void aSnapshotWhoseLogWasNotShortenedYetFits() throws IOException {
    byte[] old;
    try (FileJournal journal = new FileJournal(directory)) {
      journal.write(1, List.of(entry(1, "x"), entry(1, "y"), entry(1, "z")));
      old = Files.readAllBytes(directory.resolve("log"));
      journal.compact(new Snapshot(2, 1, new byte[0]), List.of(entry(1, "z")));
    }
    Files.write(directory.resolve("log"), old);
    assertThat(texts(reopened())).containsExactly("1z");
  }

  @Test
  void aLastRecordThatIsCutShortIsDroppedAndWritingGoesOnBehindTheOthers() throws IOException {
    try (FileJournal journal = new FileJournal(directory)) {
      journal.write(1, List.of(entry(1, "x")));
      journal.write(2, List.of(entry(1, "y")));
    }
    byte[] log = Files.readAllBytes(directory.resolve("log"));
    for (int length = log.length - 1; length > log.length / 2; length--) {
      Files.write(directory.resolve("log"), Arrays.copyOf(log, length));
      try (FileJournal journal = new FileJournal(directory)) {
        assertThat(texts(journal.kept())).containsExactly("1x");
        journal.write(2, List.of(entry(2, "again")));
      }
      assertThat(texts(reopened())).containsExactly("1x", "2again");
    }
  }

  @Test
  void zerosThatADiskHasLeftBehindTheLastRecordAreDropped() throws IOException {
    try (FileJournal journal = new FileJournal(directory)) {
      journal.write(1, List.of(entry(1, "x")));
    }
    byte[] log = Files.readAllBytes(directory.resolve("log"));
    for (int zeros : new int[] {1, 8, 100}) {
      Files.write(directory.resolve("log"), Arrays.copyOf(log, log.length + zeros));
      assertThat(texts(reopened())).containsExactly("1x");
    }
  }

  @Test
  void anyOtherDamageIsRefused() throws IOException {
    try (FileJournal journal = new FileJournal(directory)) {
      journal.vote(new Ballot(1, "a"));
      journal.write(1, List.of(entry(1, "x")));
      journal.write(2, List.of(entry(1, "y")));
    }
    damage("log", 20);
    assertThatThrownBy(this::reopened).isInstanceOf(IOException.class).hasMessageContaining("log");
    damage("log", 20);
    damage("ballot", 12);
    assertThatThrownBy(this::reopened).hasMessageContaining("ballot is damaged");
  }

  @Test
  void aFormatThatIsNotKnownIsRefused() throws IOException {
    for (String file : List.of("ballot", "snapshot", "log")) {
      Path of = directory.resolve(file);
      Files.write(of, ofFormat(2));
      assertThatThrownBy(this::reopened)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file + " is of format 2");
      Files.delete(of);
    }
  }

  private static byte[] ofFormat(int format) {
    byte[] record = {(byte) format, 1, 2, 3};
    CRC32C sum = new CRC32C();
    sum.update(record);
    return ByteBuffer.allocate(12).putInt(4).putInt((int) sum.getValue()).put(record).array();
  }

  private void damage(String file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(file));
    bytes[at] ^= 1;
    Files.write(directory.resolve(file), bytes);
  }

  @Test
  void nobodyElseCanOpenItMeanwhile() throws IOException {
    try (FileJournal journal = new FileJournal(directory)) {
      assertThat(journal.kept()).isEqualTo(Kept.NOTHING);
      assertThatThrownBy(() -> new FileJournal(directory)).hasMessageContaining("another's");
    }
  }
}
