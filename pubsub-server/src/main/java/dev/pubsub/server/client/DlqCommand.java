package dev.pubsub.server.client;

import dev.pubsub.server.commandline.CommandGroup;
import dev.pubsub.server.commandline.Entry;
import java.util.List;
import java.util.Optional;

/** The commands for dead letters. */
record DlqCommand(Console console) {

  CommandGroup group() {
    return new CommandGroup(
        "Works with dead letters: signals that a subscription did not get.",
        List.of("list", "show", "redrive", "purge"),
        this::entry);
  }

  private Optional<Entry> entry(String name) {
    return switch (name) {
      case "list" -> Optional.of(new DlqListCommand(console));
      case "show" -> Optional.of(new DlqShowCommand(console));
      case "redrive" -> Optional.of(new DlqRedriveCommand(console));
      case "purge" -> Optional.of(new DlqPurgeCommand(console));
      default -> Optional.empty();
    };
  }
}
