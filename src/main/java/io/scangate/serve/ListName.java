package io.scangate.serve;

import io.scangate.ledger.GateList;

/** The signed lists that every gateway holds whole, by the names they have in Redis. */
public enum ListName {
  /** Our own public keys. */
  TRUST("trust"),
  /** Sealed keys of the dynamic codes, by epoch. */
  EPOCH_KEYS("epoch-keys"),
  /** Sealed pseudonym keys of our static codes, by year. */
  YEAR_KEYS("year-keys"),
  /** Checkpoints with the hashes of their devices' keys. */
  CHECKPOINTS(GateList.CHECKPOINTS.text()),
  /** Closures that are ordered. */
  ORDERS(GateList.ORDERS.text()),
  /** Serials of static codes that are withdrawn. */
  WITHDRAWN(GateList.WITHDRAWN.text()),
  /** Codes of other cities that stand for people of ours. */
  RECOGNIZED(GateList.RECOGNIZED.text()),
  /** Keys of other cities, by which their codes are checked. */
  PEER_KEYS(GateList.PEER_KEYS.text());

  private final String text;

  ListName(String text) {
    this.text = text;
  }

  /** The name in Redis and inside the signature. */
  public String text() {
    return text;
  }
}
