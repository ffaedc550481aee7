package dev.pubsub.cluster.coordination.raft;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads what voters say: a byte for the kind, then the fields. */
public final class MessageCodec {

  /** The longest command or snapshot that is read. */
  private static final int LONGEST = 1 << 26;

  private static final int MANY = 1024;

  private static final int ASK = 1;
  private static final int VOTE = 2;
  private static final int APPEND = 3;
  private static final int INSTALL = 4;
  private static final int APPENDED = 5;

  private MessageCodec() {}

  /**
   * Writes a message.
   *
   * @param to behind what is there
   * @param message any
   * @throws IOException when it cannot be written
   */
  public static void write(DataOutput to, Message message) throws IOException {
    if (message instanceof Message.Ask ask) {
      begin(to, ASK, ask);
      to.writeBoolean(ask.pre());
      to.writeLong(ask.lastIndex());
      to.writeLong(ask.lastTerm());
    } else if (message instanceof Message.Vote vote) {
      begin(to, VOTE, vote);
      to.writeBoolean(vote.pre());
      to.writeBoolean(vote.granted());
    } else if (message instanceof Message.Append append) {
      begin(to, APPEND, append);
      to.writeLong(append.previous());
      to.writeLong(append.previousTerm());
      to.writeLong(append.committed());
      writeEntries(to, append.entries());
    } else if (message instanceof Message.Install install) {
      begin(to, INSTALL, install);
      writeSnapshot(to, install.snapshot());
    } else if (message instanceof Message.Appended appended) {
      begin(to, APPENDED, appended);
      to.writeBoolean(appended.fits());
      to.writeLong(appended.index());
    }
  }

  private static void begin(DataOutput to, int kind, Message message) throws IOException {
    to.writeByte(kind);
    to.writeLong(message.term());
  }

  static void writeEntries(DataOutput to, List<Entry> entries) throws IOException {
    to.writeInt(entries.size());
    for (Entry entry : entries) {
      to.writeLong(entry.term());
      writeBytes(to, entry.command());
    }
  }

  static void writeSnapshot(DataOutput to, Snapshot snapshot) throws IOException {
    to.writeLong(snapshot.index());
    to.writeLong(snapshot.term());
    writeBytes(to, snapshot.state());
  }

  private static void writeBytes(DataOutput to, byte[] bytes) throws IOException {
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  /**
   * Reads a message.
   *
   * @param from where one begins
   * @return the message
   * @throws IOException when there is none
   */
  public static Message read(DataInput from) throws IOException {
    int kind = from.readByte();
    long term = from.readLong();
    return switch (kind) {
      case ASK -> new Message.Ask(term, from.readBoolean(), from.readLong(), from.readLong());
      case VOTE -> new Message.Vote(term, from.readBoolean(), from.readBoolean());
      case APPEND ->
          new Message.Append(
              term, from.readLong(), from.readLong(), from.readLong(), readEntries(from));
      case INSTALL -> new Message.Install(term, readSnapshot(from));
      case APPENDED -> new Message.Appended(term, from.readBoolean(), from.readLong());
      default -> throw new IOException("voters do not say anything of kind " + kind);
    };
  }

  static List<Entry> readEntries(DataInput from) throws IOException {
    int count = from.readInt();
    if (count < 0) {
      throw new IOException("less than no entries");
    }
    List<Entry> entries = new ArrayList<>(Math.min(count, MANY));
    for (int i = 0; i < count; i++) {
      entries.add(new Entry(from.readLong(), readBytes(from)));
    }
    return entries;
  }

  static Snapshot readSnapshot(DataInput from) throws IOException {
    return new Snapshot(from.readLong(), from.readLong(), readBytes(from));
  }

  private static byte[] readBytes(DataInput from) throws IOException {
    int length = from.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("something of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    from.readFully(bytes);
    return bytes;
  }
}
