package dev.pubsub.server.client;

import dev.pubsub.server.client.Api.Answer;

final class DlqRedriveCommand extends DlqChangeCommand {

  DlqRedriveCommand(Console console) {
    super(
        console,
        "Delivers dead letters anew to the subscription that each was for. Those that have nobody"
            + " to go to, or find no room, are kept.");
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
