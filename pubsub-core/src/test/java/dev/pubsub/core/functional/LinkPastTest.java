package dev.pubsub.core.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pubsub.PublishOptions;
import dev.pubsub.StartAt;
import dev.pubsub.SubscribeOptions;
import dev.pubsub.Subscription;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Headers;
import dev.pubsub.signal.NodeHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.spi.Contributions;
import dev.pubsub.spi.data.Retention;
import dev.pubsub.spi.data.Store;
import dev.pubsub.spi.edge.Arrival;
import dev.pubsub.spi.edge.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a bus gives of its history to other nodes, and takes from theirs. */
final class LinkPastTest {

  private static final Arrival FOR_ALL = Arrival.EVERYONE;

  private final ManualBus on =
      new ManualBus("pubsub.history", "a=100, b=100, few=2", "pubsub.history.repair", "a, x:*");
  private final Link link = link();
  private final List<Object> here = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    on.close();
  }

  private Link link() {
    return on.pubsub.gateway().link("default", new OtherNodes());
  }

  private Signal foreign(String topic, int number) {
    return Signal.of(new SignalId(7, number), topic, number)
        .withTimeMillis(on.time.clock().millis());
  }

  private List<Object> history(String pattern) {
    return on.bus.history(pattern, StartAt.last(1000), 1000).entries().stream()
        .map(entry -> entry.signal().payload())
        .toList();
  }

  private List<Object> kept(String... patterns) {
    return link.kept(List.of(patterns)).stream().map(Signal::payload).toList();
  }

  private Subscription subscribe(String pattern, StartAt start) {
    return on.bus.subscribe(
        pattern,
        SubscribeOptions.DEFAULT.startingAt(start),
        delivery -> here.add(delivery.signal().payload()));
  }

  // ---- what is given

  @Test
  void thePatternsOfTheSettingAreToldAsTheyWereGiven() {
    assertThat(link.repaired()).containsExactly("a", "x:*");
    try (ManualBus plain = new ManualBus()) {
      assertThat(plain.pubsub.gateway().link("default", new OtherNodes()).repaired()).isEmpty();
    }
  }

  @Test
  void whatIsKeptIsGivenOnceInOneOrderOverAllPatterns() {
    on.publish("a", 0, 2);
    on.publish("b", 2, 3);
    on.publish("few", 3, 6);
    on.publish("a", 6, 7);

    assertThat(kept("a")).containsExactly(0, 1, 6);
    assertThat(kept("b", "a", "*")).containsExactly(0, 1, 2, 4, 5, 6);
    assertThat(kept("few", "a", "a")).containsExactly(0, 1, 4, 5, 6);
    assertThat(kept("none")).isEmpty();
  }

  @Test
  void aPatternThatIsNoneMatchesNothing() {
    on.publish("a", 0, 1);

    assertThat(kept("a::b", "")).isEmpty();
    assertThat(kept("a::b", "a")).containsExactly(0);
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatWasForOneNodeAloneIsKeptThereAndNotGivenToOthers() {
    on.bus.publish("a", 0, PublishOptions.DEFAULT.staying());
    on.bus.publish("a", 1, PublishOptions.DEFAULT.toNode("local"));
    Signal arrived = foreign("a", 2);
    link.enter(arrived.withHeaders(Headers.of(NodeHeaders.TO, "local")));
    on.publish("a", 3, 4);

    assertThat(history("a")).containsExactly(0, 1, 2, 3);
    assertThat(kept("a")).containsExactly(3);
  }

  @Test
  void aBusWithoutAHistoryGivesAndTakesNothing() {
    try (ManualBus plain = new ManualBus()) {
      Link door = plain.pubsub.gateway().link("default", new OtherNodes());
      plain.publish("a", 0, 1);

      assertThat(door.kept(List.of("**"))).isEmpty();
      assertThat(door.remember(List.of(foreign("a", 1)))).isZero();
    }
  }

  @Test
  void aLinkThatIsClosedGivesAndTakesNothing() {
    on.publish("a", 0, 1);
    link.close();

    assertThat(link.kept(List.of("a"))).isEmpty();
    assertThat(link.remember(List.of(foreign("a", 1)))).isZero();
    assertThat(history("a")).containsExactly(0);
  }

  // ---- what is taken

  @Test
  void whatOthersKeptStandsBeforeWhatIsKeptHereAndNobodyIsToldOfIt() {
    subscribe("*", StartAt.NOW);
    on.publish("a", 10, 11);
    List<Signal> past = List.of(foreign("b", 0), foreign("a", 1), foreign("b", 2));

    assertThat(link.remember(past)).isEqualTo(3);
    on.publish("a", 11, 12);
    ManualBus.await(() -> here.size() == 2);
    assertThat(here).containsExactly(10, 11);
    assertThat(history("*")).containsExactly(0, 1, 2, 10, 11);
    assertThat(on.bus.stats().published()).isEqualTo(2);
  }

  @Test
  void thisIsDoneOnce() {
    assertThat(link.remember(List.of(foreign("a", 0)))).isEqualTo(1);
    assertThat(link.remember(List.of(foreign("a", 1)))).isZero();

    assertThat(history("a")).containsExactly(0);
  }

  @Test
  void alsoWhereThereWasNothingToTake() {
    assertThat(link.remember(List.of())).isZero();
    assertThat(link.remember(List.of(foreign("a", 1)))).isZero();
  }

  @Test
  void whatIsThereAlreadyIsLeftOutAndSoIsASecondOfTheSameIdentity() {
    link.enter(foreign("a", 1), FOR_ALL);
    List<Signal> past = List.of(foreign("a", 0), foreign("a", 1), foreign("a", 0), foreign("b", 2));

    assertThat(link.remember(past)).isEqualTo(2);
    assertThat(history("*")).containsExactly(0, 2, 1);
  }

  @Test
  void topicsThatKeepNothingOrMayNotBeAreLeftOutAndNotMade() {
    List<Signal> past =
        List.of(foreign("forgetful", 0), foreign("a::b", 1), foreign("$sys:x", 2), foreign("a", 3));

    assertThat(link.remember(past)).isEqualTo(1);
    assertThat(history("**")).containsExactly(3);
    assertThat(on.bus.topics().list("", 10)).extracting(topic -> topic.name()).containsExactly("a");
    assertThat(on.bus.stats().rejected()).isZero();
  }

  @Test
  void whatHasExpiredIsLeftOut() {
    long now = on.time.clock().millis();
    List<Signal> past =
        List.of(
            foreign("a", 0).withExpiresAtMillis(now - 1),
            foreign("a", 1).withExpiresAtMillis(now + 1000));

    assertThat(link.remember(past)).isEqualTo(1);
    assertThat(history("a")).containsExactly(1);
  }

  @Test
  void aTopicKeepsNoMoreThanItsRuleSays() {
    on.publish("few", 10, 11);
    link.remember(List.of(foreign("few", 0), foreign("few", 1)));
    assertThat(history("few")).containsExactly(1, 10);
    on.publish("few", 11, 12);

    assertThat(history("few")).containsExactly(10, 11);
  }

  // ---- what comes again

  @Test
  void whatWasTakenAndComesInAgainIsDeliveredButNotKeptASecondTime() {
    subscribe("a", StartAt.NOW);
    link.remember(
        List.of(foreign("a", 0), foreign("few", 1), foreign("few", 2), foreign("few", 3)));
    link.enter(foreign("a", 0), FOR_ALL);
    link.enter(foreign("a", 0));
    link.enter(foreign("few", 1), FOR_ALL);
    link.enter(foreign("a", 4), FOR_ALL);

    ManualBus.await(() -> here.size() == 3);
    assertThat(here).containsExactly(0, 0, 4);
    assertThat(history("a")).containsExactly(0, 4);
    assertThat(history("few")).containsExactly(2, 3);
  }

  @Test
  void itsIdentityIsKnownForTenMinutes() {
    link.remember(List.of(foreign("a", 0)));
    Signal again = foreign("a", 0);
    on.time.advance(Duration.ofMinutes(10).minusMillis(1));
    link.enter(again, FOR_ALL);
    assertThat(history("a")).containsExactly(0);
    on.time.advance(Duration.ofMillis(1));
    link.enter(again, FOR_ALL);

    assertThat(history("a")).containsExactly(0, 0);
  }

  @Test
  void aLinkThatIsClosedKnowsNothingAnyMoreAndTheNextTakesAgain() {
    link.remember(List.of(foreign("a", 1)));
    link.close();
    Link next = link();

    assertThat(next.remember(List.of(foreign("a", 1), foreign("a", 0)))).isEqualTo(1);
    next.enter(foreign("a", 1), FOR_ALL);
    assertThat(history("a")).containsExactly(0, 1, 1);
  }

  // ---- what is read

  @Test
  void aReplayShowsThePastFirst() {
    on.publish("a", 10, 12);
    link.remember(List.of(foreign("a", 0), foreign("a", 1)));
    subscribe("a", StartAt.last(3));
    on.publish("a", 12, 13);

    ManualBus.await(() -> here.size() == 4);
    assertThat(here).containsExactly(1, 10, 11, 12);
  }

  @Test
  void aPositionFromBeforeIsResumedBehindThePast() {
    on.publish("a", 10, 11);
    String position = subscribe("a", StartAt.NOW).position().orElseThrow();
    on.publish("a", 11, 12);
    link.remember(List.of(foreign("a", 0)));
    Subscription resumed = subscribe("b", StartAt.after(position));

    assertThat(resumed.recovered()).isTrue();
    assertThat(on.bus.history("a", StartAt.after(position), 9).entries())
        .extracting(entry -> entry.signal().payload())
        .containsExactly(11);
  }

  @Test
  void aPositionInThePastIsResumed() {
    on.publish("a", 10, 11);
    link.remember(List.of(foreign("a", 0), foreign("a", 1), foreign("b", 2)));
    String first = on.bus.history("a", StartAt.last(9), 1000).entries().get(0).position();
    Subscription resumed = subscribe("*", StartAt.after(first));

    assertThat(resumed.recovered()).isTrue();
    ManualBus.await(() -> here.size() == 3);
    assertThat(here).containsExactly(1, 2, 10);
  }

  // ---- stores of others

  @Test
  void whereTheStoreTakesNoPastWhatComesInIsKeptAsEver() {
    Store store =
        new FullStore() {
          @Override
          public Stored append(Signal signal, Retention keep) {
            appended.add(signal);
            return new Place(signal);
          }
        };
    try (ManualBus foreign =
        ManualBus.with(
            Contributions.builder().store(bus -> store).build(), "pubsub.history", "a=10")) {
      Link door = foreign.pubsub.gateway().link("default", new OtherNodes());

      assertThat(door.remember(List.of(foreign("a", 0)))).isZero();
      door.enter(foreign("a", 0), FOR_ALL);
      assertThat(appended).hasSize(1);
    }
  }

  private final List<Signal> appended = new ArrayList<>();

  private record Place(Signal signal) implements Store.Stored {
    @Override
    public String position() {
      return "here";
    }
  }

  @Test
  void aStoreThatFailsIsToldOfAndNotAskedAgain() {
    Store store =
        new FullStore() {
          @Override
          public int prepend(List<Signal> past, Function<String, Optional<Retention>> keep) {
            throw new IllegalStateException("thrown on purpose");
          }
        };
    try (ManualBus broken =
        ManualBus.with(
            Contributions.builder().store(bus -> store).build(), "pubsub.history", "a=10")) {
      Link door = broken.pubsub.gateway().link("default", new OtherNodes());

      assertThatThrownBy(() -> door.remember(List.of(foreign("a", 0))))
          .isInstanceOfSatisfying(
              PubSubException.class,
              e -> assertThat(e.code()).isEqualTo(StandardError.PLUGIN_FAILED));
      assertThat(door.remember(List.of(foreign("a", 0)))).isZero();
    }
  }
}
