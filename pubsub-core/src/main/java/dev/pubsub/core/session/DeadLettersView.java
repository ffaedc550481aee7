package dev.pubsub.core.session;

import dev.pubsub.DeadLetters;
import dev.pubsub.PublishResult;
import dev.pubsub.PublishResult.Accepted;
import dev.pubsub.core.deadletter.DeadLetterBox;
import dev.pubsub.core.publish.Redrive;
import dev.pubsub.error.PubSubException;
import dev.pubsub.error.StandardError;
import dev.pubsub.topic.TopicPattern;
import dev.pubsub.topic.TopicSyntax;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The dead letters of a bus as users see them. */
final class DeadLettersView implements DeadLetters {

  private final DeadLetterBox box;
  private final Redrive redrive;
  private final TopicSyntax syntax;
  private final Door door;

  DeadLettersView(DeadLetterBox box, Redrive redrive, TopicSyntax syntax, Door door) {
    this.box = box;
    this.redrive = redrive;
    this.syntax = syntax;
    this.door = door;
  }

  @Override
  public List<DeadLetter> list(String topics, long after, int limit) {
    if (limit < 1) {
      throw badOption("a list needs a limit of 1 or more, not " + limit);
    }
    if (after < 0) {
      throw badOption("a list begins after an id, or after 0, not after " + after);
    }
    return of(topics, after == 0 ? Long.MAX_VALUE : after).limit(limit).toList();
  }

  private static PubSubException badOption(String sentence) {
    return new PubSubException(StandardError.BAD_OPTION, sentence);
  }

  private Stream<DeadLetter> of(String topics, long below) {
    TopicPattern pattern = TopicPattern.parse(topics, syntax);
    return box.newestFirst(below).filter(letter -> pattern.matches(letter.signal().topic()));
  }

  private List<Long> ids(String topics) {
    List<Long> ids = new ArrayList<>(of(topics, Long.MAX_VALUE).map(DeadLetter::id).toList());
    Collections.reverse(ids);
    return ids;
  }

  @Override
  public Optional<DeadLetter> find(long id) {
    return box.find(id);
  }

  @Override
  public PublishResult redrive(long id) {
    PublishResult result = again(id);
    if (result instanceof Accepted) {
      door.did("redrive_dead_letter", Long.toString(id));
    }
    return result;
  }

  private PublishResult again(long id) {
    if (!door.isOpen()) {
      throw new PubSubException(StandardError.CLOSED, "the bus or the session is closed");
    }
    return redrive.redrive(id);
  }

  @Override
  public int redriveAll(String topics) {
    int redriven = 0;
    try {
      for (long id : ids(topics)) {
        redriven += again(id) instanceof Accepted ? 1 : 0;
      }
    } finally {
      if (redriven > 0) {
        door.did("redrive_dead_letters", topics);
      }
    }
    return redriven;
  }

  @Override
  public boolean purge(long id) {
    boolean purged = box.take(id) != null;
    if (purged) {
      door.did("purge_dead_letter", Long.toString(id));
    }
    return purged;
  }

  @Override
  public int purgeAll(String topics) {
    int purged = (int) ids(topics).stream().filter(id -> box.take(id) != null).count();
    if (purged > 0) {
      door.did("purge_dead_letters", topics);
    }
    return purged;
  }

  @Override
  public int count() {
    return box.count();
  }

  @Override
  public long forgotten() {
    return box.forgotten();
  }
}
