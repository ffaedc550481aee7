package dev.pubsub.ws.phoenix;

/** A channel on a pattern over topics: it only listens. */
final class PatternChannel implements Channel {

  private final Listening listening;
  private final Forms forms;

  /** A channel whose form was lent. */
  PatternChannel(Listening listening, Forms forms) {
    this.listening = listening;
    this.forms = forms;
  }

  @Override
  public Answer push(Message message) {
    return message.event().equals(Events.ACCESS_TOKEN)
        ? Answer.OK
        : Answer.refusal(BadRequest.CODE, "a pattern can be listened to, not published to");
  }

  @Override
  public void leave() {
    listening.end();
    forms.giveBack(listening.client().serializer(), listening.subscription().pattern());
  }
}
