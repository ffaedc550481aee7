package dev.pubsub.resilience.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WatermarksTest {

  @Test
  void aResourceHasItsOwnMarksOrThoseOfAll() {
    Watermarks marks = Watermarks.parse("70%/90%, heap=75%/92% ,CPU = 90% / 98%");

    assertThat(marks.of("heap")).isEqualTo(new Marks(75, 92));
    assertThat(marks.of("cpu")).isEqualTo(new Marks(90, 98));
    assertThat(marks.of("disk")).isEqualTo(new Marks(70, 90));
    assertThat(marks.names("cpu")).isTrue();
    assertThat(marks.names("disk")).isFalse();
  }

  @Test
  void withoutMarksForAllThoseAreEightyAndNinetyFive() {
    assertThat(Watermarks.parse("heap=75%/92%").of("disk")).isEqualTo(new Marks(80, 95));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "80%; cannot be read",
        "80/95; cannot be read",
        "heap:80%/95%; cannot be read",
        "80%/95%,; cannot be read",
        "95%/80%; the hard one above it",
        "80%/80%; the hard one above it",
        "5%/80%; must be above 5%",
        "80%/101%; not above 100%",
        "head=80%/95%; there are cpu, direct, disk, files, heap, processes, queue, threads",
        "80%/95%,70%/90%; the same has marks already",
        "heap=80%/95%,heap=70%/90%; the same has marks already",
      })
  void whatCannotBeReadIsRefusedWithASentence(String text, String sentence) {
    assertThatThrownBy(() -> Watermarks.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a list of marks such as 80%/95%, heap=75%/90%")
        .hasMessageContaining(sentence);
  }
}
