package io.scangate.gateway;

import io.scangate.credential.Claims;
import io.scangate.health.PersonRef;
import org.jspecify.annotations.Nullable;

/** The lists of single codes that a gateway holds whole. Immutable. */
public interface SerialLists {
  /** Nothing withdrawn, nobody recognized. */
  SerialLists NONE =
      new SerialLists() {
        @Override
        public boolean isWithdrawn(Claims claims) {
          return false;
        }

        @Override
        public @Nullable PersonRef recognized(Claims claims) {
          return null;
        }
      };

  /** Whether the serial of a static code is withdrawn. */
  boolean isWithdrawn(Claims claims);

  /** The person that a foreign code stands for; null where it is not in the list. */
  @Nullable PersonRef recognized(Claims claims);
}
