package dev.pubsub.server;

import dev.pubsub.server.client.Console;
import dev.pubsub.server.client.Termination;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Usage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a server and commands against it in this process, so that the JVM sees what they load at
 * their start; the launcher keeps that in an archive.
 */
final class RehearseCommand implements Command {

  private static final Pattern API = Pattern.compile("http://\\S+");
  private static final long PATIENCE_SECONDS = 60;

  private final OutputStream nobody = OutputStream.nullOutputStream();

  @Override
  public Usage usage() {
    return Usage.of("Starts a server, uses it a little and ends it.");
  }

  @Override
  public int run(Arguments arguments)
      throws InterruptedException, ExecutionException, TimeoutException {
    Announcement announcement = new Announcement();
    FutureTask<Integer> serving = new FutureTask<>(() -> run(announcement, "serve", "--port", "0"));
    Thread server = new Thread(serving, "rehearsal");
    server.start();
    try {
      String url = announcement.url.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return run(nobody, "health", "--url", url)
          | run(nobody, "topics", "--url", url)
          | run(nobody, "stats", "--url", url)
          | run(nobody, "pub", "rehearsal", "a message", "--url", url);
    } finally {
      server.interrupt();
      serving.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private int run(OutputStream out, String... command) {
    PrintStream err = new PrintStream(nobody, true, StandardCharsets.UTF_8);
    Console console = new Console(InputStream.nullInputStream(), out, err);
    return CommandLines.run(console, Termination.none(), Map.of(), command);
  }

  /** What the server says, flushed when it is ready. */
  private static final class Announcement extends ByteArrayOutputStream {

    private final CompletableFuture<String> url = new CompletableFuture<>();

    @Override
    public void flush() {
      Matcher matcher = API.matcher(toString(StandardCharsets.UTF_8));
      if (matcher.find()) {
        url.complete(matcher.group());
      }
    }
  }
}
