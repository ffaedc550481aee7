package dev.pubsub.benchmarks.agents;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Pekko typed with its defaults, which are as many threads as the JVM has processors or more. */
final class PekkoActors implements Candidate {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** What the guardian does. */
  private sealed interface Command {}

  private record Create(int count, CompletableFuture<Void> done) implements Command {}

  private record Counter(CompletableFuture<ActorRef<Object>> ref) implements Command {}

  private record Pair(int times, CompletableFuture<Void> done) implements Command {}

  private record Question(ActorRef<Object> replyTo) {}

  private record Ball(int left, ActorRef<Ball> from) {}

  private final AtomicLong told = new AtomicLong();
  private final ActorSystem<Command> system =
      ActorSystem.create(
          guardian(),
          "bench",
          ConfigFactory.parseString("pekko.log-dead-letters=off, pekko.loglevel=OFF")
              .withFallback(ConfigFactory.load()));
  private final ActorRef<Object> counter;

  PekkoActors() {
    CompletableFuture<ActorRef<Object>> ref = new CompletableFuture<>();
    system.tell(new Counter(ref));
    counter = ref.join();
  }

  private Behavior<Command> guardian() {
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                command -> {
                  if (command instanceof Create create) {
                    for (int i = 0; i < create.count(); i++) {
                      var unused = context.spawnAnonymous(Behaviors.ignore());
                    }
                    create.done().complete(null);
                  } else if (command instanceof Counter wanted) {
                    wanted.ref().complete(context.spawnAnonymous(counting()));
                  } else if (command instanceof Pair pair) {
                    ActorRef<Ball> one = context.spawnAnonymous(player(pair.done()));
                    ActorRef<Ball> other = context.spawnAnonymous(player(pair.done()));
                    one.tell(new Ball(pair.times(), other));
                  }
                  return Behaviors.same();
                }));
  }

  private Behavior<Object> counting() {
    return Behaviors.receiveMessage(
        message -> {
          if (message instanceof Question question) {
            question.replyTo().tell("y");
          } else {
            told.lazySet(told.get() + 1);
          }
          return Behaviors.same();
        });
  }

  private static Behavior<Ball> player(CompletableFuture<Void> done) {
    return Behaviors.receive(
        (context, ball) -> {
          if (ball.left() == 0) {
            done.complete(null);
          } else {
            ball.from().tell(new Ball(ball.left() - 1, context.getSelf()));
          }
          return Behaviors.same();
        });
  }

  @Override
  public void create(int count) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    system.tell(new Create(count, done));
    done.join();
  }

  @Override
  public void tell(Object payload) {
    counter.tell(payload);
  }

  @Override
  public long told() {
    return told.get();
  }

  @Override
  public CompletionStage<?> ask(Object payload) {
    return AskPattern.<Object, Object>ask(counter, Question::new, TIMEOUT, system.scheduler());
  }

  @Override
  public CompletionStage<?> pingPong(int times) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    system.tell(new Pair(times, done));
    return done;
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
