package dev.pubsub.cluster.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.stack.Protocol;
import org.junit.jupiter.api.Test;

/** What a node is made of where others are found by a name of the network. */
final class StackTest {

  private static final Joining BY_NAME =
      new Joining(
          "pubsub",
          "127.0.0.1",
          7800,
          1,
          Discovery.DNS,
          List.of(),
          "pubsub-nodes.default.svc.cluster.local",
          "",
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          65_536);

  private static <P extends Protocol> P only(Class<P> type) throws UnknownHostException {
    List<P> found =
        new Stack(BY_NAME).protocols().stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void theNameIsAskedForAsItStandsAndWithoutEnd() throws UnknownHostException {
    DNS_PING ping = only(DNS_PING.class);

    assertThat(ping.getDNSQuery()).isEqualTo("pubsub-nodes.default.svc.cluster.local");
    assertThat(ping.isDynamic()).isTrue();
  }

  @Test
  void whoeverIsAskedTellsOfAllItKnows() throws UnknownHostException {
    org.jgroups.protocols.Discovery search = only(org.jgroups.protocols.Discovery.class);

    assertThat(search.returnEntireCache()).isTrue();
    assertThat(search.numDiscoveryRuns()).isGreaterThan(1);
  }

  @Test
  void withARangeOfOneANodeHasItsPortAndTheOneBehindIt() throws UnknownHostException {
    TCP transport = only(TCP.class);
    FD_SOCK2 watch = only(FD_SOCK2.class);

    assertThat(transport.getBindAddress().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(transport.getBindPort()).isEqualTo(7800);
    assertThat(transport.getPortRange()).isZero();
    assertThat(transport.getId()).isEqualTo(ClassConfigurator.getProtocolId(TCP.class));
    assertThat(watch.getOffset()).isEqualTo(1);
  }
}
