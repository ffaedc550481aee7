package dev.pubsub.verification.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server started by the launcher on a free port. */
final class RunningServer implements AutoCloseable {

  private static final Pattern WEB_SOCKET = Pattern.compile("ws://\\S+");

  private final Program program;

  RunningServer() {
    this(Map.of());
  }

  /** A server with variables in its environment. */
  RunningServer(Map<String, String> variables) {
    this(Program.ROOT, variables);
  }

  /** A server that is started in a folder, with flags. */
  RunningServer(Path folder, Map<String, String> variables, String... flags) {
    String launcher = Program.ROOT.resolve("pubsub").toString();
    List<String> command =
        Stream.concat(Stream.of(launcher, "serve", "--port", "0"), Stream.of(flags)).toList();
    program = Program.start(folder, variables, command).saying("ready");
  }

  /** A server that a shell starts, which may bound itself before. */
  static RunningServer after(String shell, Path folder, Map<String, String> variables) {
    String line = shell + "; exec " + Program.ROOT.resolve("pubsub") + " serve --port 0";
    return new RunningServer(
        Program.start(folder, variables, List.of("bash", "-c", line)).saying("ready"));
  }

  private RunningServer(Program program) {
    this.program = program;
  }

  Program program() {
    return program;
  }

  /** Where it says that the WebSocket is. */
  URI webSocket() {
    Matcher matcher = WEB_SOCKET.matcher(program.out());
    if (!matcher.find()) {
      throw new AssertionError("no WebSocket in: " + program.out());
    }
    return URI.create(matcher.group());
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  String port() {
    return Integer.toString(webSocket().getPort());
  }

  /** A client command against this server. */
  Program client(String... command) {
    return Program.pubsub(
        Stream.concat(Stream.of(command), Stream.of("--url", url())).toArray(String[]::new));
  }

  @Override
  public void close() {
    program.close();
  }
}
