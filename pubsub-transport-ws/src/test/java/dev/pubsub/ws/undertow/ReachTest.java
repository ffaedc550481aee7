package dev.pubsub.ws.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReachTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1"})
  void aLoopbackAddressNeedsNoWord(String address) throws UnknownHostException {
    assertThat(Reach.of(listening(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void allInterfacesAreSaidToBeForEverybody(String address) throws UnknownHostException {
    assertThat(Reach.of(listening(address)).orElseThrow())
        .startsWith("Listening on all interfaces of this machine, port 4000: whoever can reach it")
        .contains("pubsub.plugin.ws.origins");
  }

  @Test
  void oneInterfaceIsNamed() throws UnknownHostException {
    assertThat(Reach.of(listening("192.0.2.7")).orElseThrow())
        .startsWith("Listening on 192.0.2.7, port 4000: whoever can reach it");
  }

  private static InetSocketAddress listening(String address) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(address), 4000);
  }
}
