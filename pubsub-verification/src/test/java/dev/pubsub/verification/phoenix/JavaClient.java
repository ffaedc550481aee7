package dev.pubsub.verification.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kotlin.Unit;
import kotlin.jvm.functions.Function1;
import org.phoenixframework.Channel;
import org.phoenixframework.Defaults;
import org.phoenixframework.Message;
import org.phoenixframework.Push;
import org.phoenixframework.Socket;
import org.phoenixframework.Transport;
import org.phoenixframework.WebSocketTransport;

/**
 * A socket of JavaPhoenixClient. That client has no locks, so whatever the server or a test tells
 * it, it is told on one thread.
 */
final class JavaClient implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  /** Longer than a test waits, so that a machine that stops for a while changes nothing. */
  private static final long PATIENCE_OF_CLIENT_MILLIS = 300_000;

  /** What is still told once the client was closed is of no interest. */
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DiscardPolicy());

  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final OneThreadHttp http = new OneThreadHttp(task -> thread.execute(() -> guarded(task)));
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final Socket socket;

  private JavaClient(URI server, Map<String, ?> parameters, String vsn) {
    socket =
        new Socket(
            server.toString(),
            parameters,
            vsn,
            Defaults.INSTANCE.getEncode(),
            Defaults.INSTANCE.getDecode(),
            http);
    socket.setTransport$JavaPhoenixClient(
        url -> connectingOn(thread, new WebSocketTransport(url, http)));
    socket.onMessage(each(messages::add));
  }

  /**
   * Its timers have threads of their own, and a connection that opens before the timer that asked
   * for it has taken note of it throws away the first that is sent.
   */
  private static Transport connectingOn(Executor thread, Transport transport) {
    return (Transport)
        Proxy.newProxyInstance(
            Transport.class.getClassLoader(),
            new Class<?>[] {Transport.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("connect")) {
                thread.execute(transport::connect);
                return null;
              }
              return method.invoke(transport, arguments);
            });
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  /** A socket that is connected, and sends no heartbeat for as long as a test takes. */
  static JavaClient connect(URI server, Map<String, ?> parameters) {
    JavaClient client = unconnected(server, parameters, Defaults.VSN);
    client.open();
    return client;
  }

  static JavaClient unconnected(URI server, Map<String, ?> parameters, String vsn) {
    return new JavaClient(server, parameters, vsn);
  }

  void open() {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    call(
        () -> {
          socket.onOpen(
              () -> {
                opened.complete(null);
                return Unit.INSTANCE;
              });
          socket.connect();
          return null;
        });
    within(opened);
  }

  Socket socket() {
    return socket;
  }

  /** The codes with which servers closed its connections. */
  BlockingQueue<Integer> closeCodes() {
    return http.closeCodes();
  }

  /** All that has come and was not taken, whoever it was for. */
  BlockingQueue<Message> messages() {
    return messages;
  }

  /** Does something on the thread of the client. */
  <T> T call(Callable<T> work) {
    return within(
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return work.call();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            thread));
  }

  /** A channel that is asked to join, with what arrives as an event. */
  Room join(String topic, String event, Supplier<Map<String, ?>> parameters) {
    return call(
        () -> {
          Channel channel = socket.channel(topic, parameters::get);
          BlockingQueue<Map<String, ?>> received = new LinkedBlockingQueue<>();
          channel.on(event, each(message -> received.add(message.getPayload())));
          return new Room(
              this, channel, received, answersTo(channel.join(PATIENCE_OF_CLIENT_MILLIS)));
        });
  }

  /** A channel that has joined. */
  Room joined(String topic, String event, Map<String, ?> parameters) {
    Room room = join(topic, event, () -> parameters);
    assertThat(room.nextAnswer().status()).as("joining %s", topic).isEqualTo("ok");
    return room;
  }

  Room joined(String topic, String event) {
    return joined(topic, event, Map.of());
  }

  /** All answers to a push, or to a join that is repeated. Only on the thread of the client. */
  static BlockingQueue<Answer> answersTo(Push push) {
    BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    push.receive(
        (status, message) -> {
          answers.add(new Answer(status, message.getPayload()));
          return Unit.INSTANCE;
        });
    return answers;
  }

  static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("what should have come").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T within(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> Function1<T, Unit> each(Consumer<T> consumer) {
    return item -> {
      consumer.accept(item);
      return Unit.INSTANCE;
    };
  }

  @Override
  public void close() {
    call(
        () -> {
          socket.disconnect(1000, null, null);
          return null;
        });
    http.close();
    thread.shutdown();
    assertThat(failures).as("failures inside the client").isEmpty();
  }

  /** The answer to a push. */
  record Answer(String status, Map<String, ?> response) {

    boolean isOk() {
      return status.equals("ok");
    }
  }

  /** A channel, with what arrives as one event, and the answers to its join. */
  record Room(
      JavaClient client,
      Channel channel,
      BlockingQueue<Map<String, ?>> received,
      BlockingQueue<Answer> answers) {

    Answer nextAnswer() {
      return JavaClient.next(answers);
    }

    Map<String, ?> next() {
      return JavaClient.next(received);
    }

    /** Pushes, and waits for the answer. */
    Answer push(String event, Map<String, ?> payload) {
      return JavaClient.next(pushLater(event, payload));
    }

    BlockingQueue<Answer> pushLater(String event, Map<String, ?> payload) {
      return client.call(() -> answersTo(channel.push(event, payload, PATIENCE_OF_CLIENT_MILLIS)));
    }

    Answer leave() {
      return JavaClient.next(
          client.call(() -> answersTo(channel.leave(PATIENCE_OF_CLIENT_MILLIS))));
    }
  }
}
