package dev.pubsub.agents.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pubsub.agents.agent.AgentId;
import dev.pubsub.spi.flow.Operation;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentAuthorizerTest {

  private final Office office = new Office();

  @BeforeEach
  void hireSome() {
    office.hire("w1", "worker", "ping", "blue");
    office.hire("w2", "worker", "log", "red");
    office.hire("boss", "chief", "ping", "core");
  }

  private static Optional<String> signal(AgentAuthorizer authorizer, String from, String to) {
    return authorizer.forbids(Operation.PUBLISH, "default", from, "agent.direct." + to);
  }

  @Test
  void withoutRulesTheDefaultHolds() {
    assertThat(signal(office.authorizer("", Verdict.ALLOW), "w1", "boss")).isEmpty();
    assertThat(signal(office.authorizer("", Verdict.REFUSE), "w1", "boss"))
        .hasValueSatisfying(why -> assertThat(why).contains("no rule allows it"));
  }

  @Test
  void theFirstRuleThatMatchesDecides() {
    AgentAuthorizer authorizer =
        office.authorizer(
            "pingers: allow signal from=capability:ping to=type:chief,"
                + " workers: refuse signal+stop from=type:worker to=group:core",
            Verdict.ALLOW);

    assertThat(signal(authorizer, "w1", "boss")).isEmpty();
    assertThat(signal(authorizer, "w2", "boss"))
        .hasValueSatisfying(why -> assertThat(why).contains("the rule 'workers' refuses it"));
    assertThat(signal(authorizer, "w2", "w1")).isEmpty();
    assertThat(signal(authorizer, "boss", "w1")).isEmpty();
  }

  @Test
  void aChangeOfTheAgentChangesWhatHoldsForIt() {
    AgentAuthorizer authorizer =
        office.authorizer("red: refuse signal from=group:red", Verdict.ALLOW);
    assertThat(signal(authorizer, "w1", "boss")).isEmpty();
    office.registry.update("w1", w1 -> w1.withProfile(w1.profile().withGroups(Set.of("red"))));

    assertThat(signal(authorizer, "w1", "boss")).isPresent();
    assertThat(signal(authorizer, "w1", "nobody")).isPresent();
  }

  @Test
  void stoppingAskingAndCreatingAreActsOfTheirOwn() {
    AgentAuthorizer authorizer =
        office.authorizer(
            "stop: refuse stop from=type:worker, ask: refuse ask to=id:boss,"
                + " make: refuse create from=w* to=type:chief",
            Verdict.ALLOW);

    assertThat(act(authorizer, "w1", AgentId.stopping("w2"))).isPresent();
    assertThat(act(authorizer, "boss", AgentId.stopping("w2"))).isEmpty();
    assertThat(act(authorizer, "w1", AgentId.asking("boss"))).isPresent();
    assertThat(act(authorizer, "w1", AgentId.asking("w2"))).isEmpty();
    assertThat(act(authorizer, "w1", "something else")).isEmpty();
    assertThat(create(authorizer, "w1", "chief")).isPresent();
    assertThat(create(authorizer, "w1", "worker")).isEmpty();
    assertThat(create(authorizer, "anna", "chief")).isEmpty();
  }

  private static Optional<String> act(AgentAuthorizer authorizer, String from, String what) {
    return authorizer.forbids(Operation.ACT, "default", from, what);
  }

  private static Optional<String> create(AgentAuthorizer authorizer, String from, String type) {
    return authorizer.forbids(Operation.CREATE_AGENT, "default", from, type);
  }

  @Test
  void whoIsNoAgentIsJudgedByTheName() {
    AgentAuthorizer authorizer = office.authorizer("anna: allow signal from=ann*", Verdict.REFUSE);

    assertThat(signal(authorizer, "anna", "w1")).isEmpty();
    assertThat(signal(authorizer, "bob", "w1")).isPresent();
    assertThat(signal(authorizer, "", "w1")).isPresent();
  }

  @Test
  void thePlatformIsMeantOnlyWhereItIsNamed() {
    assertThat(signal(office.authorizer("", Verdict.REFUSE), "system:platform", "w1")).isEmpty();
    assertThat(signal(office.authorizer("all: refuse all", Verdict.ALLOW), "system:platform", "w1"))
        .isEmpty();
    assertThat(
            signal(
                office.authorizer("all: refuse all from=name:system:*", Verdict.ALLOW),
                "system:platform",
                "w1"))
        .isPresent();
  }

  @Test
  void whatIsNotDoneToAgentsIsNoneOfItsBusiness() {
    AgentAuthorizer authorizer = office.authorizer("", Verdict.REFUSE);
    assertThat(authorizer.forbids(Operation.PUBLISH, "default", "w1", "room:1")).isEmpty();
    assertThat(authorizer.forbids(Operation.SUBSCRIBE, "default", "w1", "room:1")).isEmpty();
    assertThat(authorizer.forbids(Operation.CONNECT, "default", "w1", "127.0.0.1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent.direct.w2",
        "agent.direct.*",
        "agent.*",
        "*",
        "+",
        "**",
        "**:**",
        "**:agent.d*",
        "*.w2"
      })
  void onlyTheProgramItselfSubscribesToTheMailOfAgentsWhereThereAreRules(String pattern) {
    AgentAuthorizer authorizer = office.authorizer("s: refuse stop from=bob", Verdict.ALLOW);
    assertThat(authorizer.forbids(Operation.SUBSCRIBE, "default", "w1", pattern))
        .hasValue("may not read the mail of agents: only the program itself subscribes to it");
    for (String program : List.of("system:agents", "application")) {
      assertThat(authorizer.forbids(Operation.SUBSCRIBE, "default", program, pattern)).isEmpty();
    }
    assertThat(
            office
                .authorizer("", Verdict.ALLOW)
                .forbids(Operation.SUBSCRIBE, "default", "w1", pattern))
        .isEmpty();
    assertThat(office.gateway.told).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"room:*", "*:price", "agent.events.*", "agents", "agent.direct.w2:x"})
  void othersMaySubscribeToWhatIsNoMail(String pattern) {
    AgentAuthorizer authorizer = office.authorizer("", Verdict.REFUSE);
    assertThat(authorizer.forbids(Operation.SUBSCRIBE, "default", "w1", pattern)).isEmpty();
  }

  @Test
  void ofABusWithoutAgentsNamesAreKnown() {
    AgentAuthorizer authorizer =
        office.authorizer("w: refuse signal from=w1, t: refuse all from=type:*", Verdict.ALLOW);
    assertThat(authorizer.forbids(Operation.PUBLISH, "other", "w1", "agent.direct.a")).isPresent();
    assertThat(authorizer.forbids(Operation.PUBLISH, "other", "w2", "agent.direct.a")).isEmpty();
  }

  @Test
  void toAllowAllocatesNothing() {
    AgentAuthorizer authorizer =
        office.authorizer(
            "a: refuse signal from=type:none to=group:core, b: refuse stop from=w*", Verdict.ALLOW);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int rounds = 10_000;
    signal(authorizer, "w1", "boss");
    String topic = "agent.direct.boss";
    long before = threads.getCurrentThreadAllocatedBytes();
    int refused = 0;
    for (int i = 0; i < rounds; i++) {
      if (authorizer.forbids(Operation.PUBLISH, "default", "w1", topic).isPresent()) {
        refused++;
      }
    }
    long after = threads.getCurrentThreadAllocatedBytes();

    assertThat(refused).isZero();
    assertThat(after - before).as("bytes for %d", rounds).isLessThan(rounds);
  }

  @Test
  void strangeResourcesAreJudged() {
    AgentAuthorizer authorizer = office.authorizer("", Verdict.REFUSE);
    assertThat(signal(authorizer, "w1", "")).isPresent();
    assertThat(signal(authorizer, "w1", "\ud800".repeat(100_000))).isPresent();
  }

  @Test
  void otherRulesHoldFromTheMomentTheyAreGiven() {
    AgentAuthorizer authorizer = office.authorizer("", Verdict.ALLOW);
    authorizer.keepTo(new AccessRules(authorizer.rules().rules(), Verdict.REFUSE));
    assertThat(signal(authorizer, "w1", "w2")).isPresent();
  }

  @Test
  void refusalsAreToldOnceASecond() {
    AgentAuthorizer authorizer =
        office.authorizer("w: refuse signal from=type:worker", Verdict.ALLOW);
    for (int i = 0; i < 5; i++) {
      signal(authorizer, "w1", "boss");
    }
    office.time.advance(Duration.ofSeconds(1));
    signal(authorizer, "w2", "boss");

    assertThat(office.gateway.topics)
        .containsExactly(
            "security security_events:authorization access_refused",
            "security security_events:authorization access_refused");
    assertThat(office.gateway.told.get(0)).isEqualTo(fields("w1", 0L));
    assertThat(office.gateway.told.get(1)).isEqualTo(fields("w2", 4L));
  }

  private static Map<String, Object> fields(String from, long leftOut) {
    return Map.of(
        "reason", "FORBIDDEN",
        "bus", "default",
        "principal", from,
        "act", "signal",
        "resource", "boss",
        "rule", "the rule 'w' refuses it",
        "left_out", leftOut);
  }
}
