package dev.pubsub.cluster.jgroups;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.MPING;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;

/** The protocols of a node, the lowest first. */
final class Stack {

  /** How many bytes may be on their way to a node before it says that it goes on. */
  private static final long IN_FLIGHT = 2_000_000;

  /** How often a node that joins asks who is there; one that admits another does not hear it. */
  private static final int DISCOVERY_RUNS = 3;

  private static final int AROUND_A_FRAME = 4096;
  private static final int ONE_SECOND = 1000;

  private final Joining joining;
  private final InetAddress address;
  private final FrameTransport transport = new FrameTransport();
  private final FrameBundler bundler = new FrameBundler();

  /** Looks the address up, which may block. */
  Stack(Joining joining) throws UnknownHostException {
    this.joining = joining;
    this.address = InetAddress.getByName(joining.address());
  }

  FrameTransport transport() {
    return transport;
  }

  FrameBundler bundler() {
    return bundler;
  }

  List<Protocol> protocols() {
    int failure = (int) joining.failure().toMillis();
    int merging = (int) joining.merging().toMillis();
    List<Protocol> protocols = new ArrayList<>();
    protocols.add(configured());
    protocols.add(discovery());
    protocols.add(new MERGE3().setMinInterval(merging / 2).setMaxInterval(merging));
    protocols.add(failingSockets());
    protocols.add(new FD_ALL3().setTimeout(failure).setInterval(Math.max(1, failure / 4)));
    protocols.add(new VERIFY_SUSPECT2().setTimeout(Math.min(ONE_SECOND, failure / 4)));
    Optional<Secrecy> secrecy = secrecy();
    secrecy.map(Secrecy::encryption).ifPresent(protocols::add);
    protocols.add(new NAKACK2().useMcastXmit(false));
    protocols.add(new UNICAST3());
    protocols.add(new STABLE());
    secrecy.map(Secrecy::authentication).ifPresent(protocols::add);
    protocols.add(
        new GMS()
            .setJoinTimeout(joining.joining().toMillis())
            .setViewAckCollectionTimeout(Math.min(2 * ONE_SECOND, failure / 2))
            .printLocalAddress(false)
            .printPhysicalAddress(false));
    protocols.add(new UFC().setMaxCredits(IN_FLIGHT));
    protocols.add(new MFC().setMaxCredits(IN_FLIGHT));
    protocols.add(new FRAG4().setFragSize(piece()));
    return protocols;
  }

  private Optional<Secrecy> secrecy() {
    return joining.secret().isEmpty()
        ? Optional.empty()
        : Optional.of(Secrecy.of(joining.secret(), joining.cluster()));
  }

  private int piece() {
    return joining.frame() + AROUND_A_FRAME;
  }

  private FrameTransport configured() {
    bundler.setMaxSize(piece() + AROUND_A_FRAME);
    transport.setBufferedOutputStreamSize(piece() + AROUND_A_FRAME + Integer.BYTES);
    // Frames hold many signals already; what waits to be larger only waits.
    transport
        .tcpNodelay(true)
        .setSockConnTimeout(ONE_SECOND)
        .logDetails(false)
        .setBindAddress(address)
        .setBindPort(joining.port())
        .setPortRange(joining.ports() - 1)
        .useVirtualThreads(false)
        .setBundler(bundler);
    // Who hears a frame waits for nobody but a store, so whoever reads may bring it.
    transport.setMessageProcessingPolicy("direct");
    return transport;
  }

  private FD_SOCK2 failingSockets() {
    return new FD_SOCK2()
        .setBindAddress(address)
        .setOffset(joining.ports())
        .setPortRange(joining.ports());
  }

  // Whoever is asked tells of all it knows: a node may be known to one other alone.
  private Protocol discovery() {
    return search()
        .<org.jgroups.protocols.Discovery>returnEntireCache(true)
        .numDiscoveryRuns(DISCOVERY_RUNS);
  }

  private org.jgroups.protocols.Discovery search() {
    return switch (joining.discovery()) {
      case HOST -> new TCPPING().setInitialHosts(neighbours());
      case STATIC -> new TCPPING().setInitialHosts(members());
      case LAN -> new MPING().setBindAddr(address);
      case DNS -> new DNS_PING().dnsQuery(joining.dnsQuery());
    };
  }

  // One by one: the range of the protocol is for hosts that it reads itself.
  private List<InetSocketAddress> neighbours() {
    return IntStream.range(joining.port(), joining.port() + joining.ports())
        .mapToObj(port -> new InetSocketAddress(address, port))
        .toList();
  }

  private List<InetSocketAddress> members() {
    return joining.members().stream().map(Stack::address).toList();
  }

  private static InetSocketAddress address(String member) {
    int colon = member.lastIndexOf(':');
    return new InetSocketAddress(
        member.substring(0, colon), Integer.parseInt(member.substring(colon + 1)));
  }
}
