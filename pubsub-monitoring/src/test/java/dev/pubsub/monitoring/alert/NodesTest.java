package dev.pubsub.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pubsub.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NodesTest {

  private final ManualTime time = new ManualTime();
  private final Standing standing = new Standing(Duration.ofHours(1));
  private final Nodes nodes = new Nodes(standing, time);

  private void says(String node, boolean stays) {
    nodes.changed(node, Optional.empty(), Optional.of(stays));
  }

  private List<String> missed() {
    return standing.at(time.nanoTime()).stream().map(Cause::subject).toList();
  }

  @Test
  void whoGoesWithoutAWordIsMissedUntilItIsBack() {
    says("a", true);
    nodes.down("a");
    nodes.changed("a", Optional.of(true), Optional.empty());
    assertThat(missed()).containsExactly("a");

    nodes.up("a");
    assertThat(missed()).isEmpty();
  }

  @Test
  void whoSaidThatItLeavesIsNot() {
    says("a", true);
    says("a", false);
    nodes.down("a");
    assertThat(missed()).isEmpty();
  }

  @Test
  void whoWasThereBeforeIsMissedToo() {
    nodes.known(Map.of("a", true));
    nodes.down("a");
    assertThat(missed()).containsExactly("a");
  }

  @Test
  void ofOneThatNeverSaidThatItIsThereNothingIsKnown() {
    nodes.down("a");
    assertThat(missed()).isEmpty();
  }

  @Test
  void whoDoesNotComeBackIsForgotten() {
    says("a", true);
    nodes.down("a");
    time.advance(Duration.ofMinutes(59));
    assertThat(missed()).containsExactly("a");
    time.advance(Duration.ofMinutes(1));
    assertThat(missed()).isEmpty();
  }

  @Test
  void ofVeryManyTheOldestAreForgotten() {
    for (int i = 0; i < 1000; i++) {
      says("n" + i, true);
      nodes.down("n" + i);
    }
    assertThat(missed()).hasSize(256).first().isEqualTo("n744");
  }

  @Test
  void whatIsWrittenForOthersIsReadByThem() {
    Nodes.Codec codec = new Nodes.Codec();
    assertThat(codec.readKey(codec.writeKey("a"))).isEqualTo("a");
    assertThat(codec.read(codec.write(false))).isFalse();
  }
}
