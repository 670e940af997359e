package io.scangate.casework;

import io.scangate.credential.Kind;
import io.scangate.credential.Serial;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import java.time.Instant;

/** Makes the static codes that procedures give out, with the installation's key of that time. */
@FunctionalInterface
public interface StaticCodes {
  /**
   * A code. Immutable; not printed, since whoever has it can show it.
   *
   * @param text of the QR
   * @param serial by which it is withdrawn
   */
  record Made(String text, Serial serial) {
    @Override
    public String toString() {
      return "Made[***]";
    }
  }

  /**
   * Makes a code that every door can read.
   *
   * @param from in whole seconds, as {@code until}
   * @throws IllegalStateException where no key may sign codes then
   */
  Made make(PersonRef person, Kind kind, Colour colour, Instant from, Instant until);
}
