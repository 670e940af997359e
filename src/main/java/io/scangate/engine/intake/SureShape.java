package io.scangate.engine.intake;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON schema of the document, compiled as far as is needed to know at once what surely has its
 * shape; all else is for the schema's own validator, which takes a hundred times as long.
 * Immutable.
 *
 * <p>What it accepts the validator accepts. It need not accept everything that the validator does:
 * a keyword that it does not know makes it accept nothing.
 */
final class SureShape {
  /** Stricter than RFC 3339, and than every reader of it. */
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");

  private final List<Predicate<Object>> conditions;

  private SureShape(List<Predicate<Object>> conditions) {
    this.conditions = conditions;
  }

  /** Compiles a schema. */
  static SureShape of(JsonObject schema) {
    List<Predicate<Object>> conditions = new ArrayList<>();
    for (String keyword : schema.fieldNames()) {
      if (!keyword.equals("description")) {
        conditions.add(condition(keyword, schema));
      }
    }
    return new SureShape(List.copyOf(conditions));
  }

  /** Whether a value parsed from JSON surely has it. */
  boolean surelyHas(@Nullable Object value) {
    if (value == null) {
      return false;
    }
    for (Predicate<Object> condition : conditions) {
      if (!condition.test(value)) {
        return false;
      }
    }
    return true;
  }

  private static Predicate<Object> condition(String keyword, JsonObject schema) {
    return switch (keyword) {
      case "type" -> type(schema.getString(keyword));
      case "enum" -> oneOf(schema.getJsonArray(keyword));
      case "properties" -> properties(schema.getJsonObject(keyword));
      case "additionalProperties" -> onlyThese(schema);
      case "required" -> required(schema.getJsonArray(keyword));
      case "minProperties" -> objects(map -> map.size() >= schema.getInteger(keyword));
      case "maxProperties" -> objects(map -> map.size() <= schema.getInteger(keyword));
      case "items" -> items(of(schema.getJsonObject(keyword)));
      case "minItems" -> lists(list -> list.size() >= schema.getInteger(keyword));
      case "maxItems" -> lists(list -> list.size() <= schema.getInteger(keyword));
      case "pattern" -> pattern(Pattern.compile(schema.getString(keyword)));
      // Characters are counted in two ways; each bound by the one that is the stricter for it.
      case "minLength" ->
          texts(text -> text.codePointCount(0, text.length()) >= schema.getInteger(keyword));
      case "maxLength" -> texts(text -> text.length() <= schema.getInteger(keyword));
      case "format" ->
          schema.getString(keyword).equals("date-time")
              ? texts(text -> DATE_TIME.matcher(text).matches())
              : value -> false;
      default -> value -> false;
    };
  }

  private static Predicate<Object> type(String type) {
    return switch (type) {
      case "object" -> value -> value instanceof Map;
      case "array" -> value -> value instanceof List;
      case "string" -> value -> value instanceof String;
      case "boolean" -> value -> value instanceof Boolean;
      default -> value -> false;
    };
  }

  private static Predicate<Object> oneOf(JsonArray allowed) {
    Set<Object> texts =
        allowed.stream().filter(String.class::isInstance).collect(Collectors.toSet());
    return texts::contains;
  }

  private static Predicate<Object> properties(JsonObject properties) {
    Map<String, SureShape> shapes = new HashMap<>();
    properties.forEach(it -> shapes.put(it.getKey(), of(properties.getJsonObject(it.getKey()))));
    return objects(
        map -> {
          for (Map.Entry<?, ?> entry : map.entrySet()) {
            SureShape shape = shapes.get(String.valueOf(entry.getKey()));
            if (shape != null && !shape.surelyHas(entry.getValue())) {
              return false;
            }
          }
          return true;
        });
  }

  private static Predicate<Object> onlyThese(JsonObject schema) {
    if (!Boolean.FALSE.equals(schema.getValue("additionalProperties"))
        || !schema.containsKey("properties")) {
      return value -> false;
    }
    Set<String> names = Set.copyOf(schema.getJsonObject("properties").fieldNames());
    return objects(map -> names.containsAll(map.keySet()));
  }

  private static Predicate<Object> required(JsonArray names) {
    List<String> wanted = names.stream().map(String::valueOf).toList();
    return objects(map -> map.keySet().containsAll(wanted));
  }

  private static Predicate<Object> items(SureShape shape) {
    return lists(list -> list.stream().allMatch(shape::surelyHas));
  }

  /** Java's end of a text lies before a last line break too. */
  private static Predicate<Object> pattern(Pattern pattern) {
    return texts(text -> !text.endsWith("\n") && pattern.matcher(text).find());
  }

  /** A keyword for objects says nothing about other values; so with lists and texts. */
  private static Predicate<Object> objects(Predicate<Map<?, ?>> condition) {
    return value -> !(value instanceof Map<?, ?> map) || condition.test(map);
  }

  private static Predicate<Object> lists(Predicate<List<?>> condition) {
    return value -> !(value instanceof List<?> list) || condition.test(list);
  }

  private static Predicate<Object> texts(Predicate<String> condition) {
    return value -> !(value instanceof String text) || condition.test(text);
  }
}
