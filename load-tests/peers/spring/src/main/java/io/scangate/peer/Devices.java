package io.scangate.peer;

import java.util.Set;

/**
 * Who may ask. Immutable.
 *
 * @param bearers the values of the header {@code Authorization} that are known
 */
record Devices(Set<String> bearers) {
  boolean knows(String authorization) {
    return bearers.contains(authorization);
  }
}
