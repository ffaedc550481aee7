package dev.pubsub.agents.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class BagTest {

  private static final int MANY = 100_000;

  private final Bag<String> bag = new Bag<>();

  @Test
  @Timeout(30)
  void numberedIdsByTheThousandComeAndGoQuickly() {
    for (int i = 0; i < MANY; i++) {
      bag.add("agent-" + i);
      bag.add("agent-" + i);
    }
    assertThat(bag.size()).isEqualTo(MANY);
    assertThat(bag.stream().distinct().count()).isEqualTo(MANY);

    for (int i = 0; i < MANY; i++) {
      bag.remove("agent-" + i);
      bag.remove("agent-" + i);
      if (i < MANY - 1) {
        bag.add("other-" + i);
        bag.remove("other-" + i);
      }
    }
    assertThat(bag.isDone()).isTrue();
    assertThat(bag.stream()).isEmpty();
  }
}
