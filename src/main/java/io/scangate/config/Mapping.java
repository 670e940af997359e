package io.scangate.config;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys and their values, in the order of the file. Immutable. */
public final class Mapping implements Node {
  private final Place place;
  private final Map<String, Node> entries;

  Mapping(Place place, Map<String, Node> entries) {
    this.place = place;
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public String kind() {
    return "a mapping";
  }

  /** The keys with their values, in the order of the file. */
  public Map<String, Node> entries() {
    return entries;
  }

  /** This mapping, refused where it has a key that is not in the list. */
  @CanIgnoreReturnValue
  public Mapping allowing(String... keys) {
    Set<String> allowed = Set.of(keys);
    entries.forEach(
        (key, node) -> {
          if (!allowed.contains(key)) {
            throw node.place()
                .refuse("unknown key '" + key + "'; allowed: " + String.join(", ", keys));
          }
        });
    return this;
  }

  /** The same without a key. */
  public Mapping without(String key) {
    Map<String, Node> others = new LinkedHashMap<>(entries);
    others.remove(key);
    return new Mapping(place, others);
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** What stands under a key that must be there. */
  public Node required(String key) {
    Node node = entries.get(key);
    if (node == null) {
      throw place.refuse("the key '" + key + "' is missing");
    }
    return node;
  }

  /** What stands under a key that may be left out. */
  public Optional<Node> optional(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The single value under a key that must be there. */
  public Scalar scalar(String key) {
    return required(key).scalar();
  }

  /** The mapping under a key that must be there. */
  public Mapping mapping(String key) {
    return required(key).mapping();
  }

  /** The elements of the list under a key that must be there. */
  public List<Node> items(String key) {
    return required(key).items();
  }
}
