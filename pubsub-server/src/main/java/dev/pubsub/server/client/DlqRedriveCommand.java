package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;
import picocli.CommandLine.Command;

@Command(
    description =
        "Delivers dead letters anew to the subscription that each was for. Those that have nobody"
            + " to go to, or find no room, are kept.")
final class DlqRedriveCommand extends DlqChangeCommand {

  DlqRedriveCommand(Console console) {
    super(console);
  }

  @Override
  Answer one(Api api, long id) throws InterruptedException {
    return api.send("POST", "/dead-letters/" + id + "/redrive");
  }

  @Override
  Answer all(Api api, String query) throws InterruptedException {
    return api.send("POST", "/dead-letters/redrive" + query);
  }
}
