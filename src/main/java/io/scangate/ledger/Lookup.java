package io.scangate.ledger;

import io.vertx.core.buffer.Buffer;

/**
 * By what a person is found: the HMAC-SHA256 of the type and number of a document under the pepper
 * of the installation. Immutable.
 *
 * @param hex 64 hexadecimal digits, lower case
 */
public record Lookup(String hex) {
  public Lookup {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a lookup has 64 hexadecimal digits");
    }
  }

  /** As a {@code bytea}. */
  public Buffer column() {
    return Rows.buffer(hex);
  }

  @Override
  public String toString() {
    return "Lookup[***]";
  }
}
