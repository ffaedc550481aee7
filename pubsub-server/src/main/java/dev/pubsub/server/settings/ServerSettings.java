package dev.pubsub.server.settings;

import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.server.commandline.Argument;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Flag;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The settings of a server as said on the command line, in the environment and in a file. */
public final class ServerSettings {

  private static final Path USUAL_FILE = Path.of("pubsub.yaml");
  private static final String PLUGINS = "plugins";
  private static final List<String> FINDERS = List.of("host", "lan", "dns");
  private static final String CLUSTER_FLAG = "flag --cluster";
  private static final int MAX_PORT = 65_535;

  private static final Option<Path> CONFIG =
      new Option<>(
          "--config",
          "FILE",
          Reader.PATH,
          "The file with the settings (default: pubsub.yaml, if it is there).");

  private static final Option<String> HOST =
      new Option<>(
          "--host",
          "HOST",
          Reader.TEXT,
          "The address to listen on (default: 127.0.0.1; 0.0.0.0 is all of them).");

  private static final Option<Integer> PORT =
      new Option<>(
          "--port",
          "PORT",
          Reader.INTEGER,
          "The port to listen on (default: 4000; 0 takes any that is free).");

  private static final Flag PRESETS =
      new Flag(
          "--presets", "Run the ten buses of presets beside default: events, system, logging, ...");

  private static final Option<String> NODE =
      new Option<>(
          "--node",
          "NAME",
          Reader.TEXT,
          "The name of this node, unlike those of all others it works together with.");

  private static final Option<String> CLUSTER =
      new Option<>(
              "--cluster",
              "WHERE",
              Reader.TEXT,
              "Work together with other nodes: those on this host, or lan for those on the network,"
                  + " or HOST:PORT,HOST:PORT for those that are there.")
          .alone("host");

  /** What a command takes that has such settings. */
  public static final List<Argument> OPTIONS = List.of(CONFIG, HOST, PORT, PRESETS, NODE, CLUSTER);

  private final PhoenixEnvironment environment;
  private final Arguments arguments;

  /**
   * Those that were said.
   *
   * @param environment the variables of the process
   * @param arguments of a command that takes the options
   */
  public ServerSettings(Map<String, String> environment, Arguments arguments) {
    this.environment = new PhoenixEnvironment(environment);
    this.arguments = arguments;
  }

  /**
   * An assembly with all that was said. Reads the file; what is wrong with it is told when the
   * assembly is opened or looked at.
   *
   * @return a builder
   * @throws UsageException when an option cannot be
   */
  public PubSubBuilder builder() {
    PubSubBuilder builder = PubSub.builder();
    arguments.find(HOST).ifPresent(value -> builder.set(Keys.HOST, value, "flag --host"));
    arguments
        .find(PORT)
        .ifPresent(
            value -> builder.set(Keys.PORT, Integer.toString(inRange(value)), "flag --port"));
    if (arguments.has(PRESETS)) {
      builder.set(Keys.PRESETS, "true", "flag --presets");
    }
    arguments.find(NODE).ifPresent(name -> builder.set(Keys.NODE, name, "flag --node"));
    arguments.find(CLUSTER).ifPresent(where -> join(builder, where));
    environment.addTo(builder);
    Optional<Path> file = arguments.find(CONFIG).or(ServerSettings::usualFile);
    file.map(SettingsFile::read).ifPresent(read -> read.addTo(builder));
    Path plugins = file.map(path -> path.resolveSibling(PLUGINS)).orElse(Path.of(PLUGINS));
    if (Files.isDirectory(plugins)) {
      builder.fallback(Keys.PLUGINS_DIR, plugins.toString(), "a folder that is there");
    }
    return builder;
  }

  private static void join(PubSubBuilder builder, String where) {
    boolean isList = where.contains(":");
    if (!isList && !FINDERS.contains(where)) {
      throw new UsageException(
          "--cluster is followed by nothing, one of %s, or HOST:PORT,HOST:PORT, not '%s'"
              .formatted(String.join(", ", FINDERS), where));
    }
    builder.set(Keys.CLUSTER + "enabled", "true", CLUSTER_FLAG);
    builder.set(Keys.CLUSTER + "discovery", isList ? "static" : where, CLUSTER_FLAG);
    if (isList) {
      builder.set(Keys.CLUSTER + "members", where, CLUSTER_FLAG);
    }
  }

  private static Optional<Path> usualFile() {
    if (!Files.exists(USUAL_FILE)) {
      return Optional.empty();
    }
    LoggerFactory.getLogger(ServerSettings.class)
        .info("Settings are read from {} in this folder", USUAL_FILE);
    return Optional.of(USUAL_FILE);
  }

  private static int inRange(int value) {
    if (value < 0 || value > MAX_PORT) {
      throw new UsageException("--port must be between 0 and " + MAX_PORT + ", not " + value);
    }
    return value;
  }

  /**
   * What the user should know of variables that mean less than they may hope for.
   *
   * @return sentences
   */
  public List<String> warnings() {
    return environment.warnings();
  }
}
