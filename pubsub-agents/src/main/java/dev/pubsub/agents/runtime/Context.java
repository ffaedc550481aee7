package dev.pubsub.agents.runtime;

import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.PublishResult;
import dev.pubsub.RequestOptions;
import dev.pubsub.Selection;
import dev.pubsub.Subscription;
import dev.pubsub.agents.agent.AgentContext;
import dev.pubsub.agents.agent.AgentInfo;
import dev.pubsub.agents.agent.AgentSpec;
import dev.pubsub.agents.agent.Profile;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.signal.Signal;
import dev.pubsub.spi.Scheduler.Cancellable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The context of an agent, which keeps nothing itself: any two of one agent are as good. */
record Context(Cell cell) implements AgentContext {

  private Cells cells() {
    return cell.cells();
  }

  @Override
  public AgentInfo self() {
    return cells().infoOf(cell);
  }

  @Override
  public Bus bus() {
    return cell.bus();
  }

  private PublishOptions options(String type) {
    return PublishOptions.ofType(type).withHeaders(cell.links());
  }

  @Override
  public PublishResult tell(String agent, String type, Object payload) {
    return cells().sending().tell(bus(), agent, payload, options(type));
  }

  @Override
  public void ask(
      String agent,
      String type,
      Object payload,
      Duration timeout,
      BiConsumer<? super Signal, ? super Throwable> then) {
    RequestOptions how = RequestOptions.within(timeout).publishing(options(type));
    CompletableFuture<Signal> reply = cells().sending().ask(cell.id(), bus(), agent, payload, how);
    Cancellable cancel = () -> reply.cancel(false);
    Belongings mine = cell.belongings();
    mine.add(cancel);
    var unused =
        reply.whenComplete(
            later(
                (signal, failure) -> {
                  mine.remove(cancel);
                  then.accept(signal, failure);
                }));
  }

  @Override
  public <T> void await(CompletionStage<T> stage, BiConsumer<? super T, ? super Throwable> then) {
    var unused = stage.whenComplete(later(then));
  }

  /** Takes a result, by whichever thread, into a turn of the agent. */
  private <T> BiConsumer<T, @Nullable Throwable> later(
      BiConsumer<? super T, ? super Throwable> then) {
    Belongings mine = cell.belongings();
    Signal cause = cell.cause();
    return (result, failure) -> {
      Throwable reason = unwrapped(failure);
      // Nobody waits for it any more when the agent has ended.
      var unused = cell.submit(new Task(mine, cause, () -> then.accept(result, reason)));
    };
  }

  @SuppressWarnings("NullAway") // One of the two is null, as whenComplete has it.
  private static Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return new Alarm(cell, task, delay, false).set();
  }

  @Override
  public Timer every(Duration period, Runnable task) {
    return new Alarm(cell, task, period, true).set();
  }

  @Override
  public Subscription subscribe(String pattern, Selection selection) {
    Subscription opened = cells().subscribe(cell, pattern, selection);
    Belongings mine = cell.belongings();
    Cancellable cancel = opened::close;
    mine.add(cancel);
    // Any thread may close it; what the agent has is its own turns' business.
    return new Held(
        opened,
        () -> {
          var unused = cell.submit(new Task(mine, null, () -> mine.remove(cancel)));
        });
  }

  @Override
  public String create(AgentSpec spec) {
    if (!cell.isRunning()) {
      throw new PubSubException(StandardError.CLOSED, "an agent that ends creates no others");
    }
    Cell child = cells().make(cell.id(), spec, cell);
    cell.household().joined(child);
    child.wakeUp();
    return child.id();
  }

  @Override
  public void stop() {
    cell.command(cell::end);
  }

  @Override
  public boolean stop(String child) {
    return cell.household().end(child);
  }

  @Override
  public void describe(Profile profile) {
    cells().update(cell, info -> info.withProfile(profile));
  }
}
