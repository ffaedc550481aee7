package dev.pubsub.benchmarks.cluster;

import dev.pubsub.benchmarks.Programs;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The systems that are compared, ours first; each with how many messages may be in flight. */
enum Candidate {
  PUBSUB("pubsub", 16_384) {
    @Override
    Node node(String port, String to, String from) {
      return new OurNode(port, to, from);
    }
  },

  /** With a window as wide as that of the others it carries several times less. */
  JGROUPS("JGroups", 1_024) {
    @Override
    Node node(String port, String to, String from) throws Exception {
      return new JGroupsNode(port);
    }
  },

  NATS("NATS", 16_384) {
    @Override
    Node node(String port, String to, String from) throws Exception {
      return new NatsNode(port, to, from);
    }

    @Override
    Closeable broker(String port) throws IOException {
      Child server = new Child(new ProcessBuilder(NATS_SERVER, "-a", "127.0.0.1", "-p", port));
      server.line("Server is ready");
      return server;
    }

    @Override
    boolean isInstalled() {
      return Programs.has(NATS_SERVER, label);
    }
  };

  private static final String NATS_SERVER = "nats-server";
  private static final int PARTS = 16;

  final String label;
  final int window;

  Candidate(String label, int window) {
    this.label = label;
    this.window = window;
  }

  /** An end that has not joined yet; the port is the first of many that are free on this host. */
  abstract Node node(String port, String to, String from) throws Exception;

  /** What must run between the ends, if anything. */
  Closeable broker(String port) throws IOException {
    return () -> {};
  }

  boolean isInstalled() {
    return true;
  }

  /** How many messages are acknowledged as one. */
  int part() {
    return window / PARTS;
  }

  /** Those that can run here. */
  static List<Candidate> installed() {
    return Stream.of(values()).filter(Candidate::isInstalled).toList();
  }
}
