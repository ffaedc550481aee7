package dev.pubsub.core.assembly;

import java.lang.module.ModuleDescriptor;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Where a class comes from, for people to read.
 *
 * @param file the name of its jar or folder
 * @param version of its module, or as the manifest of its jar has it
 */
public record Origin(String file, String version) {

  /** The origin of a class. */
  public static Origin of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return new Origin(
        source == null || source.getLocation() == null
            ? "no file"
            : fileName(source.getLocation().toString()),
        version(type).orElse("unversioned"));
  }

  private static Optional<String> version(Class<?> type) {
    Module module = type.getModule();
    return module.isNamed()
        ? Optional.ofNullable(module.getDescriptor()).flatMap(ModuleDescriptor::rawVersion)
        : Optional.ofNullable(type.getPackage().getImplementationVersion());
  }

  /** The last level of the location of a jar or folder. */
  static String fileName(String location) {
    String whole = location.replaceAll("!?/*$", "");
    return whole.substring(whole.lastIndexOf('/') + 1);
  }
}
