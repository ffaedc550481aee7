package dev.pubsub.benchmarks.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.protocols.TP;
import org.jspecify.annotations.Nullable;

/** A channel of JGroups with its own stack for TCP, which sends to the other member. */
final class JGroupsNode implements Node {

  private static final String LOOPBACK = "127.0.0.1";

  private final JChannel channel;
  private volatile @Nullable Address other;

  JGroupsNode(String port) throws Exception {
    System.setProperty("jgroups.bind_addr", LOOPBACK);
    System.setProperty("jgroups.tcpping.initial_hosts", LOOPBACK + "[" + port + "]");
    // Else what does not fill a packet waits up to 40 ms.
    System.setProperty("tcp-nodelay", "true");
    channel = new JChannel("tcp.xml");
    TP transport = channel.getProtocolStack().getTransport();
    transport.setBindPort(Integer.parseInt(port));
    transport.getDiagnosticsHandler().setEnabled(false);
  }

  @Override
  public void join(Consumer<String> ear) {
    channel.setReceiver(
        new Receiver() {
          @Override
          public void receive(Message message) {
            ear.accept(
                new String(message.getArray(), message.getOffset(), message.getLength(), US_ASCII));
          }

          @Override
          public void viewAccepted(View view) {
            other =
                view.getMembers().stream()
                    .filter(member -> !member.equals(channel.getAddress()))
                    .findFirst()
                    .orElse(null);
          }
        });
    try {
      channel.connect("bench");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void send(String text) {
    Address there = other;
    if (there == null) {
      return;
    }
    try {
      channel.send(new BytesMessage(there, text.getBytes(US_ASCII)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
