package dev.pubsub.server;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class HeadStartTest {

  @Test
  void allThatItInitialisesIsThere() {
    for (String name : HeadStart.CLASSES) {
      assertThatCode(() -> Class.forName(name)).as(name).doesNotThrowAnyException();
    }
  }
}
