package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;

final class DlqPurgeCommand extends DlqChangeCommand {

  DlqPurgeCommand(Console console) {
    super(console, "Forgets dead letters for good.");
  }

  @Override
  Answer one(Api api, long id) throws InterruptedException {
    return api.send("DELETE", "/dead-letters/" + id);
  }

  @Override
  Answer all(Api api, String query) throws InterruptedException {
    return api.send("DELETE", "/dead-letters" + query);
  }
}
