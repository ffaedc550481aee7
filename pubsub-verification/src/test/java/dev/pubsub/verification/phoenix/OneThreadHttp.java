package dev.pubsub.verification.phoenix;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** OkHttp that tells of what happens to a WebSocket on another thread than its own. */
final class OneThreadHttp extends OkHttpClient {

  private final Executor thread;
  private final BlockingQueue<Integer> closeCodes = new LinkedBlockingQueue<>();

  OneThreadHttp(Executor thread) {
    this.thread = thread;
  }

  BlockingQueue<Integer> closeCodes() {
    return closeCodes;
  }

  @Override
  public WebSocket newWebSocket(Request request, WebSocketListener listener) {
    return super.newWebSocket(request, new Handover(listener));
  }

  void close() {
    dispatcher().executorService().shutdown();
    connectionPool().evictAll();
  }

  /** Binary messages are left out, as JavaPhoenixClient takes none. */
  private final class Handover extends WebSocketListener {

    private final WebSocketListener listener;

    Handover(WebSocketListener listener) {
      this.listener = listener;
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      thread.execute(() -> listener.onOpen(webSocket, response));
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
      thread.execute(() -> listener.onMessage(webSocket, text));
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
      closeCodes.add(code);
      thread.execute(() -> listener.onClosing(webSocket, code, reason));
    }

    @Override
    public void onClosed(WebSocket webSocket, int code, String reason) {
      thread.execute(() -> listener.onClosed(webSocket, code, reason));
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable t, Response response) {
      thread.execute(() -> listener.onFailure(webSocket, t, response));
    }
  }
}
