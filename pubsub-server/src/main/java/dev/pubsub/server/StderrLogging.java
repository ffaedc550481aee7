package dev.pubsub.server;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Logs to standard error, a line for each event, its exception included: warnings of everybody and
 * what the bus itself has to say. Standard output belongs to the commands.
 *
 * <p>Written in Java because reading XML would be a quarter of the time to start. Logback asks this
 * before it looks for files, so it stands back where {@code -Dlogback.configurationFile} names one.
 */
public final class StderrLogging extends ContextAwareBase implements Configurator {

  private static final String ONE_LINE =
      "%d{HH:mm:ss.SSS} %-5level %logger{0}: "
          + "%replace(%msg){'\\s*[\\r\\n]+\\s*', ' '}"
          + "%replace( %ex{8}){'\\s*[\\r\\n]+\\s*', ' | '}%n%nopex";

  /** For logback, which finds it as a service. */
  public StderrLogging() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(ONE_LINE);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.getLogger("dev.pubsub").setLevel(Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
