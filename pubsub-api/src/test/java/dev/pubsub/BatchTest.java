package dev.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.pubsub.SubscribeResults.SubscribeResult.Opened;
import dev.pubsub.SubscribeResults.SubscribeResult.Refused;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.SignalId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes of several at once, where a bus knows only what to do with one. */
final class BatchTest {

  private final List<Object> seen = new ArrayList<>();
  private final Subscription subscription = (Subscription) one(Subscription.class);
  private final Bus bus = (Bus) one(Bus.class);
  private final Topics topics = (Topics) one(Topics.class);

  private Object one(Class<?> type) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this::call);
  }

  private Object call(Object proxy, Method method, Object[] args) throws Throwable {
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, args);
    }
    seen.add(args == null ? method.getName() : args[0]);
    if (args != null && args[0].equals("bad")) {
      throw new PubSubException(StandardError.BAD_TOPIC, "bad");
    }
    return switch (method.getName()) {
      case "publish" -> new PublishResult.Accepted(new SignalId(1, seen.size()), 0, 0);
      case "subscribe" -> subscription;
      default -> method.getReturnType() == boolean.class ? args[0].equals("new") : null;
    };
  }

  @Test
  void signalsArePublishedInTheirOrder() {
    List<PublishResult> results =
        bus.publishAll(List.of(new Publication("a", 1), new Publication("b", 2)));

    assertThat(seen).containsExactly("a", "b");
    assertThat(results)
        .extracting(each -> ((PublishResult.Accepted) each).id().toString())
        .doesNotHaveDuplicates()
        .hasSize(2);
    assertThatNullPointerException().isThrownBy(() -> new Publication("a", null));
  }

  @Test
  void aPatternThatIsRefusedDoesNotKeepTheOthers() {
    try (SubscribeResults results =
        bus.subscribeAll(List.of("a", "bad", "b"), SubscribeOptions.DEFAULT, delivery -> {})) {
      assertThat(results.results())
          .containsExactly(
              new Opened(subscription),
              new Refused("bad", StandardError.BAD_TOPIC, "bad"),
              new Opened(subscription));
      assertThat(results.opened()).hasSize(2);
    }
    assertThat(seen).containsExactly("a", "bad", "b", "close", "close");
  }

  @Test
  void ofEachTopicItIsToldWhetherItChanged() {
    List<TopicResult> expected =
        List.of(
            new TopicResult.Done("new", true),
            new TopicResult.Refused("bad", StandardError.BAD_TOPIC, "bad"),
            new TopicResult.Done("old", false));

    assertThat(topics.createAll(List.of("new", "bad", "old"))).isEqualTo(expected);
    assertThat(topics.deleteAll(List.of("new", "bad", "old"))).isEqualTo(expected);
  }
}
