package dev.pubsub.json.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** Numbers that can be compared in a time that does not hang on how large they are. */
final class Numbers {

  /** What has more digits than this, written out, is out of reach: 1e99999999 would fill memory. */
  private static final int MAX_SCALE = 1000;

  private Numbers() {}

  /** Whether all numbers of a value are finite and of a size that is sound. */
  static boolean areSound(JsonNode value) {
    if (value.isContainerNode()) {
      for (JsonNode each : value) {
        if (!areSound(each)) {
          return false;
        }
      }
      return true;
    }
    if (value.isBigDecimal()) {
      return Math.abs((long) value.decimalValue().scale()) <= MAX_SCALE;
    }
    return !value.isFloatingPointNumber() || Double.isFinite(value.doubleValue());
  }
}
