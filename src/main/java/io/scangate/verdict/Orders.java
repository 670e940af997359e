package io.scangate.verdict;

import java.util.List;

/** The closures that the authorities have ordered. Immutable. */
public record Orders(List<Closure> closures) {
  /** No order at all. */
  public static final Orders NONE = new Orders(List.of());

  /** Takes a copy. */
  public Orders {
    closures = List.copyOf(closures);
  }

  /** The closures that concern a checkpoint, past and coming ones too. */
  public List<Closure> concerning(Checkpoint checkpoint) {
    return closures.stream().filter(closure -> closure.scope().covers(checkpoint)).toList();
  }
}
