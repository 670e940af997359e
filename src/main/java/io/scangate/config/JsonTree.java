package io.scangate.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that was parsed already, as the same tree that files are read into; so what a
 * program sends is refused in the words in which an operator's file is.
 */
public final class JsonTree {
  private static final int MOST_DEPTH = 32;

  private JsonTree() {}

  /**
   * The tree of a parsed object.
   *
   * @param name what messages call it
   * @param object its values are maps, lists, texts, numbers and booleans; others are refused
   */
  public static Mapping of(String name, Map<?, ?> object) {
    return mapping(new Place(name, 0, ""), object, 0);
  }

  private static Mapping mapping(Place place, Map<?, ?> object, int depth) {
    Map<String, Node> entries = new LinkedHashMap<>();
    object.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          entries.put(name, node(place.key(name, 0), value, depth + 1));
        });
    return new Mapping(place, entries);
  }

  private static Node node(Place place, @Nullable Object value, int depth) {
    if (depth > MOST_DEPTH) {
      throw place.refuse("nested deeper than " + MOST_DEPTH + " levels");
    }
    return switch (value) {
      case Map<?, ?> object -> mapping(place, object, depth);
      case List<?> list -> {
        List<Node> elements = new ArrayList<>();
        for (Object element : list) {
          elements.add(node(place.index(elements.size(), 0), element, depth + 1));
        }
        yield new Items(place, elements);
      }
      case String text -> new Scalar(place, text);
      case Boolean truth -> new Scalar(place, truth.toString());
      case Number number -> new Scalar(place, number.toString());
      case null -> throw place.refuse("null is not allowed; leave the key out");
      default -> throw place.refuse("this kind of value is not allowed");
    };
  }
}
