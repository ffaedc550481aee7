package dev.pubsub.agents.trace;

import dev.pubsub.signal.Signal;
import dev.pubsub.signal.SignalId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last mail of one agent. Any thread may use it. */
final class MailRing {

  private final int most;
  private final Map<SignalId, TracedMail> mail = new LinkedHashMap<>();

  MailRing(int most) {
    this.most = most;
  }

  synchronized void add(TracedMail received) {
    // What is delivered once more, such as a dead letter, comes behind the others.
    mail.remove(received.signal().id());
    if (mail.size() == most) {
      var oldest = mail.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    mail.put(received.signal().id(), received);
  }

  /** The first end counts: what failed is set aside, too. What was refused never came. */
  synchronized void end(Signal signal, TracedMail ended) {
    TracedMail known = mail.get(signal.id());
    if (known == null && ended.outcome() == TracedMail.Outcome.SET_ASIDE) {
      add(ended);
    } else if (known != null && known.outcome() == TracedMail.Outcome.RECEIVED) {
      mail.put(signal.id(), known.ended(ended.outcome(), ended.why()));
    }
  }

  synchronized List<TracedMail> mail() {
    return List.copyOf(mail.values());
  }
}
