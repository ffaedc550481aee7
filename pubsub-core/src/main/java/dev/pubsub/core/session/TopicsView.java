package dev.pubsub.core.session;

import dev.pubsub.Topics;
import dev.pubsub.core.catalog.Catalog;
import dev.pubsub.core.catalog.Topic;
import dev.pubsub.core.publish.Router;
import dev.pubsub.core.store.History;
import dev.pubsub.spi.flow.Operation;
import dev.pubsub.topic.TopicInfo;
import java.util.List;
import java.util.Optional;

/** The catalog as users see it. */
final class TopicsView implements Topics {

  private final Catalog catalog;
  private final Router router;
  private final History history;
  private final Door door;

  TopicsView(Catalog catalog, Router router, History history, Door door) {
    this.catalog = catalog;
    this.router = router;
    this.history = history;
    this.door = door;
  }

  @Override
  public boolean create(String name) {
    door.requireAdmitted(Operation.CREATE_TOPIC, name);
    boolean created = catalog.create(name);
    if (created) {
      door.did("create_topic", name);
    }
    return created;
  }

  @Override
  public boolean delete(String name) {
    if (catalog.listed(name) != null) {
      // First: what fails here leaves the topic as it was.
      history.forget(name);
    }
    Optional<Topic> deleted = catalog.delete(name);
    deleted.ifPresent(
        topic -> {
          router.forget(topic);
          door.did("delete_topic", name);
        });
    return deleted.isPresent();
  }

  @Override
  public Optional<TopicInfo> find(String name) {
    return Optional.ofNullable(catalog.listed(name)).map(this::info);
  }

  @Override
  public List<TopicInfo> list(String after, int limit) {
    return catalog.list(after, limit).stream().map(this::info).toList();
  }

  @Override
  public int count() {
    return catalog.count();
  }

  private TopicInfo info(Topic topic) {
    return new TopicInfo(
        topic.name(), topic.createdAt(), topic.messages(), router.route(topic).subscriptions());
  }
}
