package dev.pubsub.cluster.coordination;

import dev.pubsub.cluster.coordination.raft.MessageCodec;
import dev.pubsub.cluster.coordination.state.CommandCodec;
import dev.pubsub.cluster.coordination.state.OutcomeCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes and reads packets: a byte that tells them from the frames of signals, one for the version,
 * a number that stands for the voters, one byte for the kind, then the fields. Those who have other
 * voters are not understood.
 */
final class PacketCodec {

  private static final int MARK = 0xC0;
  private static final int VERSION = 1;

  private static final int SAID = 1;
  private static final int CALL = 2;
  private static final int ANSWER = 3;
  private static final int ELSEWHERE = 4;
  private static final int NUDGE = 5;

  private final int voters;

  PacketCodec(int voters) {
    this.voters = voters;
  }

  static boolean isPacket(byte[] bytes, int offset, int length) {
    return length > 0 && (bytes[offset] & 0xFF) == MARK;
  }

  byte[] write(Packet packet) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream to = new DataOutputStream(bytes);
      to.writeByte(MARK);
      to.writeByte(VERSION);
      to.writeInt(voters);
      write(to, packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream to, Packet packet) throws IOException {
    if (packet instanceof Packet.Said said) {
      to.writeByte(SAID);
      MessageCodec.write(to, said.message());
    } else if (packet instanceof Packet.Call call) {
      to.writeByte(CALL);
      to.writeLong(call.number());
      to.write(CommandCodec.write(call.command()));
    } else if (packet instanceof Packet.Answer answer) {
      to.writeByte(ANSWER);
      to.writeLong(answer.number());
      OutcomeCodec.write(to, answer.outcome());
    } else if (packet instanceof Packet.Elsewhere elsewhere) {
      to.writeByte(ELSEWHERE);
      to.writeLong(elsewhere.number());
      to.writeUTF(elsewhere.leader());
    } else if (packet instanceof Packet.Nudge nudge) {
      to.writeByte(NUDGE);
      to.writeLong(nudge.session());
    }
  }

  Packet read(byte[] bytes, int offset, int length) throws IOException {
    DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes, offset, length));
    from.readByte();
    int version = from.readByte();
    if (version != VERSION) {
      throw new IOException("packets of version " + version + " are not understood");
    }
    if (from.readInt() != voters) {
      throw new IOException("its voters are others");
    }
    int kind = from.readByte();
    return switch (kind) {
      case SAID -> new Packet.Said(MessageCodec.read(from));
      case CALL -> new Packet.Call(from.readLong(), CommandCodec.read(from.readAllBytes()));
      case ANSWER -> new Packet.Answer(from.readLong(), OutcomeCodec.read(from));
      case ELSEWHERE -> new Packet.Elsewhere(from.readLong(), from.readUTF());
      case NUDGE -> new Packet.Nudge(from.readLong());
      default -> throw new IOException("there is no packet of kind " + kind);
    };
  }
}
