package dev.pubsub.server;

import picocli.CommandLine.IVersionProvider;

/** The version as the manifest of the jar has it. */
final class Version implements IVersionProvider {

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"pubsub " + text()};
  }
}
