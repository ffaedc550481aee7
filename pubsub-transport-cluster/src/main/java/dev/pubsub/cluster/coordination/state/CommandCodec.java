package dev.pubsub.cluster.coordination.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads commands: a byte for the kind, then the fields. */
public final class CommandCodec {

  private static final int OPEN = 1;
  private static final int RENEW = 2;
  private static final int END = 3;
  private static final int EXPIRE = 4;
  private static final int REQUEST = 5;

  private static final int CLAIM = 1;
  private static final int ARRIVE = 2;
  private static final int LEAVE = 3;
  private static final int ADD = 4;
  private static final int PUT = 5;
  private static final int REMOVE = 6;
  private static final int GET = 7;

  private CommandCodec() {}

  /**
   * Writes a command.
   *
   * @param command any
   * @return the whole of it, never empty
   */
  public static byte[] write(Command command) {
    return Octets.written(to -> write(to, command));
  }

  private static void write(DataOutput to, Command command) throws IOException {
    if (command instanceof Command.Open open) {
      to.writeByte(OPEN);
      Octets.writeText(to, open.node());
      to.writeLong(open.life());
    } else if (command instanceof Command.Renew renew) {
      to.writeByte(RENEW);
      to.writeLong(renew.session());
    } else if (command instanceof Command.End end) {
      to.writeByte(END);
      to.writeLong(end.session());
    } else if (command instanceof Command.Expire expire) {
      to.writeByte(EXPIRE);
      to.writeLong(expire.session());
      to.writeLong(expire.renewed());
    } else if (command instanceof Command.Request request) {
      to.writeByte(REQUEST);
      to.writeLong(request.session());
      to.writeLong(request.number());
      to.writeLong(request.answered());
      write(to, request.operation());
    }
  }

  private static void write(DataOutput to, Operation operation) throws IOException {
    if (operation instanceof Operation.Claim claim) {
      begin(to, CLAIM, claim.name());
    } else if (operation instanceof Operation.Arrive arrive) {
      begin(to, ARRIVE, arrive.name());
      to.writeInt(arrive.parties());
    } else if (operation instanceof Operation.Leave leave) {
      to.writeByte(LEAVE);
      to.writeLong(leave.ticket());
    } else if (operation instanceof Operation.Add add) {
      begin(to, ADD, add.name());
      to.writeLong(add.delta());
    } else if (operation instanceof Operation.Put put) {
      begin(to, PUT, put.map(), put.key(), put.value());
      to.writeLong(put.expected());
    } else if (operation instanceof Operation.Remove remove) {
      begin(to, REMOVE, remove.map(), remove.key());
      to.writeLong(remove.expected());
    } else if (operation instanceof Operation.Get get) {
      begin(to, GET, get.map(), get.key());
    }
  }

  private static void begin(DataOutput to, int kind, String... texts) throws IOException {
    to.writeByte(kind);
    for (String text : texts) {
      Octets.writeText(to, text);
    }
  }

  /**
   * Reads a command.
   *
   * @param bytes the whole of it
   * @return the command
   * @throws java.io.UncheckedIOException when it is none
   */
  public static Command read(byte[] bytes) {
    return Octets.read(bytes, CommandCodec::command);
  }

  private static Command command(DataInput from) throws IOException {
    int kind = from.readByte();
    return switch (kind) {
      case OPEN -> new Command.Open(Octets.readText(from), from.readLong());
      case RENEW -> new Command.Renew(from.readLong());
      case END -> new Command.End(from.readLong());
      case EXPIRE -> new Command.Expire(from.readLong(), from.readLong());
      case REQUEST ->
          new Command.Request(from.readLong(), from.readLong(), from.readLong(), operation(from));
      default -> throw new IOException("there is no command of kind " + kind);
    };
  }

  private static Operation operation(DataInput from) throws IOException {
    int kind = from.readByte();
    return switch (kind) {
      case CLAIM -> new Operation.Claim(Octets.readText(from));
      case ARRIVE -> new Operation.Arrive(Octets.readText(from), from.readInt());
      case LEAVE -> new Operation.Leave(from.readLong());
      case ADD -> new Operation.Add(Octets.readText(from), from.readLong());
      case PUT ->
          new Operation.Put(
              Octets.readText(from), Octets.readText(from), Octets.readText(from), from.readLong());
      case REMOVE ->
          new Operation.Remove(Octets.readText(from), Octets.readText(from), from.readLong());
      case GET -> new Operation.Get(Octets.readText(from), Octets.readText(from));
      default -> throw new IOException("there is no operation of kind " + kind);
    };
  }
}
