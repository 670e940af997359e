package io.scangate.ledger;

import java.util.Arrays;

/** A list that gateways hold whole and that follows from the ledger. */
public enum GateList {
  /** Checkpoints with the hashes of their devices' keys. */
  CHECKPOINTS("checkpoints"),
  /** Closures that are ordered. */
  ORDERS("orders"),
  /** Serials of static codes that are withdrawn. */
  WITHDRAWN("withdrawn"),
  /** Codes of other cities that stand for people of ours. */
  RECOGNIZED("recognized"),
  /** Keys of other cities, by which their codes are checked. */
  PEER_KEYS("peer-keys");

  private final String text;

  GateList(String text) {
    this.text = text;
  }

  /** Its name, in the ledger as in Redis. */
  public String text() {
    return text;
  }

  static GateList of(String text) {
    return Arrays.stream(values())
        .filter(list -> list.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new LedgerException("no list is called " + text));
  }
}
