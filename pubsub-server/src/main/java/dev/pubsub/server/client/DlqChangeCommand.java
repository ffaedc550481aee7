package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import dev.pubsub.server.commandline.Arguments;
import dev.pubsub.server.commandline.Flag;
import dev.pubsub.server.commandline.Option;
import dev.pubsub.server.commandline.Parameter;
import dev.pubsub.server.commandline.Reader;
import dev.pubsub.server.commandline.Usage;
import dev.pubsub.server.commandline.UsageException;
import java.util.Optional;

/** Does something to one dead letter, or to all of some topics; which must be said. */
abstract sealed class DlqChangeCommand extends ApiCommand
    permits DlqRedriveCommand, DlqPurgeCommand {

  private static final Parameter<Long> ID =
      new Parameter<>("ID", Reader.LONG, "As 'dlq list' shows it.");

  private static final Flag ALL = new Flag("--all", "All that there are now.");

  private static final Option<String> TOPIC =
      new Option<>(
          "--topic", "PATTERN", Reader.TEXT, "With --all: only those of this topic or pattern.");

  DlqChangeCommand(Console console, String description) {
    super(console, Usage.of(description, TOPIC).withOneOf(ID, ALL));
  }

  abstract Answer one(Api api, long id) throws InterruptedException;

  abstract Answer all(Api api, String query) throws InterruptedException;

  @Override
  final Answer ask(Api api, Arguments arguments) throws InterruptedException {
    Optional<String> topic = arguments.find(TOPIC).filter(pattern -> !pattern.isEmpty());
    if (arguments.has(ALL)) {
      return all(api, topic.map(name -> "?topic=" + Api.encoded(name)).orElse("")).expectOk();
    }
    if (topic.isPresent()) {
      throw new UsageException("--topic goes with --all");
    }
    return one(api, arguments.get(ID)).expectOk();
  }

  @Override
  final Table table(Answer answer) {
    return Table.ofFields(answer.json());
  }
}
