package dev.pubsub.json.filter;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A filter as a plain model: how it is written, and what it says of a payload, as naively as can
 * be. Empty stands for what is not there.
 */
record FilterModel(String source, Function<Object, Optional<Object>> value) {

  private static final Object NULL = new Object();

  static FilterModel literal(String source, Object value) {
    return new FilterModel(source, payload -> Optional.of(value));
  }

  static FilterModel nothing() {
    return literal("null", NULL);
  }

  static FilterModel path(List<Object> steps) {
    StringBuilder source = new StringBuilder("payload");
    for (Object step : steps) {
      source.append(step instanceof Integer ? "[" + step + "]" : "." + step);
    }
    return new FilterModel(source.toString(), payload -> walk(payload, steps));
  }

  private static Optional<Object> walk(Object from, List<Object> steps) {
    Object at = from;
    for (Object step : steps) {
      if (at instanceof Map<?, ?> map && map.containsKey(step)) {
        at = map.get(step);
      } else if (at instanceof List<?> list && step instanceof Integer i && i < list.size()) {
        at = list.get(i);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(at == null ? NULL : at);
  }

  boolean isTrueOf(Object payload) {
    return value.apply(payload).equals(Optional.of(true));
  }

  FilterModel not() {
    return condition("!(" + source + ")", payload -> !isTrueOf(payload));
  }

  FilterModel and(FilterModel other) {
    return condition(
        "(" + source + ") && (" + other.source + ")",
        payload -> isTrueOf(payload) && other.isTrueOf(payload));
  }

  FilterModel or(FilterModel other) {
    return condition(
        "(" + source + ") || (" + other.source + ")",
        payload -> isTrueOf(payload) || other.isTrueOf(payload));
  }

  FilterModel compared(String relation, FilterModel other) {
    return condition(
        source + " " + relation + " " + other.source,
        payload -> compare(relation, value.apply(payload), other.value.apply(payload)));
  }

  FilterModel oneOf(List<FilterModel> others) {
    String list = String.join(", ", others.stream().map(FilterModel::source).toList());
    return condition(
        source + " in [" + list + "]",
        payload -> others.stream().anyMatch(each -> compared("==", each).isTrueOf(payload)));
  }

  FilterModel within(FilterModel container) {
    return condition(
        source + " in " + container.source,
        payload -> {
          Object whole = container.value.apply(payload).orElse("");
          Optional<Object> sought = value.apply(payload);
          return whole instanceof List<?> list
              ? list.stream()
                  .anyMatch(each -> compare("==", sought, Optional.of(each == null ? NULL : each)))
              : whole instanceof Map<?, ?> map && map.containsKey(sought.orElse(0));
        });
  }

  FilterModel has() {
    return condition("has(" + source + ")", payload -> value.apply(payload).isPresent());
  }

  FilterModel size() {
    return new FilterModel(
        source + ".size()",
        payload -> {
          Object whole = value.apply(payload).orElse(0);
          return whole instanceof String text
              ? Optional.of(text.length())
              : whole instanceof List<?> list
                  ? Optional.of(list.size())
                  : whole instanceof Map<?, ?> map ? Optional.of(map.size()) : Optional.empty();
        });
  }

  FilterModel part(String function, String sought) {
    return condition(
        "%s.%s('%s')".formatted(source, function, sought),
        payload ->
            value.apply(payload).orElse(0) instanceof String text
                && switch (function) {
                  case "startsWith" -> text.startsWith(sought);
                  case "endsWith" -> text.endsWith(sought);
                  default -> text.contains(sought);
                });
  }

  private static FilterModel condition(String source, Function<Object, Boolean> holds) {
    return new FilterModel(source, holds.andThen(Optional::of));
  }

  private static boolean compare(String relation, Optional<Object> left, Optional<Object> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    Object one = left.get();
    Object other = right.get();
    if (one instanceof Number && other instanceof Number) {
      int order = exact(one).compareTo(exact(other));
      return isSo(relation, order);
    }
    if (one instanceof String text && other instanceof String another) {
      return isSo(relation, text.compareTo(another));
    }
    boolean equal = (one instanceof Boolean && one.equals(other)) || (one == NULL && other == NULL);
    return relation.equals("==") ? equal : relation.equals("!=") && !equal;
  }

  private static boolean isSo(String relation, int order) {
    return switch (relation) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double real ? new BigDecimal(real) : new BigDecimal(number.toString());
  }
}
