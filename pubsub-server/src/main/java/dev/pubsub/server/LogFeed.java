package dev.pubsub.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.pubsub.Bus;
import dev.pubsub.PublishOptions;
import dev.pubsub.core.PubSub;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Tells the bus {@code logging} what the server logs, as {@code logs:pubsub:<level>}, and errors as
 * {@code error_reports:pubsub} too. Waits for nobody: what that bus has no room for it drops and
 * counts.
 *
 * <p>What is logged while that bus is published to or delivers is not told, so no line is the cause
 * of itself.
 */
final class LogFeed extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private static final String BUS = "logging";
  private static final int LONGEST = 8192;

  private final PubSub pubsub;
  private final Bus bus;

  private LogFeed(PubSub pubsub) {
    this.pubsub = pubsub;
    this.bus = pubsub.bus(BUS);
  }

  /**
   * Begins to tell, where that bus runs and is to be told.
   *
   * @return what ends it; empty where nothing is told
   */
  static Optional<Runnable> begin(PubSub pubsub) {
    if (!pubsub.feeds(BUS)
        || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return Optional.empty();
    }
    LogFeed feed = new LogFeed(pubsub);
    feed.setContext(context);
    feed.setName("bus");
    feed.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(feed);
    return Optional.of(
        () -> {
          root.detachAppender(feed);
          feed.stop();
        });
  }

  /** Not called for what is logged in the midst of a call on the same thread. */
  @Override
  protected void append(ILoggingEvent event) {
    if (pubsub.isDelivering(BUS)) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event_type", "log");
    line.put("timestamp", event.getTimeStamp());
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    line.put("message", cut(event.getFormattedMessage()));
    if (event.getThrowableProxy() != null) {
      line.put("exception", cut(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
    Map<String, Object> payload = Collections.unmodifiableMap(line);
    PublishOptions options = PublishOptions.ofType("log");
    String level = event.getLevel().toString().toLowerCase(Locale.ROOT);
    bus.publish("logs:pubsub:" + level, payload, options);
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      bus.publish("error_reports:pubsub", payload, options);
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
