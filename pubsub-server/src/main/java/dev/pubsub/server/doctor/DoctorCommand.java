package dev.pubsub.server.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubsub.core.GivenSetting;
import dev.pubsub.core.PubSubBuilder;
import dev.pubsub.error.PubSubException;
import dev.pubsub.server.client.Console;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Command;
import dev.pubsub.server.commandline.Flag;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Usage;
import dev.pubsub.server.commandline.UsageException;
import dev.pubsub.server.doctor.Finding.Outcome;
import dev.pubsub.server.settings.Keys;
import dev.pubsub.server.settings.ServerSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks what a server needs, with the settings that {@code serve} would have. */
public final class DoctorCommand implements Command {

  private static final Option<URI> URL =
      new Option<>(
          "--url",
          "URL",
          DoctorCommand::server,
          "Where a server should be running (default: where serve would listen).");

  private static final Flag JSON = new Flag("--json", "Print one JSON object.");

  private final Console console;
  private final Map<String, String> environment;

  /**
   * The command.
   *
   * @param console its streams
   * @param environment the variables of the process
   */
  public DoctorCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "Checks JDK, address, limits, settings and plugins, and says what to do.", URL, JSON)
        .with(ServerSettings.OPTIONS);
  }

  @Override
  public int run(Arguments arguments) throws InterruptedException {
    boolean json = arguments.has(JSON);
    PubSubBuilder builder = new ServerSettings(environment, arguments).builder();
    ObjectNode report = new ObjectMapper().createObjectNode();
    boolean well = true;
    for (Check check : checks(builder, arguments.find(URL))) {
      for (Finding finding : check.findings()) {
        well &= finding.outcome() != Outcome.PROBLEM;
        report
            .withArray("findings")
            .addObject()
            .put("check", check.name())
            .put("outcome", finding.outcome().word())
            .put("message", finding.sentence())
            .put("advice", finding.advice());
        if (!json) {
          console.line(line(check, finding));
        }
      }
    }
    if (json) {
      console.line(report.put("well", well).toString());
    }
    console.flush();
    return well ? 0 : 1;
  }

  private static URI server(String text) {
    URI uri = URI.create(text);
    if (!String.valueOf(uri.getScheme()).matches("https?") || uri.getHost() == null) {
      throw new UsageException("--url must look like http://127.0.0.1:4000, not '" + uri + "'");
    }
    return uri;
  }

  private static String line(Check check, Finding finding) {
    String advice = finding.advice().isEmpty() ? "" : ": " + finding.advice();
    return "%-8s %-9s %s%s"
        .formatted(finding.outcome().word(), check.name(), finding.sentence(), advice);
  }

  private static List<Check> checks(PubSubBuilder builder, Optional<URI> url) {
    List<Check> checks = new ArrayList<>();
    checks.add(JvmCheck.ofProcess());
    checks.add(ArchiveCheck.ofProcess());
    checks.add(new PluginsCheck(builder));
    checks.add(new SettingsCheck(builder));
    Optional<URI> usual = Optional.empty();
    try {
      Map<String, String> values =
          builder.settings().stream()
              .collect(Collectors.toMap(GivenSetting::key, GivenSetting::value));
      String host = values.getOrDefault(Keys.HOST, "");
      int port = number(values, Keys.PORT);
      usual = Servers.at(host, port);
      checks.add(new AddressCheck(host, port));
      checks.add(OpenFilesCheck.ofProcess(number(values, Keys.CONNECTIONS_MAX)));
    } catch (PubSubException e) {
      // What the settings are about cannot be checked; why, the checks before have told.
    }
    (url.isPresent() ? url : usual)
        .ifPresent(
            server -> {
              checks.add(new RunningCheck(server, url.isPresent()));
              checks.add(new ClusterCheck(server));
            });
    return checks;
  }

  private static int number(Map<String, String> values, String key) {
    return Integer.parseInt(values.getOrDefault(key, "0").strip());
  }
}
