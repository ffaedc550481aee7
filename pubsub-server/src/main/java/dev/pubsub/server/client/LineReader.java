package dev.pubsub.server.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads text a line at a time. A line ends with a line feed, which a carriage return may precede;
 * the last one may end with the input. A carriage return elsewhere belongs to the line.
 */
final class LineReader {

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int at;
  private int end;

  LineReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next line without its end; bytes that are not UTF-8 become U+FFFD. Blocks until there is a
   * whole line.
   *
   * @return empty when the input has ended
   * @throws ClientException with INPUT_FAILED
   */
  Optional<String> next() {
    boolean ended = false;
    while (!ended) {
      if (at == end && !fill()) {
        return line.size() == 0 ? Optional.empty() : Optional.of(take());
      }
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, from, at - from);
      ended = at < end;
    }
    at++;
    return Optional.of(take());
  }

  private boolean fill() {
    try {
      at = 0;
      end = Math.max(0, in.read(buffer));
      return end > 0;
    } catch (IOException e) {
      throw new ClientException("INPUT_FAILED", "cannot read standard input: " + e.getMessage(), e);
    }
  }

  private String take() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
