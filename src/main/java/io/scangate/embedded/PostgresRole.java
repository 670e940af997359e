package io.scangate.embedded;

/** A role of the embedded PostgreSQL; the password is never printed. Immutable. */
public record PostgresRole(String name, String password) {
  @Override
  public String toString() {
    return "PostgresRole[" + name + ", ***]";
  }
}
