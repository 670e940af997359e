package io.scangate.config;

import java.util.List;

/** A list in a file. Immutable. */
public record Items(Place place, List<Node> elements) implements Node {
  public Items {
    elements = List.copyOf(elements);
  }

  @Override
  public String kind() {
    return "a list";
  }
}
