package io.scangate.serve;

/** The signed lists that every gateway holds whole, by the names they have in Redis. */
enum ListName {
  /** Public keys of static codes, ours and those of issuers that we recognize. */
  TRUST("trust"),
  /** Sealed keys of the dynamic codes, by epoch. */
  EPOCH_KEYS("epoch-keys"),
  /** Sealed pseudonym keys of our static codes, by year. */
  YEAR_KEYS("year-keys"),
  /** Checkpoints with the hashes of their devices' keys. */
  CHECKPOINTS("checkpoints"),
  /** Closures that are ordered. */
  ORDERS("orders"),
  /** Serials of static codes that are withdrawn. */
  WITHDRAWN("withdrawn"),
  /** Codes of other cities that stand for people of ours. */
  RECOGNIZED("recognized");

  private final String text;

  ListName(String text) {
    this.text = text;
  }

  /** The name in Redis and inside the signature. */
  String text() {
    return text;
  }
}
