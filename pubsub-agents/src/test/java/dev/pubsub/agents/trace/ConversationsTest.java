package dev.pubsub.agents.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.Responder;
import dev.pubsub.Subscription;
import dev.pubsub.agents.agent.AgentHeaders;
import dev.pubsub.core.PubSub;
import dev.pubsub.error.PubSubException;
import dev.pubsub.signal.ReplyHeaders;
import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import dev.pubsub.testkit.ManualTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationsTest {

  private final ManualTime time = new ManualTime();
  private final PubSub pubsub =
      PubSub.builder().discover(false).clock(time.clock()).scheduler(time).open();
  private final Bus bus = pubsub.bus();

  @AfterEach
  void close() {
    pubsub.close();
  }

  @Test
  void theTreeOfAConversationShowsWhatCausedWhat() {
    Conversations journal = Conversations.open(bus, 10, 10);
    Signal asked = publish("agent.direct.ann", "plan", PublishOptions.DEFAULT);
    Signal first = publish("agent.direct.bob", "work", caused(asked));
    Signal second = publish("agent.direct.cid", "work", caused(asked));
    Signal done = publish("agent.direct.ann", "done", caused(first));
    publish("agent.direct.dan", "other", PublishOptions.DEFAULT);

    ConversationTree tree = tree(journal, asked.id().toString(), 4);

    assertThat(tree.roots()).containsExactly(node(asked, node(first, node(done)), node(second)));
    assertThat(tree.forgotten()).isZero();
    assertThat(journal.ids()).hasSize(2);
  }

  @Test
  void aConversationMayHaveANameOfItsOwn() {
    Conversations journal = Conversations.open(bus, 10, 10);
    PublishOptions named = PublishOptions.DEFAULT.withHeader(AgentHeaders.CONVERSATION, "trip-7");
    Signal begun = publish("agent.direct.ann", "plan", named);
    Signal next = publish("agent.direct.bob", "work", caused(begun.withHeaders(named.headers())));

    assertThat(tree(journal, "trip-7", 2).roots()).containsExactly(node(begun, node(next)));
    assertThat(journal.tree(begun.id().toString())).isEmpty();
  }

  @Test
  void aReplyIsSeenWithItsQuestionWhereItsTopicIsHeard() {
    Conversations journal = Conversations.open(bus, 10, 10);
    journal.hear("answers");
    bus.respond("agent.direct.ann", Responder.of(question -> "42"));

    Signal asked =
        publish(
            "agent.direct.ann",
            "ask",
            PublishOptions.DEFAULT.withHeader(ReplyHeaders.REPLY_TO, "answers"));

    ConversationTree.Node root = tree(journal, asked.id().toString(), 2).roots().get(0);
    assertThat(root.children()).extracting(ConversationTree.Node::topic).containsExactly("answers");
  }

  @Test
  void theOldestConversationGoesForANewOne() {
    Conversations journal = Conversations.open(bus, 2, 10);
    Signal first = publish("agent.direct.ann", "a", PublishOptions.DEFAULT);
    Signal second = publish("agent.direct.ann", "b", PublishOptions.DEFAULT);
    Signal third = publish("agent.direct.ann", "c", PublishOptions.DEFAULT);

    await().until(() -> journal.forgotten() == 1);
    assertThat(journal.ids()).containsExactly(second.id().toString(), third.id().toString());
    assertThat(journal.tree(first.id().toString())).isEmpty();
  }

  @Test
  void theOldestSignalOfAConversationGoesAndWhatItCausedBecomesARoot() {
    Conversations journal = Conversations.open(bus, 2, 2);
    Signal first = publish("agent.direct.ann", "a", PublishOptions.DEFAULT);
    Signal second = publish("agent.direct.ann", "b", caused(first));
    PublishOptions ofFirst =
        PublishOptions.DEFAULT
            .withHeader(AgentHeaders.CONVERSATION, first.id().toString())
            .withHeader(AgentHeaders.CAUSATION, second.id().toString());
    Signal third = publish("agent.direct.ann", "c", ofFirst);

    await()
        .until(
            () ->
                journal
                    .tree(first.id().toString())
                    .filter(tree -> tree.forgotten() == 1)
                    .isPresent());
    assertThat(journal.tree(first.id().toString()).orElseThrow().roots())
        .containsExactly(node(second, node(third)));
  }

  @Test
  void signalsThatClaimToHaveCausedEachOtherAreShownNevertheless() {
    Conversation conversation = new Conversation(10);
    Signal one = Signal.of(new SignalId(1, 1), "agent.direct.ann", 1);
    Signal two = Signal.of(new SignalId(1, 2), "agent.direct.ann", 2);
    conversation.add(one.withHeaders(caused(two).headers()));
    conversation.add(two.withHeaders(caused(one).headers()));

    assertThat(conversation.tree("c").roots()).containsExactly(node(one, node(two)));
  }

  @Test
  void nothingIsKeptOnceItIsClosed() {
    Conversations journal = Conversations.open(bus, 10, 10);
    Subscription other = bus.subscribe("agent.direct.*", delivery -> {});
    journal.close();

    Signal late = publish("agent.direct.ann", "a", PublishOptions.DEFAULT);

    await().until(() -> other.stats().delivered() == 1);
    assertThat(journal.tree(late.id().toString())).isEmpty();
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> Conversations.open(bus, 0, 1)).isInstanceOf(PubSubException.class);
    assertThatThrownBy(() -> Conversations.open(bus, 1, 0)).isInstanceOf(PubSubException.class);
    assertThatThrownBy(() -> Conversations.open(bus, 1, 1001)).isInstanceOf(PubSubException.class);
  }

  private static PublishOptions caused(Signal cause) {
    return AgentHeaders.causedBy(cause, PublishOptions.DEFAULT);
  }

  /** What was published, as far as the tests look at it. */
  private Signal publish(String topic, String type, PublishOptions options) {
    PublishResult result = bus.publish(topic, type, options.withType(type));
    SignalId id = ((PublishResult.Accepted) result).id();
    return Signal.of(id, topic, type)
        .withType(type)
        .withSource("application")
        .withHeaders(options.headers())
        .withTimeMillis(ManualTime.START.toEpochMilli());
  }

  private static ConversationTree.Node node(Signal signal, ConversationTree.Node... children) {
    return ConversationTree.Node.of(signal, List.of(children));
  }

  private static ConversationTree tree(Conversations journal, String id, int signals) {
    await()
        .until(
            () ->
                journal.tree(id).stream()
                        .flatMap(tree -> tree.roots().stream())
                        .mapToInt(ConversationsTest::size)
                        .sum()
                    == signals);
    return journal.tree(id).orElseThrow();
  }

  private static int size(ConversationTree.Node node) {
    return 1 + node.children().stream().mapToInt(ConversationsTest::size).sum();
  }
}
