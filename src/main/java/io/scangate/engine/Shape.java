package io.scangate.engine;

import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Optional;

/** What a schema asks of values. Shared. */
public final class Shape {
  private final Validator validator;

  Shape(Validator validator) {
    this.validator = validator;
  }

  /**
   * What is wrong with a value, in words that name the place and what is allowed, and do not repeat
   * the value.
   *
   * @param value as JSON knows them
   */
  public Optional<String> faultOf(Object value) {
    OutputUnit found = validator.validate(value);
    if (Boolean.TRUE.equals(found.getValid())) {
      return Optional.empty();
    }
    List<OutputUnit> errors = Optional.ofNullable(found.getErrors()).orElse(List.of());
    // The innermost says most, and of those the last.
    return Optional.of(
        errors.stream()
            .reduce((one, next) -> depth(next) >= depth(one) ? next : one)
            .map(Shape::words)
            .orElse("not of the shape of the document"));
  }

  private static long depth(OutputUnit unit) {
    return String.valueOf(unit.getInstanceLocation()).chars().filter(c -> c == '/').count();
  }

  private static String words(OutputUnit unit) {
    String where = String.valueOf(unit.getInstanceLocation());
    String path = where.startsWith("#/") ? where.substring(2).replace('/', '.') + ": " : "";
    return path + unit.getError();
  }
}
