package dev.pubsub.server.settings;

import dev.pubsub.server.settings.SettingsFile.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what a file says under the keys of settings. */
final class Entries {

  private static final String PREFIX = "pubsub.";
  private static final String BUSES = PREFIX + "buses";
  private static final String DEFAULT_BUS = "default";

  private final String name;
  private final Map<String, Line> values = new LinkedHashMap<>();
  private final Map<String, Integer> buses = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int count;

  Entries(String name) {
    this.name = name;
  }

  /** How much there was until now, problems included. */
  int count() {
    return count;
  }

  /** A value stands in a line. */
  void add(String path, String text, int line) {
    count++;
    String key = path.startsWith(PREFIX) ? path : PREFIX + path;
    if (key.startsWith(BUSES + ".")) {
      addToBus(key.substring(BUSES.length() + 1), text, line);
    } else {
      put(key, text, line);
    }
  }

  private void addToBus(String path, String text, int line) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      problem(line, BUSES + "." + path + " must hold settings of that bus");
      return;
    }
    String bus = path.substring(0, dot);
    String setting = path.substring(dot + 1);
    buses.putIfAbsent(bus, line);
    put(PREFIX + "bus." + bus + "." + setting, text, line);
  }

  private void put(String key, String text, int line) {
    Line first = values.putIfAbsent(key, new Line(text, place(line)));
    if (first != null) {
      problem(line, key + " is given twice, first at " + first.place());
    }
  }

  /** A key has nothing behind it, which is enough to name a bus. */
  void empty(String path, int line) {
    count++;
    String key = path.startsWith(PREFIX) ? path : PREFIX + path;
    String bus = key.startsWith(BUSES + ".") ? key.substring(BUSES.length() + 1) : "";
    if (bus.isEmpty() || bus.indexOf('.') >= 0) {
      problem(line, key + " has no value");
    } else {
      buses.putIfAbsent(bus, line);
    }
  }

  void problem(int line, String sentence) {
    problem(place(line) + ": " + sentence);
  }

  void problem(String sentence) {
    count++;
    problems.add(sentence);
  }

  private String place(int line) {
    return name + ":" + line;
  }

  SettingsFile toFile() {
    // It may have settings of its own there, but it needs no naming.
    buses.remove(DEFAULT_BUS);
    buses.values().stream()
        .findFirst()
        .ifPresent(line -> put(BUSES, String.join(",", buses.keySet()), line));
    return new SettingsFile(values, problems);
  }
}
