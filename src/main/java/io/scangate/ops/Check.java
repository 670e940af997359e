package io.scangate.ops;

import java.util.function.Supplier;

/**
 * One thing that health depends on. Shared.
 *
 * @param name in a few words with hyphens, as in {@code caught-up}
 * @param state asked at each question; it answers at once
 */
public record Check(String name, Supplier<State> state) {
  /** How it stands. */
  public sealed interface State {
    /** As it should be. */
    record Passed() implements State {}

    /**
     * Not as it should be.
     *
     * @param why in the operator's words, with nothing secret in it
     */
    record Failed(String why) implements State {}
  }

  /** Passed where the condition holds. */
  public static State when(boolean condition, String otherwise) {
    return condition ? new State.Passed() : new State.Failed(otherwise);
  }
}
