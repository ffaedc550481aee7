package dev.pubsub.cluster.coordination.raft;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a directory: {@code ballot} and {@code snapshot} are written anew each time, {@code
 * log} grows by one record with each write. Everything is forced to the disk, and begins with its
 * length and checksum, then the format of what follows. A record that a crash has cut short was
 * never answered for, and is dropped; any other damage is refused, since what a voter has forgotten
 * others may have lost, and so is a format that is not known.
 */
public final class FileJournal implements Journal, AutoCloseable {

  private static final int HEAD = Integer.BYTES + Integer.BYTES;

  private static final int FORMAT = 1;

  private final Path directory;
  private final FileChannel lock;
  private final Kept kept;
  private FileChannel log;

  /**
   * Opens a journal, a new one if there is none. Nobody else can until it is closed.
   *
   * @param directory where it is; made if it is not there
   * @throws IOException when it cannot be read or written, is damaged, or another has it open
   */
  public FileJournal(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.lock = FileChannel.open(file("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      requireAlone(lock, directory);
      Ballot ballot = ballot();
      Snapshot snapshot = snapshot();
      this.log =
          FileChannel.open(
              file("log"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      this.kept = new Kept(ballot, snapshot, entries(snapshot));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static void requireAlone(FileChannel lock, Path directory) throws IOException {
    try {
      FileLock held = lock.tryLock();
      if (held != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException(directory + " is another's in this process", e);
    }
    throw new IOException(directory + " is another's");
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private Ballot ballot() throws IOException {
    if (!Files.exists(file("ballot"))) {
      return Ballot.NONE;
    }
    DataInputStream from = whole("ballot");
    return new Ballot(from.readLong(), from.readUTF());
  }

  private Snapshot snapshot() throws IOException {
    return Files.exists(file("snapshot"))
        ? MessageCodec.readSnapshot(whole("snapshot"))
        : Snapshot.NONE;
  }

  private DataInputStream whole(String name) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file(name)));
    byte[] record = next(bytes);
    if (record == null) {
      throw new IOException(file(name) + " is damaged");
    }
    return open(name, record);
  }

  private DataInputStream open(String name, byte[] record) throws IOException {
    DataInputStream from = new DataInputStream(new ByteArrayInputStream(record));
    int format = from.readByte();
    if (format != FORMAT) {
      throw new IOException(
          file(name) + " is of format " + format + ", and only " + FORMAT + " is known here");
    }
    return from;
  }

  /** The next record; null when what is left is not a whole one. */
  private static byte @Nullable [] next(ByteBuffer bytes) {
    if (bytes.remaining() < HEAD) {
      return null;
    }
    int length = bytes.getInt();
    int sum = bytes.getInt();
    // What the disk has not written before a crash is zeros, which sum up to zero.
    if (length <= 0 || length > bytes.remaining()) {
      return null;
    }
    byte[] record = new byte[length];
    bytes.get(record);
    return sum(record) == sum ? record : null;
  }

  private static int sum(byte[] record) {
    CRC32C sum = new CRC32C();
    sum.update(record);
    return (int) sum.getValue();
  }

  private List<Entry> entries(Snapshot snapshot) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file("log")));
    List<Entry> entries = new ArrayList<>();
    int good = 0;
    while (bytes.hasRemaining()) {
      byte[] record = next(bytes);
      if (record == null) {
        requireTorn(bytes);
        break;
      }
      good = bytes.position();
      DataInputStream from = open("log", record);
      long first = from.readLong();
      place(entries, snapshot.index(), first, MessageCodec.readEntries(from));
    }
    log.truncate(good);
    log.position(good);
    return entries;
  }

  /** Only the very last record may be cut short. */
  private void requireTorn(ByteBuffer bytes) throws IOException {
    if (bytes.hasRemaining() && next(bytes) != null) {
      throw new IOException(file("log") + " is damaged");
    }
  }

  private void place(List<Entry> entries, long base, long first, List<Entry> more)
      throws IOException {
    int keep = (int) Math.max(0, first - base - 1);
    if (keep > entries.size()) {
      throw new IOException(file("log") + " has a gap before entry " + first);
    }
    entries.subList(keep, entries.size()).clear();
    // A crash may have come between a new snapshot and the log that goes with it.
    int known = (int) Math.min(more.size(), Math.max(0, base + 1 - first));
    entries.addAll(more.subList(known, more.size()));
  }

  @Override
  public Kept kept() {
    return kept;
  }

  @Override
  public void vote(Ballot ballot) {
    replace(
        "ballot",
        to -> {
          to.writeLong(ballot.term());
          to.writeUTF(ballot.vote());
        });
  }

  @Override
  public void write(long from, List<Entry> entries) {
    try {
      force(log, record(from, entries));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep entries in " + directory, e);
    }
  }

  private static byte[] record(long from, List<Entry> entries) throws IOException {
    return record(
        to -> {
          to.writeLong(from);
          MessageCodec.writeEntries(to, entries);
        });
  }

  @Override
  public void compact(Snapshot snapshot, List<Entry> behind) {
    replace("snapshot", to -> MessageCodec.writeSnapshot(to, snapshot));
    try {
      log.close();
      Path fresh = file("log.new");
      log =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      force(log, record(snapshot.index() + 1, behind));
      move(fresh, "log");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot shorten the log in " + directory, e);
    }
  }

  private interface Part {
    void write(DataOutputStream to) throws IOException;
  }

  private static byte[] record(Part part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(FORMAT);
    part.write(new DataOutputStream(bytes));
    byte[] record = bytes.toByteArray();
    return ByteBuffer.allocate(HEAD + record.length)
        .putInt(record.length)
        .putInt(sum(record))
        .put(record)
        .array();
  }

  private void replace(String name, Part part) {
    Path fresh = file(name + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      force(channel, record(part));
      move(fresh, name);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep " + name + " in " + directory, e);
    }
  }

  private static void force(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(false);
  }

  private void move(Path fresh, String name) throws IOException {
    Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
      entry.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    log.close();
    lock.close();
  }
}
