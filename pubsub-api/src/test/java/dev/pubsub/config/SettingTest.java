package dev.pubsub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.pubsub.Overflow;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingTest {

  private final Setting<Integer> number = Setting.number("n", 5, -1, 10, "A number.");
  private final Setting<Duration> duration = Setting.duration("d", "30s", "A span.");
  private final Setting<Long> bytes = Setting.bytes("b", "64MB", "A size.");
  private final Setting<Overflow> choice =
      Setting.choice(
          "c",
          Overflow.DROP_NEWEST,
          EnumSet.complementOf(EnumSet.of(Overflow.AS_CONFIGURED)),
          "A choice.");

  @Test
  void aDeclarationKeepsWhatItSays() {
    assertThat(number.key()).isEqualTo("n");
    assertThat(number.fallback()).isEqualTo("5");
    assertThat(number.description()).isEqualTo("A number.");
  }

  @Test
  void textIsTakenAsItIs() {
    Setting<String> text = Setting.text("t", "", "Any text.");

    assertThat(text.parser().apply(" as it is ")).isEqualTo(" as it is ");
    assertThat(text.parser().apply(text.fallback())).isEmpty();
  }

  @Test
  void onlyWhatIsDeclaredSecretIsSecret() {
    Setting<String> password = Setting.secret("p", "A password.");

    assertThat(password.secret()).isTrue();
    assertThat(password.fallback()).isEmpty();
    assertThat(password.parser().apply("s3cret")).isEqualTo("s3cret");
    assertThat(number.secret()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1,-1", "10,10", "' 7 ',7", "+3,3"})
  void aNumberWithinItsBoundsIsRead(String text, int value) {
    assertThat(number.parser().apply(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-2", "11", "", "x", "1.5", "99999999999", "1 0"})
  void anyOtherNumberIsRefusedWithWhatWouldBeRight(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> number.parser().apply(text))
        .withMessage("a whole number from -1 to 10");
  }

  @ParameterizedTest
  @CsvSource({
    "250ms,PT0.25S",
    "30s,PT30S",
    "5m,PT5M",
    "2h,PT2H",
    "1d,PT24H",
    "0s,PT0S",
    "' 30S ',PT30S",
    "PT1.5S,PT1.5S",
    "pt5m,PT5M",
    "P1DT1H,PT25H",
    "999999999d,P999999999D"
  })
  void spansOfTimeAreReadInBothForms(String text, Duration value) {
    assertThat(duration.parser().apply(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "30 s", "-30s", "1.5s", "1w", "9999999999s", "PT", "P1Y"})
  void anythingElseIsNoSpanOfTime(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> duration.parser().apply(text))
        .withMessage("a span of time such as 250ms, 30s or PT5M");
  }

  @Test
  void aSpanOfTimeIsNotNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> duration.parser().apply("PT-5M"))
        .withMessage("a span of time that is not negative");
  }

  @ParameterizedTest
  @CsvSource({
    "1B,1",
    "512KB,524288",
    "' 64mb ',67108864",
    "1Gb,1073741824",
    "007kB,7168",
    "999999999GB,1073741822926258176"
  })
  void bytesAreReadWithTheirUnit(String text, long value) {
    assertThat(bytes.parser().apply(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64", "MB", "0B", "000KB", "-1KB", "1.5MB", "1 KB", "1TB", "1K"})
  void anythingElseIsNoNumberOfBytes(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bytes.parser().apply(text))
        .withMessage("a number of bytes such as 512KB, 64MB or 1GB");
  }

  @ParameterizedTest
  @CsvSource({"drop-newest,DROP_NEWEST", "' Latest-Per-Key ',LATEST_PER_KEY", "wait,WAIT"})
  void aChoiceIsMadeByTheNameInLowerCaseWithDashes(String text, Overflow value) {
    assertThat(choice.parser().apply(text)).isEqualTo(value);
    assertThat(choice.fallback()).isEqualTo("drop-newest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "drop_newest", "as-configured", "newest"})
  void whatIsNoChoiceIsRefusedWithAllThatAre(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> choice.parser().apply(text))
        .withMessage(
            "one of drop-newest, drop-oldest, latest-per-key, wait, disconnect, dead-letter");
  }

  @Test
  void aSwitchIsTrueOrFalse() {
    Setting<Boolean> flag = Setting.flag("f", false, "A switch.");

    assertThat(flag.fallback()).isEqualTo("false");
    assertThat(flag.parser().apply(" True ")).isTrue();
    assertThat(flag.parser().apply("false")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flag.parser().apply("yes"))
        .withMessage("true or false");
  }

  @Test
  void aDefaultThatCannotBeReadIsFoundWhenItIsDeclared() {
    assertThatIllegalArgumentException().isThrownBy(() -> Setting.number("n", 11, 0, 10, "A."));
    assertThatIllegalArgumentException().isThrownBy(() -> Setting.duration("d", "soon", "A."));
    assertThatIllegalArgumentException().isThrownBy(() -> Setting.bytes("b", "much", "A."));
  }

  @Test
  void aParserThatGivesNothingIsNamedByItsKey() {
    assertThatNullPointerException()
        .isThrownBy(() -> new Setting<String>("the.key", "x", "A.", text -> null))
        .withMessage("the.key");
  }
}
