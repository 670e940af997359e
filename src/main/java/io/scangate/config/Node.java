package io.scangate.config;

import java.util.List;

/** One node of a file: a scalar, a list or a mapping. Immutable. */
public sealed interface Node permits Scalar, Items, Mapping {
  /** Where it stands. */
  Place place();

  /** What it is, in the operator's words. */
  String kind();

  /** This node as a scalar, refused where it is none. */
  default Scalar scalar() {
    if (this instanceof Scalar scalar) {
      return scalar;
    }
    throw place().refuse("a single value is wanted, not " + kind());
  }

  /** The elements of this list, refused where it is none. */
  default List<Node> items() {
    if (this instanceof Items items) {
      return items.elements();
    }
    throw place().refuse("a list is wanted, not " + kind());
  }

  /** This node as a mapping, refused where it is none. */
  default Mapping mapping() {
    if (this instanceof Mapping mapping) {
      return mapping;
    }
    throw place().refuse("a mapping of keys to values is wanted, not " + kind());
  }
}
