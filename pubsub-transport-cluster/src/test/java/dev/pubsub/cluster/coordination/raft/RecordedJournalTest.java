package dev.pubsub.cluster.coordination.raft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.coordination.Recorded;
import dev.pubsub.cluster.coordination.raft.Journal.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of a journal of format 1, recorded byte by byte. Where this fails a voter could not
 * read what it has kept: it needs another format.
 */
final class RecordedJournalTest {

  private static final List<String> FILES = List.of("ballot", "snapshot", "log");

  private static final Snapshot SNAPSHOT = new Snapshot(2, 1, new byte[] {1, 2, 3});
  private static final Entry BEHIND = new Entry(1, new byte[] {4});
  private static final Entry MORE = new Entry(2, new byte[0]);

  private static Recorded recorded;

  @TempDir Path directory;

  @BeforeAll
  static void read() throws IOException {
    recorded = Recorded.of(RecordedJournalTest.class, "journal-1.txt");
    recorded.assertNames(FILES);
  }

  @Test
  void whatIsKeptIsWrittenAsItWas() throws IOException {
    try (FileJournal journal = new FileJournal(directory)) {
      journal.vote(new Ballot(2, "nörd-1"));
      journal.compact(SNAPSHOT, List.of(BEHIND));
      journal.write(4, List.of(MORE));
    }
    for (String file : FILES) {
      recorded.assertSame(file, Files.readAllBytes(directory.resolve(file)));
    }
  }

  @Test
  void whatWasKeptIsReadAsItWas() throws IOException {
    for (String file : FILES) {
      Files.write(directory.resolve(file), recorded.bytes(file));
    }
    try (FileJournal journal = new FileJournal(directory)) {
      assertThat(journal.kept())
          .usingRecursiveComparison()
          .isEqualTo(new Kept(new Ballot(2, "nörd-1"), SNAPSHOT, List.of(BEHIND, MORE)));
    }
  }
}
