package dev.pubsub.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pubsub.verification.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts on a network whose nodes know nothing of each other but the network itself. */
final class DiscoveryProof {

  private static final int HOSTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Program> programs = new ArrayList<>();
  private Cables cables;

  @BeforeEach
  void plugIn() {
    assumeTrue(Cables.areAllowed(), "this test needs the right to make network namespaces");
    cables = new Cables(HOSTS);
  }

  @AfterEach
  void unplug() {
    programs.forEach(Program::close);
    if (cables != null) {
      cables.close();
    }
  }

  private Program start(int host, List<String> command) {
    Program program = Program.start(Program.ROOT, cables.on(host, command));
    programs.add(program);
    return program.saying("ready");
  }

  private static List<String> node(int host, String... settings) {
    return Chatterer.command(
        Stream.concat(Stream.of("n" + host, "bind=" + Cables.address(host)), Stream.of(settings))
            .toArray(String[]::new));
  }

  private static void awaitAllHear(List<Program> nodes) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (Program node : nodes) {
                IntStream.rangeClosed(1, nodes.size())
                    .forEach(
                        each ->
                            assertThat(node.out().lines())
                                .as("said: %s", node.err())
                                .anyMatch(line -> line.startsWith("n" + each + " ")));
              }
            });
  }

  @Test
  void nodesOfOneNetworkFindEachOtherByMulticast() {
    awaitAllHear(
        IntStream.rangeClosed(1, HOSTS)
            .mapToObj(host -> start(host, node(host, "discovery=lan")))
            .toList());
  }

  @Test
  void nodesFindEachOtherByAName(@TempDir Path folder) throws IOException {
    Path resolver = folder.resolve("resolv.conf");
    Files.writeString(resolver, "nameserver " + Cables.address(1) + "\noptions timeout:1\n");
    start(1, nameServer());
    awaitAllHear(
        IntStream.rangeClosed(1, HOSTS)
            .mapToObj(
                host ->
                    start(
                        host,
                        asking(
                            resolver, node(host, "discovery=dns", "dns.query=nodes.pubsub.test"))))
            .toList());
  }

  private static List<String> nameServer() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(NameServer.class.getName(), Cables.address(1)));
    IntStream.rangeClosed(1, HOSTS).mapToObj(Cables::address).forEach(command::add);
    return command;
  }

  /** The same command where another file says whom to ask for names. */
  private static List<String> asking(Path resolver, List<String> command) {
    String mounted = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";
    return Stream.concat(
            Stream.of("unshare", "--mount", "sh", "-c", mounted, resolver.toString()),
            command.stream())
        .toList();
  }
}
