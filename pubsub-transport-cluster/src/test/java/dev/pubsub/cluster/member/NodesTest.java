package dev.pubsub.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.cluster.wire.Node;
import dev.pubsub.spi.cluster.Members;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodesTest {

  private final Node self = new Node("a", 1);
  private final Node other = new Node("b", 2);
  private final Nodes nodes = new Nodes(self);
  private final List<String> told = new ArrayList<>();

  private final Members.Listener listener =
      new Members.Listener() {
        @Override
        public void up(String node) {
          told.add("+" + node);
        }

        @Override
        public void down(String node) {
          told.add("-" + node);
        }
      };

  @Test
  void aNodeIsAloneUntilOthersAreThere() {
    assertThat(nodes.self()).isEqualTo("a");
    assertThat(nodes.list()).containsExactly("a");
    nodes.settle(List.of(other, self));
    assertThat(nodes.list()).containsExactly("b", "a");
  }

  @Test
  void listenersAreToldWhoComesAndGoes() throws Exception {
    AutoCloseable first = nodes.watch(listener);
    AutoCloseable second = nodes.watch(listener);
    nodes.settle(List.of(self, other));
    first.close();
    nodes.settle(List.of(self, new Node("b", 3)));
    assertThat(told).containsExactly("+b", "+b", "-b", "+b");
    second.close();
    nodes.settle(List.of(self));
    assertThat(told).hasSize(4);
  }

  @Test
  void ofTwoOfANameTheOlderCounts() {
    Node twin = new Node("a", 9);
    assertThat(nodes.isTaken(List.of(twin, self))).isTrue();
    assertThat(nodes.isTaken(List.of(self, twin))).isFalse();
    assertThat(nodes.settle(List.of(other, self, twin))).containsExactly(other, self);
    assertThat(nodes.settle(List.of(twin, other, self))).containsExactly(twin, other);
    assertThat(nodes.list()).containsExactly("a");
  }

  @Test
  void aListenerThatFailsKeepsNobodyElseFromKnowing() {
    nodes.watch(
        new Members.Listener() {
          @Override
          public void up(String node) {
            throw new IllegalStateException("as the test wants it");
          }

          @Override
          public void down(String node) {
            throw new IllegalStateException("as the test wants it");
          }
        });
    nodes.watch(listener);
    assertThat(nodes.settle(List.of(self, other))).containsExactly(self, other);
    nodes.settle(List.of(self));
    assertThat(told).containsExactly("+b", "-b");
  }
}
