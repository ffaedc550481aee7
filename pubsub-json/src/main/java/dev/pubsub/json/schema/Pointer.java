package dev.pubsub.json.schema;

/** JSON pointers (RFC 6901) into schemas. */
final class Pointer {

  private Pointer() {}

  static String property(String at, String name) {
    return at + "/properties/" + name.replace("~", "~0").replace("/", "~1");
  }
}
