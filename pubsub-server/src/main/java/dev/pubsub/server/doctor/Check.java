package dev.pubsub.server.doctor;

import java.util.List;

/** Looks at one thing that a server needs. */
interface Check {

  /** One word. */
  String name();

  /** What was found, at least one line. May block for some seconds. */
  List<Finding> findings() throws InterruptedException;
}
