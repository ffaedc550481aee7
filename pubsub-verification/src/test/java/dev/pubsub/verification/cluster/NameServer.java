package dev.pubsub.verification.cluster;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A process that answers every question for addresses of the DNS (RFC 1035) with the same ones, and
 * every other with nothing.
 */
public final class NameServer {

  private static final int PORT = 53;
  private static final int MOST_BYTES = 512;
  private static final int HEADER = 12;
  private static final short ANSWERED_WITH_AUTHORITY = (short) 0x8580;
  private static final short NAME_OF_THE_QUESTION = (short) 0xC00C;
  private static final short ADDRESS = 1;
  private static final short INTERNET = 1;

  private NameServer() {}

  /** Takes the address to listen to, and those to answer with. Runs until it is killed. */
  public static void main(String[] args) throws IOException {
    Chatterer.endWithWhoStartedIt();
    List<byte[]> addresses = new ArrayList<>();
    for (String arg : List.of(args).subList(1, args.length)) {
      addresses.add(InetAddress.getByName(arg).getAddress());
    }
    try (DatagramSocket socket = new DatagramSocket(PORT, InetAddress.getByName(args[0]))) {
      System.out.println("ready");
      DatagramPacket asked = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
      while (true) {
        asked.setLength(MOST_BYTES);
        socket.receive(asked);
        byte[] answer = answer(Arrays.copyOf(asked.getData(), asked.getLength()), addresses);
        socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
      }
    }
  }

  private static byte[] answer(byte[] question, List<byte[]> addresses) {
    ByteBuffer asked = ByteBuffer.wrap(question);
    short id = asked.getShort();
    asked.position(HEADER);
    for (int label = asked.get(); label > 0; label = asked.get()) {
      asked.position(asked.position() + label);
    }
    List<byte[]> known = asked.getShort() == ADDRESS ? addresses : List.of();
    int end = asked.position() + Short.BYTES;
    ByteBuffer to = ByteBuffer.allocate(MOST_BYTES);
    to.putShort(id).putShort(ANSWERED_WITH_AUTHORITY);
    to.putShort((short) 1).putShort((short) known.size()).putInt(0);
    to.put(question, HEADER, end - HEADER);
    for (byte[] address : known) {
      to.putShort(NAME_OF_THE_QUESTION).putShort(ADDRESS).putShort(INTERNET);
      to.putInt(0).putShort((short) address.length).put(address);
    }
    byte[] answer = new byte[to.position()];
    to.flip().get(answer);
    return answer;
  }
}
