package dev.pubsub.monitoring.alert;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends by the client of the JDK, which is loaded with the first body. Who it talks to over https
 * must prove it; redirects are not followed, since who signs a body says to whom it goes.
 */
final class HttpPost implements Post {

  private final URI url;
  private final Duration timeout;
  private final Executor executor;
  private @Nullable HttpClient client;

  HttpPost(URI url, Duration timeout, Executor executor) {
    this.url = url;
    this.timeout = timeout;
    this.executor = executor;
  }

  @Override
  public CompletionStage<Integer> send(byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    return client()
        .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .connectTimeout(timeout)
              .followRedirects(HttpClient.Redirect.NEVER)
              .executor(executor)
              .build();
      client = made;
    }
    return made;
  }
}
