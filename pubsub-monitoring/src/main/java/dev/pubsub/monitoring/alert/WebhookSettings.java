package dev.pubsub.monitoring.alert;

import dev.pubsub.config.Setting;
import dev.pubsub.config.Settings;
import dev.pubsub.spi.Environment;
import dev.pubsub.spi.PluginRefusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where alerts are told beside the bus. */
final class WebhookSettings {

  private static final String WANTED =
      "an address such as https://hooks.example.org/pubsub, without a user name";

  static final Setting<Optional<URI>> URL =
      new Setting<>(
          "alerts.webhook.url",
          "",
          "Where each alert or incident is sent by POST when it begins and when it is over, with http"
              + " or https; empty for nowhere.",
          WebhookSettings::url);

  static final Setting<String> SECRET =
      Setting.secret(
          "alerts.webhook.secret",
          "By which what is sent is signed, in the header X-Pubsub-Signature; empty for no"
              + " signature.");

  static final Setting<WebhookFormat> FORMAT =
      Setting.choice(
          "alerts.webhook.format",
          WebhookFormat.JSON,
          EnumSet.allOf(WebhookFormat.class),
          "What is sent: json for the alert or incident, or pagerduty for an event of PagerDuty"
              + " (Events API v2).");

  static final Setting<WebhookEvents> EVENTS =
      Setting.choice(
          "alerts.webhook.events",
          WebhookEvents.ALERTS,
          EnumSet.allOf(WebhookEvents.class),
          "Of what is sent: alerts for each, or incidents for those that fire together as one.");

  static final Setting<String> ROUTING_KEY =
      Setting.secret("alerts.webhook.routing-key", "The key of the integration with PagerDuty.");

  static final Setting<Duration> TIMEOUT =
      Setting.duration(
          "alerts.webhook.timeout", "10s", "How long to wait for an answer; more than 0s.");

  static final Setting<Integer> ATTEMPTS =
      Setting.number(
          "alerts.webhook.attempts",
          10,
          1,
          100,
          "How often each is sent before it is given up; between attempts pass up to 1 s, 2 s,"
              + " 4 s and so on, a minute at most.");

  static final List<Setting<?>> ALL =
      List.of(URL, SECRET, FORMAT, EVENTS, ROUTING_KEY, TIMEOUT, ATTEMPTS);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private WebhookSettings() {}

  static Optional<Webhook> webhook(Environment environment) {
    return environment.settings().get(URL).map(url -> webhook(url, environment));
  }

  private static Webhook webhook(URI url, Environment environment) {
    Settings settings = environment.settings();
    WebhookFormat format = settings.get(FORMAT);
    String routingKey = settings.get(ROUTING_KEY);
    if (format == WebhookFormat.PAGERDUTY && routingKey.isEmpty()) {
      throw new PluginRefusal("PagerDuty takes no events without alerts.webhook.routing-key");
    }
    Duration timeout = settings.get(TIMEOUT);
    if (timeout.isZero()) {
      throw new PluginRefusal("alerts.webhook.timeout must be more than 0s");
    }
    return new Webhook(
        new HttpPost(url, timeout, environment.executor()),
        new WebhookBody(format, routingKey),
        settings.get(SECRET),
        settings.get(ATTEMPTS),
        new Backoff(FIRST, LONGEST, environment.random()),
        environment.scheduler(),
        environment.clock());
  }

  private static Optional<URI> url(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      URI url = new URI(text.strip());
      if (Set.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getRawUserInfo() == null) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(WANTED, e);
    }
    throw new IllegalArgumentException(WANTED);
  }
}
