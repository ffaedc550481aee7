package dev.pubsub.verification.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Hosts of a network that exists in this machine alone: a network namespace for each, and a bridge
 * in one more. Each has a cable that can be cut, and can be kept from sending to another.
 */
final class Cables implements AutoCloseable {

  private static final AtomicInteger NETWORKS = new AtomicInteger();

  private final String prefix =
      "cables-" + ProcessHandle.current().pid() + "-" + NETWORKS.incrementAndGet() + "-";
  private final List<String> made = new ArrayList<>();

  /** Hosts from 1 to so many, all of them connected. */
  Cables(int hosts) {
    try {
      add("hub");
      in("hub", "link", "add", "br0", "type", "bridge");
      in("hub", "link", "set", "br0", "up");
      IntStream.rangeClosed(1, hosts).forEach(this::plugIn);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Whether this process may make networks. */
  static boolean areAllowed() {
    try {
      Process ip = ip(Stream.of("netns", "add", "cables-probe"));
      ip.getInputStream().readAllBytes();
      return ip.waitFor() == 0 && ip(Stream.of("netns", "del", "cables-probe")).waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void add(String name) {
    run(Stream.of("netns", "add", prefix + name));
    made.add(name);
  }

  private void plugIn(int host) {
    String name = Integer.toString(host);
    add(name);
    in("hub", "link", "add", port(host), "type", "veth", "peer", "eth0", "netns", prefix + name);
    in("hub", "link", "set", port(host), "master", "br0", "up");
    in(name, "address", "add", address(host) + "/24", "dev", "eth0");
    in(name, "link", "set", "eth0", "up");
    in(name, "link", "set", "lo", "up");
  }

  static String address(int host) {
    return "10.77.0." + host;
  }

  private static String port(int host) {
    return "port" + host;
  }

  /** A command that runs on a host. */
  List<String> on(int host, List<String> command) {
    return Stream.concat(Stream.of("ip", "netns", "exec", prefix + host), command.stream())
        .toList();
  }

  void cut(int host) {
    in("hub", "link", "set", port(host), "down");
  }

  void mend(int host) {
    in("hub", "link", "set", port(host), "up");
  }

  /** Keeps a host from sending to another, which can still send to it. */
  void silence(int host, int towards) {
    in(Integer.toString(host), "route", "replace", "blackhole", address(towards) + "/32");
  }

  void unsilence(int host, int towards) {
    in(Integer.toString(host), "route", "flush", address(towards) + "/32", "type", "blackhole");
  }

  private void in(String name, String... command) {
    run(Stream.concat(Stream.of("-n", prefix + name), Stream.of(command)));
  }

  private static void run(Stream<String> command) {
    try {
      Process ip = ip(command);
      String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(ip.waitFor()).as(said).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Process ip(Stream<String> command) throws IOException {
    List<String> line = Stream.concat(Stream.of("ip"), command).toList();
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  @Override
  public void close() {
    AssertionError failure = null;
    for (String name : made) {
      try {
        run(Stream.of("netns", "del", prefix + name));
      } catch (AssertionError e) {
        // The others are to go all the same.
        failure = e;
      }
    }
    made.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
