package dev.pubsub.server;

import dev.pubsub.server.client.Console;
import dev.pubsub.server.client.Termination;

/** The program behind the launcher: {@code serve} and the commands that talk to a server. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process: 0 done, 1 the thing asked for failed, 2 usage.
   *
   * @param args the command and what belongs to it
   */
  public static void main(String[] args) {
    Console console = Console.ofProcess();
    Termination termination = Termination.ofProcess(console);
    int status = CommandLines.run(console, termination, System.getenv(), args);
    termination.finished();
    System.exit(status);
  }
}
