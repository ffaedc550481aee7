package dev.pubsub.server.settings;

import dev.pubsub.core.PubSub;
import dev.pubsub.core.PubSubBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The settings of a server as said on the command line, in the environment and in a file. */
public final class ServerSettings {

  private static final Logger LOG = LoggerFactory.getLogger(ServerSettings.class);

  private static final Path USUAL_FILE = Path.of("pubsub.yaml");
  private static final String PLUGINS = "plugins";
  private static final List<String> FINDERS = List.of("host", "lan", "dns");
  private static final String CLUSTER_FLAG = "flag --cluster";
  private static final int MAX_PORT = 65_535;

  private final PhoenixEnvironment environment;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The file with the settings (default: pubsub.yaml, if it is there).")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on (default: 127.0.0.1; 0.0.0.0 is all of them).")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on (default: 4000; 0 takes any that is free).")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--presets",
      description = "Run the ten buses of presets beside default: events, system, logging, ...")
  private boolean presets;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "The name of this node, unlike those of all others it works together with.")
  private Optional<String> node = Optional.empty();

  @Option(
      names = "--cluster",
      arity = "0..1",
      fallbackValue = "host",
      paramLabel = "WHERE",
      description =
          "Work together with other nodes: those on this host, or lan for those on the network, or"
              + " HOST:PORT,HOST:PORT for those that are there.")
  private Optional<String> cluster = Optional.empty();

  /**
   * Options that are not set yet.
   *
   * @param environment the variables of the process
   */
  public ServerSettings(Map<String, String> environment) {
    this.environment = new PhoenixEnvironment(environment);
  }

  /**
   * An assembly with all that was said. Reads the file; what is wrong with it is told when the
   * assembly is opened or looked at.
   *
   * @return a builder
   * @throws ParameterException when a flag cannot be
   */
  public PubSubBuilder builder() {
    PubSubBuilder builder = PubSub.builder();
    host.ifPresent(value -> builder.set(Keys.HOST, value, "flag --host"));
    port.ifPresent(
        value -> builder.set(Keys.PORT, Integer.toString(inRange(value)), "flag --port"));
    if (presets) {
      builder.set(Keys.PRESETS, "true", "flag --presets");
    }
    node.ifPresent(name -> builder.set(Keys.NODE, name, "flag --node"));
    cluster.ifPresent(where -> join(builder, where));
    environment.addTo(builder);
    Optional<Path> file = config.or(ServerSettings::usualFile);
    file.map(SettingsFile::read).ifPresent(read -> read.addTo(builder));
    Path plugins = file.map(path -> path.resolveSibling(PLUGINS)).orElse(Path.of(PLUGINS));
    if (Files.isDirectory(plugins)) {
      builder.fallback(Keys.PLUGINS_DIR, plugins.toString(), "a folder that is there");
    }
    return builder;
  }

  private void join(PubSubBuilder builder, String where) {
    boolean isList = where.contains(":");
    if (!isList && !FINDERS.contains(where)) {
      throw new ParameterException(
          command.commandLine(),
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
    LOG.info("Settings are read from {} in this folder", USUAL_FILE);
    return Optional.of(USUAL_FILE);
  }

  private int inRange(int value) {
    if (value < 0 || value > MAX_PORT) {
      throw new ParameterException(
          command.commandLine(), "--port must be between 0 and " + MAX_PORT + ", not " + value);
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
