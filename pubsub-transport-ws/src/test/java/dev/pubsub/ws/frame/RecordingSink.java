package dev.pubsub.ws.frame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes down what it is told, one line for each event. */
final class RecordingSink implements MessageSink {

  final List<String> events = new ArrayList<>();

  @Override
  public void text(byte[] utf8) {
    events.add("text " + new String(utf8, StandardCharsets.UTF_8));
  }

  @Override
  public void binary(byte[] bytes) {
    events.add("binary " + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void ping(byte[] payload) {
    events.add("ping " + new String(payload, StandardCharsets.UTF_8));
  }

  @Override
  public void close(int code) {
    events.add("close " + code);
  }
}
