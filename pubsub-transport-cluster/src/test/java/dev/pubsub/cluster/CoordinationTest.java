package dev.pubsub.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.cluster.coordination.Coordination;
import dev.pubsub.cluster.coordination.CoordinationStats;
import dev.pubsub.cluster.coordination.Lease;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.spi.edge.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class CoordinationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  private final Party party = new Party();

  @AfterEach
  void close() {
    party.close();
  }

  /** With time for everything, on a machine that does much else. */
  private PubSub join(String name) {
    return join(name, "20s");
  }

  private PubSub join(String name, String leaseAndDeadline) {
    Map<String, String> settings = new HashMap<>();
    settings.put("voters", "a,b,c");
    settings.put("voters.directory", directory.resolve(name).toString());
    settings.put("voters.election", "200ms");
    settings.put("voters.lease", leaseAndDeadline);
    settings.put("voters.deadline", leaseAndDeadline);
    Map<String, String> all = new HashMap<>();
    settings.forEach((key, value) -> all.put("pubsub.plugin.cluster." + key, value));
    return party.join(name, all);
  }

  private static Coordination of(PubSub node) {
    return node.bus().extension(Coordination.class).orElseThrow();
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static void expectRefused(CompletionStage<?> stage, String code) {
    assertThatThrownBy(() -> join(stage))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            PubSubException.class, refusal -> assertThat(refusal.code().name()).isEqualTo(code));
  }

  @Test
  void everyNodeCountsAndKeepsWithTheOthersWhetherItVotesOrNot() {
    PubSub a = join("a");
    PubSub b = join("b");
    PubSub c = join("c");
    PubSub guest = join("guest");
    assertThat(join(of(a).add("n", 1))).isEqualTo(1);
    assertThat(join(of(guest).add("n", 41))).isEqualTo(42);
    OptionalLong version = join(of(b).put("m", "k", "v", 0));
    assertThat(version).isPresent();
    assertThat(join(of(c).get("m", "k")))
        .isEqualTo(new Coordination.Versioned("v", version.getAsLong()));
    assertThat(join(of(guest).put("m", "k", "w", 0))).isEmpty();
    assertThat(join(of(guest).remove("m", "k", 0))).isFalse();
    assertThat(join(of(guest).remove("m", "k", version.getAsLong()))).isTrue();
    assertThat(join(of(a).get("m", "k"))).isEqualTo(new Coordination.Versioned("", 0));
  }

  @Test
  void everyVoterTellsWhoLeadsThem() {
    List<PubSub> voters = List.of(join("a"), join("b"), join("c"));
    PubSub guest = join("guest");
    join(of(guest).add("n", 1));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(voters)
                    .extracting(node -> Party.stats(node).coordination())
                    .allMatch(CoordinationStats::votes)
                    .allMatch(each -> each.committed() > 0 && each.term() > 0)
                    .extracting(CoordinationStats::leader)
                    .containsOnly(Party.stats(voters.get(0)).coordination().leader())
                    .isSubsetOf("a", "b", "c"));
    assertThat(Party.stats(guest).coordination())
        .isEqualTo(new CoordinationStats(List.of("a", "b", "c"), false, "", 0, 0, 0));
  }

  @Test
  void aVoterThatCannotKeepItsLogSaysSoAndTheOthersGoOnWithoutIt() throws Exception {
    PubSub a = join("a");
    assertThat(health(a)).isEqualTo(Health.UP);
    // Where it would write for whom it votes.
    try (Stream<Path> files = Files.walk(directory.resolve("a"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    PubSub b = join("b");
    join("c");

    await().atMost(PATIENCE).until(() -> health(a).state() == Health.State.DEGRADED);
    assertThat(health(a).detail()).startsWith("this voter could not keep its log");
    assertThat(Party.stats(a).coordination().votes()).isFalse();
    assertThat(join(of(b).add("n", 1))).isEqualTo(1);
    assertThat(health(b)).isEqualTo(Health.UP);
  }

  private static Health health(PubSub node) {
    return node.gateway().health().stream()
        .filter(part -> part.name().equals("cluster"))
        .findFirst()
        .orElseThrow()
        .health();
  }

  @Test
  void oneLeadsAndTheNextOneDoesWhenItGoesWithAHigherToken() {
    PubSub a = join("a");
    PubSub b = join("b");
    PubSub c = join("c");
    Lease first = of(a).elect("leader");
    long token = join(first.granted());
    Lease second = of(b).elect("leader");
    assertThat(first.token()).hasValue(token);
    assertThat(second.token()).isEmpty();

    first.close();
    assertThat(first.token()).isEmpty();
    join(first.lost());
    long next = join(second.granted());
    assertThat(next).isGreaterThan(token);
    Lease third = of(c).elect("leader");
    party.leave(b);
    assertThat(join(third.granted())).isGreaterThan(next);
    assertThat(third.token()).isPresent();
    assertThat(second.token()).isEmpty();
    third.close();
  }

  @Test
  void whatAFormerLeaderPublishesIsRefusedHereAndThere() {
    PubSub a = join("a");
    PubSub b = join("b");
    join("c");
    PubSub guest = join("guest");
    Lease first = of(guest).elect("leader");
    long old = join(first.granted());
    first.close();
    long token = join(of(a).elect("leader").granted());
    b.bus().subscribe("x", delivery -> {});
    Party.awaitInterest(guest, "b", 1);
    // It votes, so it has heard of the token; the guest has not.
    await()
        .until(
            () ->
                b.bus().publish("y", 1, PublishOptions.DEFAULT.fencedBy("leader", old))
                    instanceof PublishResult.Rejected);
    assertThat(guest.bus().publish("x", 2, PublishOptions.DEFAULT.fencedBy("leader", old)))
        .isInstanceOf(PublishResult.Accepted.class);
    await().until(() -> Party.stats(b, "guest").refused().containsKey("STALE_FENCE"));
    assertThat(guest.bus().publish("x", 3, PublishOptions.DEFAULT.fencedBy("leader", token)))
        .isInstanceOf(PublishResult.Accepted.class);
    await().until(() -> Party.stats(b, "guest").received() == 2);
    assertThat(Party.stats(b, "guest").refused()).containsExactly(Map.entry("STALE_FENCE", 1L));
  }

  @Test
  void whoWaitsForALockTooLongHearsSoAndIsInNobodysWay() {
    PubSub a = join("a");
    PubSub b = join("b");
    join("c");
    Lease held = join(of(a).lock("x", PATIENCE));
    expectRefused(of(b).lock("x", Duration.ofMillis(300)), "NOT_GRANTED");
    held.close();
    Lease again = join(of(a).lock("x", PATIENCE));
    assertThat(again.name()).isEqualTo("x");
    again.close();
  }

  @Test
  void aBarrierOpensWhenAllAreThereAndIsFreeAgain() {
    PubSub a = join("a");
    PubSub b = join("b");
    join("c");
    for (int round = 0; round < 2; round++) {
      CompletionStage<Void> one = of(a).await("gate", 2, PATIENCE);
      assertThat(one.toCompletableFuture().isDone()).isFalse();
      join(of(b).await("gate", 2, PATIENCE));
      join(one);
    }
    expectRefused(of(a).await("gate", 3, Duration.ofMillis(300)), "NOT_GRANTED");
  }

  @Test
  void withoutAMajorityNothingIsGrantedAndWhatWasHeldIsLostInTime() {
    PubSub a = join("a", "2s");
    PubSub b = join("b", "2s");
    PubSub c = join("c", "2s");
    Lease lease = of(a).elect("leader");
    join(lease.granted());
    party.leave(b);
    party.leave(c);
    join(lease.lost());
    assertThat(lease.token()).isEmpty();
    expectRefused(of(a).add("n", 1), "NO_QUORUM");
    expectRefused(of(a).elect("leader").granted(), "NO_QUORUM");
  }

  @Test
  void whatWasAgreedOnIsThereWhenAllStartAgain() {
    List<PubSub> all = List.of(join("a"), join("b"), join("c"));
    join(of(all.get(0)).add("n", 7));
    long version = join(of(all.get(0)).put("m", "k", "v", 0)).orElseThrow();
    all.forEach(party::leave);
    PubSub a = join("a");
    PubSub b = join("b");
    assertThat(join(of(a).add("n", 0))).isEqualTo(7);
    assertThat(join(of(b).get("m", "k"))).isEqualTo(new Coordination.Versioned("v", version));
  }

  @Test
  void whatCannotBeIsRefusedAtOnce() {
    PubSub a = join("a");
    assertThatThrownBy(() -> of(a).elect("")).hasMessageContaining("characters");
    assertThatThrownBy(() -> of(a).put("m", "k", "v".repeat(70_000), 0))
        .hasMessageContaining("characters");
    assertThatThrownBy(() -> of(a).await("x", 0, PATIENCE)).hasMessageContaining("parties");
    Lease late = of(a).elect("x");
    late.close();
    expectRefused(late.granted(), "CLOSED");
    party.leave(a);
    expectRefused(of(a).add("n", 1), "CLOSED");
  }

  @Test
  void whereNobodyVotesThereIsNoCoordination() {
    PubSub alone = party.join("alone");
    assertThat(alone.bus().extension(Coordination.class)).isEmpty();
    await().until(() -> Party.members(alone).list().equals(List.of("alone")));
  }
}
