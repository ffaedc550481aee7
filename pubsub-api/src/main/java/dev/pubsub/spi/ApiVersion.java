package dev.pubsub.spi;

/**
 * The version of these interfaces. A new major version breaks plugins that were built for the one
 * before; a new minor version adds to them.
 *
 * @param major 0 or more
 * @param minor 0 or more
 */
public record ApiVersion(int major, int minor) {

  /** The version that is running. A plugin states the one it needs in numbers, not with this. */
  public static final ApiVersion CURRENT = new ApiVersion(1, 0);

  /**
   * Checks the numbers.
   *
   * @param major 0 or more
   * @param minor 0 or more
   */
  public ApiVersion {
    if (major < 0 || minor < 0) {
      throw new IllegalArgumentException(major + "." + minor + " is no version");
    }
  }

  /**
   * Whether what needs this version runs on another one.
   *
   * @param running the version that is there
   * @return whether it is of the same major version and not older
   */
  public boolean runsOn(ApiVersion running) {
    return major == running.major && minor <= running.minor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
