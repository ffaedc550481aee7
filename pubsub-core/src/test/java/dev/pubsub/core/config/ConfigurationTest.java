package dev.pubsub.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigurationTest {

  private static final Map<String, String> NONE = Map.of();

  private static final Setting<Integer> CAPACITY =
      Setting.number("capacity", 1000, 1, 9999, "How many.");
  private static final Setting<Duration> STAY_HOT =
      Setting.duration("lane.stay-hot", "1ms", "How long.");
  private static final Setting<Integer> PORT = Setting.number("port", 4000, 0, 65535, "Where.");

  private static final Map<String, Setting<?>> DECLARED =
      Map.of(
          "pubsub.capacity", CAPACITY,
          "pubsub.lane.stay-hot", STAY_HOT,
          "pubsub.plugin.ws.port", PORT);

  @Test
  void withoutSourcesEverySettingHasItsDefault() {
    Configuration configuration = read(NONE, NONE, NONE);

    assertThat(configuration.under("pubsub.").get(CAPACITY)).isEqualTo(1000);
    assertThat(configuration.under("pubsub.").get(STAY_HOT)).isEqualTo(Duration.ofMillis(1));
    assertThat(configuration.under("pubsub.plugin.ws.").get(PORT)).isEqualTo(4000);
  }

  @Test
  void codeCountsForMoreThanPropertiesAndTheseForMoreThanTheEnvironment() {
    Map<String, String> code = Map.of("pubsub.capacity", "1");
    Map<String, String> properties = Map.of("pubsub.capacity", "2");
    Map<String, String> environment = Map.of("PUBSUB_CAPACITY", "3");

    assertThat(capacity(code, properties, environment)).isEqualTo(1);
    assertThat(capacity(NONE, properties, environment)).isEqualTo(2);
    assertThat(capacity(NONE, NONE, environment)).isEqualTo(3);
  }

  @Test
  void inTheEnvironmentDotsAndDashesAreUnderscores() {
    Configuration configuration =
        read(
            NONE,
            NONE,
            Map.of("PUBSUB_LANE_STAY_HOT", "5ms", "PUBSUB_PLUGIN_WS_PORT", "0", "PATH", "/bin"));

    assertThat(configuration.under("pubsub.").get(STAY_HOT)).isEqualTo(Duration.ofMillis(5));
    assertThat(configuration.under("pubsub.plugin.ws.").get(PORT)).isZero();
  }

  @Test
  void whatDoesNotBeginLikeOursIsNotLookedAt() {
    assertThat(
            capacity(
                NONE,
                Map.of("java.home", "/", "pubsubber.x", "1"),
                Map.of("PUBSUBBER", "1", "pubsub_capacity", "7", "HOME", "/")))
        .isEqualTo(1000);
  }

  @Test
  void allProblemsAreToldAtOnceEachWithTheNearestGuess() {
    PubSubException refusal =
        refusal(
            Map.of("pubsub.capactiy", "5", "pubsub.capacity", "0"),
            Map.of("pubsub.plugin.ws.prot", "1", "pubsub.lane.stay-hot", "soon"),
            Map.of("PUBSUB_PLUGIN_WS_PROT", "1", "PUBSUB_PLUGIN_WS_PORT", "70000"));

    assertThat(refusal.code()).isEqualTo(StandardError.BAD_SETTINGS);
    assertThat(refusal.getMessage().lines())
        .containsExactlyInAnyOrder(
            "unknown setting pubsub.capactiy, did you mean pubsub.capacity?",
            "system property: unknown setting pubsub.plugin.ws.prot, did you mean"
                + " pubsub.plugin.ws.port?",
            "unknown setting PUBSUB_PLUGIN_WS_PROT, did you mean PUBSUB_PLUGIN_WS_PORT?",
            "pubsub.capacity: '0' is not a whole number from 1 to 9999",
            "system property: pubsub.lane.stay-hot: 'soon' is not a span of time such as 250ms, 30s or PT5M",
            "environment PUBSUB_PLUGIN_WS_PORT: pubsub.plugin.ws.port: '70000' is not a whole number"
                + " from 0 to 65535");
  }

  @Test
  void aKeySetInCodeMustBeOurs() {
    assertThat(refusal(Map.of("capacity", "5"), NONE, NONE))
        .hasMessageStartingWith("unknown setting capacity");
  }

  @Test
  void aValueThatIsCoveredByAStrongerSourceIsNotLookedAt() {
    assertThat(capacity(Map.of("pubsub.capacity", "5"), NONE, Map.of("PUBSUB_CAPACITY", "junk")))
        .isEqualTo(5);
  }

  @Test
  void whatKubernetesAddsForAServiceOfThatNameIsNotASetting() {
    Map<String, String> added =
        Map.of(
            "PUBSUB_SERVICE_HOST", "10.0.0.1",
            "PUBSUB_SERVICE_PORT", "4000",
            "PUBSUB_SERVICE_PORT_HTTP", "4000",
            "PUBSUB_PORT", "tcp://10.0.0.1:4000",
            "PUBSUB_PORT_4000_TCP_ADDR", "10.0.0.1");

    assertThat(capacity(NONE, NONE, added)).isEqualTo(1000);
  }

  @Test
  void whatIsSetForAPartStandsBeforeWhatIsSetForAll() {
    Map<String, Setting<?>> special =
        Map.of("pubsub.bus.a.capacity", CAPACITY, "pubsub.bus.a.lane.stay-hot", STAY_HOT);
    Configuration configuration =
        Configuration.read(
            sources(
                Map.of("pubsub.capacity", "2", "pubsub.lane.stay-hot", "3ms"),
                NONE,
                Map.of("PUBSUB_BUS_A_CAPACITY", "7")),
            DECLARED,
            special);
    Settings part = configuration.under("pubsub.bus.a.", "pubsub.");

    assertThat(part.get(CAPACITY)).isEqualTo(7);
    assertThat(part.get(STAY_HOT)).isEqualTo(Duration.ofMillis(3));
    assertThat(configuration.under("pubsub.").get(CAPACITY)).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part.get(PORT))
        .withMessage("the setting pubsub.port was not declared");
  }

  @Test
  void whatIsSetForAPartIsCheckedWithAllTheRest() {
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class,
            () ->
                Configuration.read(
                    sources(
                        Map.of("pubsub.bus.a.capacity", "0", "pubsub.bus.a.capactiy", "5"),
                        NONE,
                        Map.of("PUBSUB_CAPACITY", "many")),
                    DECLARED,
                    Map.of("pubsub.bus.a.capacity", CAPACITY)));

    assertThat(refusal.getMessage().lines())
        .containsExactlyInAnyOrder(
            "unknown setting pubsub.bus.a.capactiy, did you mean pubsub.bus.a.capacity?",
            "pubsub.bus.a.capacity: '0' is not a whole number from 1 to 9999",
            "environment PUBSUB_CAPACITY: pubsub.capacity: 'many' is not a whole number from 1 to"
                + " 9999");
  }

  @Test
  void aFallbackCountsForMoreThanTheDefaultAlone() {
    Map<String, Given> fallbacks =
        Map.of(
            "pubsub.capacity", new Given("7", "pubsub.yaml:1"),
            "pubsub.plugin.ws.port", new Given("8", "pubsub.yaml:2"));
    Configuration configuration =
        Configuration.read(
            new Sources(Map.of(), NONE, Map.of("PUBSUB_CAPACITY", "6"), fallbacks, List.of()),
            DECLARED);

    assertThat(configuration.given())
        .containsOnly(
            Map.entry("pubsub.capacity", new Given("6", "environment PUBSUB_CAPACITY")),
            Map.entry("pubsub.plugin.ws.port", new Given("8", "pubsub.yaml:2")),
            Map.entry("pubsub.lane.stay-hot", new Given("1ms", "default")));
    assertThat(configuration.under("pubsub.").get(CAPACITY)).isEqualTo(6);
  }

  @Test
  void whatIsWrongWithASourceIsToldWithItsPlaceAndWithAllTheRest() {
    Map<String, Given> fallbacks =
        Map.of(
            "pubsub.ws.port", new Given("8", "pubsub.yaml:1"),
            "pubsub.capacity", new Given("0", "pubsub.yaml:2"));
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class,
            () -> Configuration.read(fallbacks(fallbacks, "pubsub.yaml:3: odd"), DECLARED));

    assertThat(refusal.getMessage().lines())
        .containsExactly(
            "pubsub.yaml:3: odd",
            "pubsub.yaml:1: unknown setting pubsub.ws.port, did you mean pubsub.plugin.ws.port?",
            "pubsub.yaml:2: pubsub.capacity: '0' is not a whole number from 1 to 9999");
  }

  @Test
  void aSecretIsReadButNeverShown() {
    Setting<Integer> pin =
        new Setting<>("pin", "0", "A number.", ConfigurationTest::lengthOfFourDigits, true);
    Map<String, Setting<?>> declared = Map.of("pubsub.pin", pin);

    Configuration configuration =
        Configuration.read(
            fallbacks(Map.of("pubsub.pin", new Given("1234", "pubsub.yaml:1"))), declared);
    assertThat(configuration.under("pubsub.").get(pin)).isEqualTo(4);
    assertThat(configuration.given())
        .containsOnly(Map.entry("pubsub.pin", new Given("(hidden)", "pubsub.yaml:1")));

    assertThatExceptionOfType(PubSubException.class)
        .isThrownBy(
            () ->
                Configuration.read(
                    fallbacks(Map.of("pubsub.pin", new Given("12345", "pubsub.yaml:1"))), declared))
        .withMessage("pubsub.yaml:1: pubsub.pin: what was given is not at most four digits");
  }

  private static int lengthOfFourDigits(String text) {
    if (text.length() > 4) {
      throw new IllegalArgumentException("at most four digits");
    }
    return text.length();
  }

  @Test
  void whoFollowsASettingHasItAtOnceAndWhateverItBecomes() {
    Setting<Integer> rate = Setting.number("rate", 5, 0, 9, "How fast.").changeable();
    Map<String, Setting<?>> known = Map.of("pubsub.rate", rate);
    Map<String, Setting<?>> special = Map.of("pubsub.bus.a.rate", rate, "pubsub.bus.b.rate", rate);
    Configuration configuration =
        Configuration.read(
            fallbacks(Map.of("pubsub.bus.b.rate", new Given("7", "pubsub.yaml:1"))),
            known,
            special);
    List<Integer> ofA = new ArrayList<>();
    List<Integer> ofB = new ArrayList<>();
    configuration.under("pubsub.bus.a.", "pubsub.").follow(rate, ofA::add);
    configuration.under("pubsub.bus.b.", "pubsub.").follow(rate, ofB::add);

    configuration.change("pubsub.rate", "1");
    configuration.change("pubsub.bus.a.rate", "2");
    configuration.change("pubsub.rate", "3");

    assertThat(ofA).containsExactly(5, 1, 2, 2);
    assertThat(ofB).containsExactly(7, 7, 7);
    assertThat(configuration.under("pubsub.").get(rate)).isEqualTo(3);
    assertThat(configuration.given()).containsEntry("pubsub.rate", new Given("3", "live"));
  }

  @Test
  void aVariableThatMayMeanTwoSettingsIsNotGuessedAt() {
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class,
            () ->
                Configuration.read(
                    sources(NONE, NONE, Map.of("PUBSUB_BUS_A_B_CAPACITY", "5")),
                    DECLARED,
                    Map.of(
                        "pubsub.bus.a-b.capacity", CAPACITY, "pubsub.bus.a.b.capacity", CAPACITY)));

    assertThat(refusal)
        .hasMessageStartingWith("PUBSUB_BUS_A_B_CAPACITY may mean ")
        .hasMessageEndingWith(": set it in another way");
  }

  @Test
  void anOwnerSeesItsOwnSettingsAlone() {
    Settings settings = read(NONE, NONE, NONE).under("pubsub.plugin.ws.");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.get(CAPACITY))
        .withMessage("the setting pubsub.plugin.ws.capacity was not declared");
  }

  private static Configuration read(
      Map<String, String> code, Map<String, String> properties, Map<String, String> environment) {
    return Configuration.read(sources(code, properties, environment), DECLARED);
  }

  private static Sources sources(
      Map<String, String> code, Map<String, String> properties, Map<String, String> environment) {
    Map<String, Given> set = new LinkedHashMap<>();
    code.forEach((key, text) -> set.put(key, Given.inCode(text)));
    return new Sources(set, properties, environment, Map.of(), List.of());
  }

  private static Sources fallbacks(Map<String, Given> fallbacks, String... problems) {
    return new Sources(Map.of(), NONE, NONE, fallbacks, List.of(problems));
  }

  private static int capacity(
      Map<String, String> code, Map<String, String> properties, Map<String, String> environment) {
    return read(code, properties, environment).under("pubsub.").get(CAPACITY);
  }

  private static PubSubException refusal(
      Map<String, String> code, Map<String, String> properties, Map<String, String> environment) {
    return catchThrowableOfType(PubSubException.class, () -> read(code, properties, environment));
  }
}
