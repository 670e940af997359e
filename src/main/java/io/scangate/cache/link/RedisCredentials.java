package io.scangate.cache.link;

/** A Redis user and its password, which is never printed. Immutable. */
public record RedisCredentials(String user, String password) {
  @Override
  public String toString() {
    return "RedisCredentials[" + user + ", ***]";
  }
}
