package dev.pubsub.server.client;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams of a command. All text is UTF-8, whatever the locale says.
 *
 * @param in what is read
 * @param out what was asked for; buffered, so it must be flushed
 * @param err everything else that people are told, a line at a time
 */
public record Console(InputStream in, OutputStream out, PrintStream err) {

  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * The streams of this process.
   *
   * @return standard input, output and error
   */
  public static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  /**
   * Writes text and a line feed to the output, without flushing.
   *
   * @param text one or more lines
   * @throws ClientException with OUTPUT_FAILED when nobody takes it
   */
  public void line(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw outputFailed(e);
    }
  }

  /**
   * Writes through what is buffered. May block while nobody reads.
   *
   * @throws ClientException with OUTPUT_FAILED when nobody takes it
   */
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw outputFailed(e);
    }
  }

  private static ClientException outputFailed(IOException e) {
    return new ClientException(
        "OUTPUT_FAILED", "cannot write to standard output: " + e.getMessage(), e);
  }
}
