package io.scangate.ledger;

import java.util.Optional;

/**
 * A list of the gateways as it follows from the ledger, at any number that it has reached. Shared;
 * waits.
 */
public interface KeptList {
  /** Which list. */
  GateList list();

  /** Its content at a number, for the signature. */
  byte[] whole(long number);

  /** What changed with a number; empty for a list that is so short that it travels whole. */
  Optional<byte[]> change(long number);
}
